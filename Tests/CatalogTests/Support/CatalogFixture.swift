import Catalog
import OpenData
import Synchronization
import TestSupport

/// A catalogue in a folder of its own, with a clock that stands still until a test moves it.
struct CatalogFixture {
    let directory: TemporaryDirectory
    let clock: TestClock
    let catalog: CatalogDatabase

    init() async throws {
        let directory = try TemporaryDirectory()
        let clock = TestClock()
        // The folder lives as long as the catalogue, so that a test may keep nothing but the catalogue.
        catalog = try await CatalogDatabase(directory: directory.path("data")) {
            withExtendedLifetime(directory) { clock.read() }
        }
        self.directory = directory
        self.clock = clock
    }

    /// Another opening of the same files, as another process would have it.
    func reopened() async throws -> CatalogDatabase {
        try await CatalogDatabase(directory: directory.path("data"), now: clock.read)
    }

    /// A catalogue with one organization, `hofu`.
    static func withOrganization() async throws -> CatalogFixture {
        let fixture = try await CatalogFixture()
        try await fixture.catalog.put(.sample("hofu", title: "防府市"), actor: "test")
        return fixture
    }
}

/// 2026-11-22T00:00:00Z, and later when a test says so.
final class TestClock: Sendable {
    private let moment = Mutex(Timestamp(microseconds: 1_795_305_600_000_000))

    var read: @Sendable () -> Timestamp { { self.moment.withLock { $0 } } }

    func advance(_ duration: Duration) {
        moment.withLock { $0 = $0.adding(duration) }
    }
}

extension Organization {
    static func sample(_ name: String, title: String) -> Organization {
        let moment = Timestamp(microseconds: 0)
        return Organization(
            name: name,
            id: Identifier.uuid("organization", name),
            title: title,
            created: moment,
            modified: moment
        )
    }
}

extension Dataset {
    /// Created at the epoch, published by `hofu`, without distributions.
    static func withoutTable(_ name: String, title: String, organization: String = "hofu") -> Dataset {
        let moment = Timestamp(microseconds: 0)
        return Dataset(
            name: name,
            id: Identifier.uuid("dataset", name),
            title: title,
            organization: organization,
            created: moment,
            modified: moment
        )
    }

    /// The same with one CSV distribution, whose id is `NAME-csv`.
    static func withTable(_ name: String, title: String, organization: String = "hofu") -> Dataset {
        var dataset = withoutTable(name, title: title, organization: organization)
        dataset.distributions = [Distribution(id: name + "-csv", title: title + "（CSV）", format: "CSV")]
        return dataset
    }
}

extension TableVersion {
    static func sample(
        _ state: State = .published,
        columns: [String] = ["名称"],
        rows: Int = 3,
        blob: String = "b1",
    ) -> TableVersion {
        TableVersion(
            number: 0,
            state: state,
            table: "t-" + blob,
            blob: blob,
            blobBytes: 100,
            format: "csv",
            encoding: "utf-8",
            rowCount: rows,
            fields: columns.map { Field(name: $0, type: "text") },
            errorCount: 0,
            warningCount: 0,
            created: Timestamp(microseconds: 0)
        )
    }
}

extension Source {
    static func sample(_ name: String, interval: Int? = 3_600) -> Source {
        let moment = Timestamp(microseconds: 1_795_305_600_000_000)
        var source = Source(
            name: name,
            kind: .ckan,
            url: "https://example.jp/" + name,
            created: moment,
            modified: moment
        )
        source.interval = interval
        return source
    }
}

/// The error's kind, so that a test can say which refusal it expects.
func refusal(_ body: () async throws -> Void) async -> CatalogError.Kind? {
    do {
        try await body()
        return nil
    } catch let error as CatalogError {
        return error.kind
    } catch {
        return .unexpected(code: -1)
    }
}

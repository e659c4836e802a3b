import Catalog
import OpenData
import Tables
import Tabular
import Validation

extension Ingest {
    /// How many workers may die over the same bytes before they are rejected unread.
    static let crashesAllowed = 2

    /// Imports the file at `path` (in the store's `tmp/`; it is moved into the store) as a new version of a distribution that the
    /// catalogue already lists.
    ///
    /// Bytes that are no table, and tables that fail a guard, leave the current version as it is.
    /// - Throws: `CatalogError` `.leaseLost`, `TableError` when the disk fails; never for what the bytes are.
    package func importFile(_ path: String, _ request: Import.Request) async throws -> Import {
        let store = store
        let (blob, bytes) = try await OwnThread.run { try store.put(.blobs, movingFrom: path) }
        let history = try await catalog.versions(ofDistribution: request.distribution)
        if let known = Self.sameBytes(blob, bytes, in: history, standard: request.dataset.standard) { return known }
        guard let result = try await parse(blob: blob, history: history, request) else {
            return Import(
                outcome: .rejected,
                reason: ImportMessages.workerCrashed,
                message: ImportMessages.message(forReason: ImportMessages.workerCrashed),
                blob: blob,
                bytes: bytes
            )
        }
        switch result {
        case .failure(let error as TabularError):
            return Import(
                outcome: error.verdict == .held ? .held : .rejected,
                reason: error.code,
                message: error.message,
                blob: blob,
                bytes: bytes
            )
        case .failure(let error):
            throw error
        case .success(let table):
            return try await publish(table, blob: blob, bytes: bytes, history: history, request)
        }
    }

    /// The answer for bytes that already are a version: the current one, one that is held against the same current one, or one that
    /// a person sent away; nil for bytes that must be looked at.
    private static func sameBytes(
        _ blob: String,
        _ bytes: Int,
        in history: [TableVersion],
        standard: String?,
    ) -> Import? {
        let current = history.first { $0.state == .published }
        guard let same = history.first(where: { $0.blob == blob && $0.state != .withdrawn }) else { return nil }
        var known = Import(outcome: .unchanged, blob: blob, bytes: bytes, rows: same.rowCount, standard: standard)
        switch same.state {
        case .published where same.number == current?.number:
            return known
        case .held where same.number > current?.number ?? 0 && same.baseline == current?.number:
            known.outcome = .held
            known.reason = same.reason
            known.message = same.doubts?.first?.message ?? same.reason.map(ImportMessages.message(forReason:))
            return known
        case .rejected:
            known.outcome = .rejected
            (known.reason, known.message) = (
                HarvestReason.reviewRejected.rawValue, HarvestReason.reviewRejected.message
            )
            return known
        case .published, .held, .withdrawn:
            return nil
        }
    }

    /// A built table and the schema that it was checked against.
    private struct Table: Sendable {
        var reading: Reading
        var built: TableBuilder.Built
        var schema: TableSchema?
        var doubts: [Doubt]
    }

    /// One reading of the same bytes at a time in this process.
    private static let turns = TurnGate()

    /// Reads and builds, noting in the catalogue that it began and that it ended.
    ///
    /// Nil when workers died over these bytes before: they are not touched again.
    private func parse(
        blob: String,
        history: [TableVersion],
        _ request: Import.Request,
    ) async throws -> Result<Table, any Error>? {
        try await Self.turns.turn(blob) {
            guard try await catalog.beginParsing(blob: blob) < Self.crashesAllowed else { return nil }
            let result = await build(blob: blob, history: history, request)
            // A cancelled task cannot use the database, and being stopped is not dying.
            try await Task { try await catalog.endParsing(blob: blob) }.value
            return result
        }
    }

    /// Reads and builds on a thread of its own: neither belongs on Swift's cooperative pool.
    private func build(
        blob: String,
        history: [TableVersion],
        _ request: Import.Request,
    ) async -> Result<Table, any Error> {
        let (store, schemas) = (store, schemas)
        do {
            return .success(
                try await OwnThread.run {
                    let opening = try TabularOpening(path: store.path(.blobs, blob))
                    let (document, schema, built) = try TableBuilder(store: store).build(
                        opening,
                        blob: blob,
                        source: request.source
                    ) { request.schema ?? schemas.recognise($0) }
                    let doubts = try VersionComparison(store: store, history: history, request: request)
                        .doubts(about: document, blob: blob)
                    return Table(reading: document.reading, built: built, schema: schema, doubts: doubts)
                }
            )
        } catch {
            return .failure(error)
        }
    }

    private func publish(
        _ table: Table,
        blob: String,
        bytes: Int,
        history: [TableVersion],
        _ request: Import.Request,
    ) async throws -> Import {
        let built = table.built
        let fields = built.columns.map {
            TableVersion.Field(name: $0.column.name, type: $0.column.type.rawValue, format: $0.column.format)
        }
        let current = history.first { $0.state == .published }
        let doubt = table.doubts.first
        var version = TableVersion(
            number: 0,
            state: doubt == nil ? .published : .held,
            table: built.table,
            blob: blob,
            blobBytes: bytes,
            format: table.reading.format.rawValue,
            encoding: table.reading.encoding.rawValue,
            rowCount: built.rowCount,
            fields: fields,
            errorCount: built.report.errorCount,
            warningCount: built.report.warningCount,
            reason: doubt?.code,
            created: now()
        )
        version.doubts = table.doubts.isEmpty ? nil : table.doubts
        version.baseline = current?.number
        try await catalog.publish(version, of: request.distribution, lease: request.lease, actor: request.actor)
        return Import(
            outcome: doubt != nil ? .held : current == nil ? .created : .updated,
            reason: doubt?.code,
            message: doubt?.message,
            blob: blob,
            bytes: bytes,
            rows: built.rowCount,
            encoding: table.reading.encoding.rawValue,
            standard: table.schema?.standard
        )
    }
}

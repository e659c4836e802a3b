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
        if let same = Self.sameBytes(blob, in: history) {
            return Import(
                outcome: same.state == .published ? .unchanged : .held,
                reason: same.reason,
                message: same.reason.map(ImportMessages.message(forReason:)),
                blob: blob,
                bytes: bytes,
                rows: same.rowCount,
                standard: request.dataset.standard
            )
        }
        guard let result = try await parse(blob: blob, request) else {
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

    /// The version that these bytes already are: the current one, or one that is held for review.
    private static func sameBytes(_ blob: String, in history: [TableVersion]) -> TableVersion? {
        guard let current = history.first(where: { $0.state == .published }) else {
            return history.first { $0.state == .held && $0.blob == blob }
        }
        if current.blob == blob { return current }
        return history.first { $0.state == .held && $0.blob == blob && $0.number > current.number }
    }

    /// A built table and the schema that it was checked against.
    private struct Table: Sendable {
        var reading: Reading
        var built: TableBuilder.Built
        var schema: TableSchema?
    }

    /// One reading of the same bytes at a time in this process.
    private static let turns = TurnGate()

    /// Reads and builds, noting in the catalogue that it began and that it ended.
    ///
    /// Nil when workers died over these bytes before: they are not touched again.
    private func parse(blob: String, _ request: Import.Request) async throws -> Result<Table, any Error>? {
        try await Self.turns.turn(blob) {
            guard try await catalog.beginParsing(blob: blob) < Self.crashesAllowed else { return nil }
            let result = await build(blob: blob, request)
            // A cancelled task cannot use the database, and being stopped is not dying.
            try await Task { try await catalog.endParsing(blob: blob) }.value
            return result
        }
    }

    /// Reads and builds on a thread of its own: neither belongs on Swift's cooperative pool.
    private func build(blob: String, _ request: Import.Request) async -> Result<Table, any Error> {
        let (store, schemas) = (store, schemas)
        do {
            return .success(
                try await OwnThread.run {
                    let document = try TabularDocument(path: store.path(.blobs, blob))
                    let schema = request.schema ?? schemas.recognise(document.columns)
                    let built = try TableBuilder(store: store).build(
                        document,
                        blob: blob,
                        source: request.source,
                        schema: schema
                    )
                    return Table(reading: document.reading, built: built, schema: schema)
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
        let doubt = PublishingGuard.doubt(rows: built.rowCount, fields: fields.map(\.name), current: current)
        let version = TableVersion(
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
        try await catalog.publish(version, of: request.distribution, lease: request.lease, actor: request.actor)
        return Import(
            outcome: doubt != nil ? .held : current == nil ? .created : .updated,
            reason: doubt?.code,
            message: doubt?.message,
            blob: blob,
            bytes: bytes,
            rows: built.rowCount,
            standard: table.schema?.standard
        )
    }
}

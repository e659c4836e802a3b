import GRDB
import OpenData

/// One write transaction on the catalogue: what it appends to the log is projected at once, so that its own later checks see it.
struct CatalogWrite {
    let database: Database
    /// The moment of all its records.
    let at: Timestamp
    let actor: String
    var projection: Projection
    private var last: (seq: Int64, hash: String)

    init(database: Database, at: Timestamp, actor: String) throws {
        self.database = database
        self.at = at
        self.actor = actor
        projection = Projection(database: database)
        let row = try Row.fetchOne(database, sql: "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")
        last = row.map { ($0[0], $0[1]) } ?? (0, LogRecord.origin)
    }

    mutating func append(_ kind: LogKind, _ entity: String, _ state: some Encodable) throws {
        var record = LogRecord(
            seq: last.seq + 1,
            at: at,
            actor: actor,
            kind: kind.rawValue,
            entity: entity,
            body: try CanonicalJSON.text(state),
            previousHash: last.hash,
            hash: ""
        )
        record.hash = record.expectedHash
        try record.insert(database)
        try projection.apply(record)
        last = (record.seq, record.hash)
    }
}

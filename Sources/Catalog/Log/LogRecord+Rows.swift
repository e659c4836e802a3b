import GRDB
import OpenData

extension LogRecord {
    private static let columns = "seq, at, actor, kind, entity, body, previous_hash, hash"

    private init(_ row: Row) {
        self.init(
            seq: row[0],
            at: Timestamp(microseconds: row[1]),
            actor: row[2],
            kind: row[3],
            entity: row[4],
            body: row[5],
            previousHash: row[6],
            hash: row[7]
        )
    }

    func insert(_ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO log (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [seq, at.microseconds, actor, kind, entity, body, previousHash, hash]
        )
    }

    /// Records after `seq`, oldest first; `limit` -1 for all.
    static func fetch(_ database: Database, after seq: Int64, limit: Int) throws -> [LogRecord] {
        let sql = "SELECT \(columns) FROM log WHERE seq > ? ORDER BY seq LIMIT ?"
        return try Row.fetchAll(database, sql: sql, arguments: [seq, limit]).map(LogRecord.init)
    }

    /// The sequence number of the newest record; 0 when there is none.
    static func lastSequence(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT coalesce(max(seq), 0) FROM log") ?? 0
    }

    /// Calls `body` with every record, oldest first, after checking its place in the chain.
    /// - Returns: the number of records and the last hash.
    /// - Throws: ``CatalogError`` `.damaged` naming the first sequence number that is not as it was written.
    static func walk(
        _ database: Database,
        _ body: (LogRecord) throws -> Void = { _ in },
    ) throws -> (count: Int, last: String) {
        var last = (seq: Int64(0), hash: origin)
        let cursor = try Row.fetchCursor(database, sql: "SELECT \(columns) FROM log ORDER BY seq")
        while let row = try cursor.next() {
            let record = LogRecord(row)
            guard record.seq == last.seq + 1 else {
                throw CatalogError(.damaged("log record \(last.seq + 1) is missing"))
            }
            guard record.previousHash == last.hash, record.hash == record.expectedHash else {
                throw CatalogError(.damaged("log record \(record.seq) was changed"))
            }
            try body(record)
            last = (record.seq, record.hash)
        }
        let highWaterMark = try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'log'") ?? 0
        guard highWaterMark <= last.seq else { throw CatalogError(.damaged("log record \(last.seq + 1) is missing")) }
        return (Int(last.seq), last.hash)
    }
}

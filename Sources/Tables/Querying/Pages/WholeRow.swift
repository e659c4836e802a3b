/// One row by its number, the cheapest of all questions: its statement and its writer are made once for a connection.
final class WholeRow {
    private let statement: Statement
    private let writer: RowWriter

    /// - Parameter statement: reads the row of the number that is its only parameter.
    init(statement: consuming Statement, writer: RowWriter) {
        self.statement = statement
        self.writer = writer
    }

    /// The row as a JSON object; nil when there is none with that number.
    /// - Throws: ``SQLiteFailure``.
    func read(_ number: Int64) throws -> [UInt8]? {
        try statement.bind([.integer(number)])
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        var body: [UInt8] = []
        body.reserveCapacity(Self.usualBytes)
        writer.append(statement, isFirst: true, to: &body)
        return body
    }

    private static let usualBytes = 1024
}

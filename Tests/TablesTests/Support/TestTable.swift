import CSQLite
import Tabular
import TestSupport
import Validation

@testable import Tables

/// A table file in a folder of its own, and queries over it.
final class TestTable: Sendable {
    let store: FileStore
    let built: TableBuilder.Built
    let queries: TableQueries
    let reference: TableReference
    private let folder: TemporaryDirectory

    /// A table of columns with given types and rows made by hand; nil is a missing field.
    convenience init(
        _ columns: [Column],
        _ rows: [[String?]],
        timeout: Duration = .seconds(20),
        threads: Int = 2,
        waitingLimit: Int = 128,
        leastIndexed: Int = ColumnIndexes.leastRows,
    ) throws {
        var reading = Reading()
        reading.rowCount = rows.count
        let reader = HandReader(rows, columnCount: columns.count)
        try self.init(timeout: timeout, threads: threads, waitingLimit: waitingLimit) { builder in
            try builder.build(
                TableContent(
                    columns: columns,
                    reader: reader,
                    reading: reading,
                    findings: [],
                    findingCounts: [:],
                    blob: String(repeating: "ab", count: 32),
                    source: "test"
                ),
                schema: nil,
                leastIndexed: leastIndexed
            )
        }
    }

    /// A table read from CSV.
    convenience init(csv: String) throws {
        try self.init(timeout: .seconds(20), threads: 2, waitingLimit: 128) { builder in
            let document = try TabularDocument(bytes: Array(csv.utf8))
            return try builder.build(
                document,
                blob: String(repeating: "ab", count: 32),
                source: "test.csv",
                schema: nil
            )
        }
    }

    private init(
        timeout: Duration,
        threads: Int,
        waitingLimit: Int,
        build: (TableBuilder) throws -> TableBuilder.Built,
    ) throws {
        folder = try TemporaryDirectory()
        store = FileStore(directory: folder.path)
        try store.prepare()
        built = try build(TableBuilder(store: store))
        queries = TableQueries(store: store, threads: threads, timeout: timeout, waitingLimit: waitingLimit)
        reference = TableReference(resource: "facilities", version: 3, table: built.table)
    }

    deinit { queries.shutDown() }

    var path: String { store.path(.tables, built.table) }

    /// The numbers of the rows that match, in order.
    func rows(_ query: RowQuery) async throws -> [Int64] {
        var query = query
        query.fields = []
        query.limit = 100_000
        let page = try await queries.page(query, of: reference, as: .jsonLists)
        let numbers = Self.numbers(in: page.body)
        guard page.count == nil || page.count == numbers.count else {
            throw QueryError(.badValueCount(column: "count \(page.count ?? -1)", op: "rows \(numbers.count)"))
        }
        return numbers
    }

    /// The rows that one filter finds.
    func rows(_ column: String, _ op: RowQuery.Operator, _ values: [String]) async throws -> [Int64] {
        var query = RowQuery()
        query.filters = [RowQuery.Filter(column: column, op: op, values: values)]
        return try await rows(query)
    }

    /// Gives the table, before its first query, an index on every column and one of the words of its string columns, as a
    /// large one has.
    /// - Parameter hasPositions: whether the index of words knows where they stand.
    func addIndexes(hasPositions: Bool = true) throws {
        let connection = try Connection(path: path, mode: .create)
        guard ydp_register_bigram(connection.handle) == SQLITE_OK else { return }
        try connection.execute("DROP TABLE IF EXISTS words")
        for column in built.columns {
            try connection.execute(
                "CREATE INDEX IF NOT EXISTS by_\(column.physical) ON rows(\(column.physical))"
            )
        }
        try connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5(text, content = '', columnsize = 0, tokenize = 'bigram'"
                + (hasPositions ? ")" : ", detail = none)")
        )
        let texts = built.columns.filter { $0.column.type == .string }.map(\.physical)
        guard !texts.isEmpty else { return }
        let read = try connection.prepare("SELECT _id, \(texts.joined(separator: ", ")) FROM rows")
        let write = try connection.prepare("INSERT INTO words(rowid, text) VALUES (?1, ?2)")
        while try read.step() {
            let cells = texts.indices.map { SearchText.fold(read.string(Int32($0 + 1))) }
            try write.bind([.integer(read.integer(0)), .text(cells.joined(separator: "\n"))])
            _ = try write.step()
            write.reset()
        }
    }

    /// The numbers of all rows that are exported, in order.
    func exported(_ query: RowQuery) async throws -> [Int64] {
        var query = query
        query.fields = []
        let pieces = Pieces()
        try await queries.export(query, of: reference, as: .jsonLists) { await pieces.add($0) }
        return Self.numbers(in: await pieces.bytes)
    }

    private actor Pieces {
        private(set) var bytes: [UInt8] = []

        func add(_ piece: [UInt8]) { bytes += piece }
    }

    /// `[[1],[2]]` as numbers.
    static func numbers(in lists: [UInt8]) -> [Int64] {
        lists.split { !($0 >= 0x30 && $0 <= 0x39) }.compactMap { Int64(String(decoding: $0, as: UTF8.self)) }
    }

    /// The body of the first page, as text.
    func body(_ query: RowQuery = RowQuery(), as format: RowFormat) async throws -> String {
        String(decoding: try await queries.page(query, of: reference, as: format).body, as: UTF8.self)
    }
}

extension Column {
    /// A column whose title is its name.
    static func named(_ name: String, _ type: ColumnType, format: String? = nil) -> Column {
        Column(name: name, title: name, type: type, format: format)
    }
}

/// Numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

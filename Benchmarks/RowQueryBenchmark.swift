import Tables
import Tabular

/// What readers ask most, one after another on one thread, in processor time; and exports against the `sqlite3` command.
struct RowQueryBenchmark {
    let built: TableBuilder.Built
    let store: FileStore
    let folder: String

    private var table: TableReference { TableReference(resource: "facilities", version: 1, table: built.table) }

    func run(_ measure: Measure) async throws {
        let queries = TableQueries(store: store, threads: 1, timeout: .seconds(60))
        defer { queries.shutDown() }
        let table = table
        print("processor time of one query: the first of its kind on a file just opened, and again")
        let number = Int64(built.rowCount / 2)
        try await report("one row by its number", measure, calls: 500) { _ = try await $0.row(number, of: table) }
        for (name, query) in cases() {
            try await report(name, measure, calls: 50) { queries in
                _ = try await queries.page(query, of: table, as: .json)
            }
        }
        for (name, query) in aggregates() {
            try await report(name, measure, calls: 50) { queries in
                _ = try await queries.aggregate(query, of: table, as: .json)
            }
        }
        for (name, format, mode) in [("export as CSV", RowFormat.csv, "csv"), ("export as JSON", .json, "json")] {
            let export = try await measure.time(calls: 1) {
                try await queries.export(RowQuery(), of: table, as: format) { _ in }
            }
            let path = store.path(.tables, built.table)
            var isThere = true
            let shell = try measure.time {
                isThere = try SQLiteShell().run(path, [".mode \(mode)", "SELECT * FROM rows"])
            }
            measure.report(name, export, against: isThere ? ("sqlite3 -\(mode)", shell) : nil)
        }
    }

    /// Opens the file anew, asks once, and then many times.
    private func report(
        _ name: String,
        _ measure: Measure,
        calls: Int,
        _ body: (TableQueries) async throws -> Void,
    ) async throws {
        let queries = TableQueries(store: store, threads: 1, timeout: .seconds(60))
        defer { queries.shutDown() }
        do {
            _ = try await queries.row(1, of: table)
            let start = Measure.processorTime()
            try await body(queries)
            let first = Measure.processorTime() - start
            let again = try await measure.processorTime(calls: calls) { try await body(queries) }
            measure.report(name, again, note: "first \(measure.milliseconds(first))")
        } catch let error as QueryError {
            // A file of other columns than the invented ones.
            print("\(name): \(error.message.en)")
        }
    }

    private func cases() -> [(String, RowQuery)] {
        var page = RowQuery()
        page.limit = 100
        var uncounted = page
        uncounted.wantsCount = false
        var equal = page
        equal.filters = [.init(column: "全国地方公共団体コード", op: .eq, values: ["353051"])]
        var range = page
        range.filters = [.init(column: "収容人数", op: .gte, values: ["1500"])]
        var contains = page
        contains.filters = [.init(column: "備考", op: .contains, values: ["ａｅｄ"])]
        var two = page
        two.limit = 20
        two.text = "公園"
        var three = two
        three.text = "図書館"
        var sorted = page
        sorted.sort = [.init(column: "収容人数", descending: true), .init(column: "名称")]
        var box = page
        box.box = RowQuery.Box(west: 131.45, south: 34.15, east: 131.5, north: 34.2)
        return [
            ("page of 100", uncounted), ("page of 100 with count", page), ("equality (1 %), with count", equal),
            ("range, with count", range), ("contains, folded, with count", contains),
            ("text of two characters, 20", two), ("text of three characters, 20", three),
            ("page sorted by two columns", sorted), ("box, with count", box),
        ]
    }

    private func aggregates() -> [(String, AggregateQuery)] {
        var count = AggregateQuery()
        count.groups = [.init(column: "全国地方公共団体コード")]
        var filtered = count
        filtered.rows.filters = [.init(column: "収容人数", op: .gte, values: ["500"])]
        return [("count by group", count), ("count by group under a filter", filtered)]
    }
}

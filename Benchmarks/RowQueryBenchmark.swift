import Tables
import Tabular

/// What readers ask most, one after another on one thread; and an export against `sqlite3 -json`.
struct RowQueryBenchmark {
    let built: TableBuilder.Built
    let store: FileStore
    let folder: String

    func run(_ measure: Measure) async throws {
        let queries = TableQueries(store: store, threads: 1, timeout: .seconds(60))
        defer { queries.shutDown() }
        let table = TableReference(resource: "facilities", version: 1, table: built.table)

        let empty = try await measure.time(calls: 200) { _ = try await queries.row(-1, of: table) }
        measure.report("no row (hop to the thread)", empty)
        for (name, query) in cases() {
            let calls = query.filters.isEmpty && query.text == nil && query.sort.isEmpty ? 200 : 5
            do {
                let time = try await measure.time(calls: calls) {
                    _ = try await queries.page(query, of: table, as: .json)
                }
                measure.report(name, time)
            } catch let error as QueryError {
                // A file of other columns than the invented ones.
                print("\(name): \(error.message.en)")
            }
        }
        let export = try await measure.time(calls: 1) {
            try await queries.export(RowQuery(), of: table, as: .json) { _ in }
        }
        let path = store.path(.tables, built.table)
        var isThere = true
        let shell = try measure.time {
            isThere = try SQLiteShell().run(path, [".mode json", "SELECT * FROM rows"])
        }
        measure.report("export as JSON", export, against: isThere ? ("sqlite3 -json", shell) : nil)
    }

    private func cases() -> [(String, RowQuery)] {
        var page = RowQuery()
        page.limit = 100
        var equal = page
        equal.filters = [.init(column: "名称", op: .eq, values: ["山口市立公民館5"])]
        var count = page
        count.limit = 0
        count.filters = [.init(column: "収容人数", op: .gte, values: ["1000"])]
        var contains = page
        contains.filters = [.init(column: "備考", op: .contains, values: ["ａｅｄ"])]
        var text = page
        text.text = "図書館"
        var sorted = page
        sorted.sort = [.init(column: "収容人数", descending: true), .init(column: "名称")]
        var box = page
        box.box = RowQuery.Box(west: 131.45, south: 34.15, east: 131.5, north: 34.2)
        return [
            ("page of 100", page), ("equality filter, with count", equal), ("count of a range", count),
            ("contains, folded, with count", contains), ("text over all columns, with count", text),
            ("page sorted by two columns", sorted), ("box, with count", box),
        ]
    }
}

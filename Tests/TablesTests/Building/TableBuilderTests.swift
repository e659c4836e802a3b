import Foundation
import Tabular
import TestSupport
import Testing
import Validation

@testable import Tables

@Suite struct `Table builder` {
    private static let columns: [Column] = [
        .named("名称", .string), .named("人口", .integer), .named("面積", .number), .named("有無", .boolean),
        .named("日付", .date),
    ]
    private static let rows: [[String?]] = [
        ["007", "1234", "12.50", "有", "令和6年4月1日"], ["山口", "多数", "約10", "無", "2024-13-01"], ["", "", nil, "", "-"],
        ["𠮷野", "-5", "1e3", "有", "1989/1/8"],
    ]

    @Test func `stores typed values, text as it was, and misfits as blobs`() throws {
        let table = try TestTable(Self.columns, Self.rows)
        let rows = try TestDatabase(table.path).rows(
            "SELECT _id, c1, typeof(c1), c2, typeof(c2), c3, typeof(c3), c4, typeof(c4), c5, typeof(c5) FROM rows"
        )
        #expect(
            rows == [
                ["1", "007", "text", "1234", "integer", "12.5", "real", "1", "integer", "2024-04-01", "text"],
                ["2", "山口", "text", "多数", "blob", "約10", "blob", "0", "integer", "2024-13-01", "blob"],
                ["3", "NULL", "null", "NULL", "null", "NULL", "null", "NULL", "null", "NULL", "null"],
                ["4", "𠮷野", "text", "-5", "integer", "1000.0", "real", "1", "integer", "1989-01-08", "text"],
            ]
        )
        #expect(table.built.rowCount == 4)
        #expect(table.built.bytes == (try Data(contentsOf: URL(filePath: table.path)).count))
    }

    @Test func `gives the same bytes for the same content, whatever happened before`() throws {
        let first = try TestTable(Self.columns, Self.rows)
        // Another heap, another temporary name, another moment.
        var noise: [[UInt8]] = []
        for size in 1..<2_000 { noise.append([UInt8](repeating: 0xA5, count: size * 7)) }
        noise.removeAll()
        let second = try TestTable(Self.columns, Self.rows)
        #expect(first.built.table == second.built.table)
        let third = try TestTable(Self.columns, Self.rows.reversed())
        #expect(first.built.table != third.built.table)
    }

    @Test func `gives the same bytes for a table of many pages with places`() throws {
        var generator = SeededGenerator(seed: 7)
        let rows = (0..<3_000).map { number in
            [
                "施設\(number)", String(Double.random(in: 33...35, using: &generator)),
                String(Double.random(in: 130...132, using: &generator)), String(repeating: "備考", count: number % 90),
            ]
        }
        let columns: [Column] = [
            .named("名称", .string), .named("緯度", .number, format: "latitude"),
            .named("経度", .number, format: "longitude"),
            .named("備考", .string),
        ]
        #expect(try TestTable(columns, rows).built.table == TestTable(columns, rows).built.table)
    }

    @Test(arguments: [0, 5, 9_000, 11_999])
    func `makes the same file whether the columns are judged before or on the way`(strays: Int) throws {
        let folder = try TemporaryDirectory()
        let store = FileStore(directory: folder.path)
        try store.prepare()
        let rows = (1...12_000).map { row in
            "施設\(row),\(row > strays ? "\(row % 90)" : "約\(row)"),2024-0\(row % 9 + 1)-01,34.\(row),131.\(row)\n"
        }
        let opening = try TabularOpening(bytes: Array(("名称,定員,開設日,緯度,経度\n" + rows.joined()).utf8))
        let before = try TableBuilder(store: store).build(opening.document(), blob: "", source: "", schema: nil)
        let onTheWay = try TableBuilder(store: store).build(opening, blob: "", source: "") { _ in nil }
        #expect(onTheWay.built.table == before.table)
        #expect(onTheWay.built.report == before.report)
        #expect(try onTheWay.document.columns == opening.document().columns)
        #expect(onTheWay.document.columns[1].type == (strays > 1_000 ? .string : .integer))
        #expect(try FileManager.default.subpathsOfDirectory(atPath: "\(folder.path)/tmp").isEmpty)
    }

    @Test func `leaves nothing behind when the content cannot be read on`() throws {
        let folder = try TemporaryDirectory()
        let store = FileStore(directory: folder.path)
        try store.prepare()
        let failure = TabularError(code: "nul_byte", line: 5, message: Bilingual(ja: "だめ", en: "no"))
        let content = TableContent(
            columns: Self.columns,
            reader: HandReader(Self.rows, columnCount: 5, failure: failure),
            reading: Reading(),
            findings: [],
            findingCounts: [:],
            blob: "",
            source: "",
        )
        #expect(throws: failure) { try TableBuilder(store: store).build(content, schema: nil) }
        #expect(
            try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == ["blobs", "tables", "tmp"]
        )
    }

    @Test func `never shows a half-written file under a table's name`() async throws {
        let table = try TestTable(Self.columns, Self.rows)
        // What a killed build leaves: the beginning of a table file, in the temporary folder.
        let half = try Data(contentsOf: URL(filePath: table.path)).prefix(20_000)
        let left = table.store.temporaryPath()
        try half.write(to: URL(filePath: left))
        let files = try FileManager.default.subpathsOfDirectory(atPath: "\(table.store.directory)/tables")
            .filter { $0.hasSuffix(".sqlite") }
        #expect(files == ["\(table.built.table.prefix(2))/\(table.built.table).sqlite"])
        #expect(try table.store.sweepTemporaries(olderThan: 0) == 1)
        #expect(try await table.rows(RowQuery()).count == 4)
    }

    @Test func `says that a file is gone, cut short or no table file`() async throws {
        let table = try TestTable(Self.columns, Self.rows)
        var absent = table.reference
        absent.table = String(repeating: "0", count: 64)
        await #expect { try await table.queries.describe(absent) } throws: { ($0 as? TableError)?.kind == .notFound }
        await #expect { try await table.queries.row(1, of: absent) } throws: { ($0 as? TableError)?.kind == .notFound }

        let path = table.store.temporaryPath()
        try Data("not a database at all, but long enough to look at".utf8).write(to: URL(filePath: path))
        var other = table.reference
        other.table = try table.store.put(.tables, movingFrom: path).hash
        await #expect { try await table.queries.row(1, of: other) } throws: { ($0 as? TableError)?.kind == .damaged }
    }

    @Test func `builds tables without rows, and with as many columns as there can be`() async throws {
        let empty = try TestTable(Self.columns, [])
        #expect(try await empty.rows(RowQuery()) == [])
        #expect(try await empty.body(as: .json) == "[]")
        #expect(try await empty.body(as: .csv) == "名称,人口,面積,有無,日付\r\n")
        #expect(empty.built.columns.allSatisfy { $0.statistics.distinct == 0 && $0.statistics.minimum == nil })

        let wide = (1...1_999).map { Column.named("列\($0)", .string) }
        let table = try TestTable(wide, [wide.indices.map { "値\($0)" }, wide.indices.map { "\($0)" }])
        var query = RowQuery()
        query.text = "値1998"
        query.sort = (1...8).map { RowQuery.SortKey(column: "列\($0)", descending: $0 % 2 == 0) }
        #expect(try await table.rows(query) == [1])
        #expect(try await table.body(query, as: .json).contains("\"列1999\":\"値1998\""))
        let error = #expect(throws: TabularError.self) {
            try TestTable(wide + [.named("一列多い", .string)], [])
        }
        #expect(error?.code == "too_many_columns")
    }

    @Test func `keeps the platform's own name for the row's number`() async throws {
        let table = try TestTable([.named("_id", .string), .named("_id_2", .string)], [["a", "b"]])
        #expect(table.built.columns.map(\.column.name) == ["_id_3", "_id_2"])
        #expect(try await table.body(as: .json) == #"[{"_id":1,"_id_3":"a","_id_2":"b"}]"#)
    }

    @Test func `describes itself`() async throws {
        let table = try TestTable(csv: "市町名,人口\r\n山口市,190000\r\n萩市,45000\r\n")
        let description = try await table.queries.describe(table.reference)
        #expect(description.columns == table.built.columns)
        #expect(description.rowCount == 2)
        #expect(description.blob == String(repeating: "ab", count: 32))
        #expect(description.report == table.built.report.json())
        #expect(table.built.report.rowCount == 2)
        #expect(description.columns.map(\.column.type) == [.string, .integer])
    }

    @Test func `checks rows against a schema while they pass`() throws {
        let folder = try TemporaryDirectory()
        let store = FileStore(directory: folder.path)
        try store.prepare()
        var required = TableSchema.Constraints()
        required.required = true
        let schema = TableSchema(
            name: "test",
            fields: [
                TableSchema.Field(name: "名称", type: .string, constraints: required),
                TableSchema.Field(name: "人口", type: .integer),
            ],
        )
        let document = try TabularDocument(bytes: Array("名称,人口\n山口市,1\n,2\n".utf8))
        let built = try TableBuilder(store: store).build(document, blob: "", source: "a.csv", schema: schema)
        #expect(built.report.errorCount == 1)
        #expect(built.report.findings.contains { $0.row == 2 && $0.column == "名称" })
        #expect(built.report == (try Report.make(of: document, source: "a.csv", schema: schema)))
    }
}

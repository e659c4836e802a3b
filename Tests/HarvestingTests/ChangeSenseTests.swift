import OpenData
import Tabular
import TestSupport
import Testing

@testable import Harvesting

@Suite struct `Change sense` {
    /// Two versions of a CSV, and the doubts that the second raises.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var before: String?
        var after: String
        var codes: [String]
        /// A piece of both sentences of the first doubt.
        var says: String?
        var tolerance = Tolerance()

        var testDescription: String { name }
    }

    private static func table(_ header: String, _ rows: [String]) -> String {
        ([header] + rows).joined(separator: "\n") + "\n"
    }

    private static func rows(_ count: Int, from first: Int = 1, _ row: (Int) -> String) -> [String] {
        (first..<first + count).map(row)
    }

    private static let people = rows(10) { "施設\($0),10,083-\($0)" }
    private static let codes = rows(20) { "0\(836_210_000 + $0),場所\($0)" }
    private static let wide = rows(20) { "\($0),名称\($0),住所\($0)丁目,電話\($0)" }
    private static let places = rows(10) { "施設\($0),34.1\($0),131.4\($0)" }

    /// Twelve digits with a right last one.
    private static func myNumber(_ seed: Int) -> String {
        let digits = (0..<11).map { (seed * 7 + $0 * 3 + seed / 3) % 10 }
        let text = digits.map(String.init).joined()
        for last in 0...9 {
            let bytes = Array((text + String(last)).utf8)
            if bytes.withUnsafeBufferPointer(MyNumber.matches) { return text + String(last) }
        }
        return text
    }

    private static func collapse(_ before: Int, _ after: Int, _ codes: [String]) -> Case {
        Case(
            name: "\(before) rows become \(after)",
            before: table("a,b", rows(before) { "x\($0),y" }),
            after: table("a,b", rows(after) { "x\($0),y" }),
            codes: codes
        )
    }

    static let cases: [Case] = [
        Case(name: "the first version", before: nil, after: table("a", ["1"]), codes: []),
        Case(name: "a first version without rows", before: nil, after: "a,b\n", codes: ["zero_rows"]),
        collapse(10, 0, ["zero_rows"]), collapse(100, 80, []), collapse(100, 79, ["row_count_change"]),
        collapse(100, 300, []), collapse(100, 301, ["row_count_change"]), collapse(5, 1, []), collapse(1, 5, []),
        collapse(6, 1, ["row_count_change"]),
        Case(
            name: "rows that may become fewer here",
            before: table("a", rows(100) { "x\($0)" }),
            after: table("a", rows(50) { "x\($0)" }),
            codes: [],
            tolerance: {
                var tolerance = Tolerance()
                tolerance.leastRows = 0.5
                return tolerance
            }()
        ),
        Case(
            name: "a table that may be empty",
            before: nil,
            after: "a,b\n",
            codes: [],
            tolerance: {
                var tolerance = Tolerance()
                tolerance.mayBeEmpty = true
                return tolerance
            }()
        ),
        Case(name: "a column at the end", before: table("a,b", ["1,2"]), after: table("a,b,c", ["1,2,3"]), codes: []),
        Case(name: "columns in another order", before: table("a,b", ["1,2"]), after: table("b,a", ["2,1"]), codes: []),
        Case(
            name: "a column under another name",
            before: table("名称,lat", rows(8) { "施設\($0),34.1\($0)" }),
            after: table("名称,latitude", rows(8) { "施設\($0),34.1\($0)" }),
            codes: ["schema_change"],
            says: "latitude"
        ),
        Case(
            name: "a column that is gone",
            before: table("a,b", ["1,2"]),
            after: table("a", ["1"]),
            codes: ["schema_change"],
            says: "b"
        ),
        Case(
            name: "a column without values",
            before: table("名称,定員,電話", people),
            after: table("名称,定員,電話", rows(10) { "施設\($0),,083-\($0)" }),
            codes: ["column_emptied"],
            says: "100%"
        ),
        Case(
            name: "a few values missing",
            before: table("名称,定員,電話", people),
            after: table("名称,定員,電話", rows(10) { "施設\($0),\($0 < 3 ? "" : "10"),083-\($0)" }),
            codes: []
        ),
        Case(
            name: "numbers that become words",
            before: table("id,n", ["1,10", "2,20"]),
            after: table("id,n", ["1,10", "2,約20"]),
            codes: ["type_drift"],
            says: "integer"
        ),
        Case(
            name: "one word among two hundred numbers",
            before: table("id,n", rows(200) { "x\($0),\($0)" }),
            after: table("id,n", rows(200) { "x\($0),\($0 == 7 ? "約7" : String($0))" }),
            codes: []
        ),
        Case(
            name: "whole numbers that get a point",
            before: table("id,n", ["1,10", "2,20"]),
            after: table("id,n", ["1,10.5", "2,20"]),
            codes: []
        ),
        Case(
            name: "telephone numbers without their zero",
            before: table("電話番号,場所", codes),
            after: table("電話番号,場所", rows(20) { "\(836_210_000 + $0),場所\($0)" }),
            codes: ["leading_zero_loss"],
            says: "電話番号"
        ),
        Case(
            name: "one code written anew",
            before: table("電話番号,場所", codes),
            after: table("電話番号,場所", ["836210001,場所1"] + codes.dropFirst()),
            codes: []
        ),
        Case(
            name: "another table under the same name",
            before: table("ID,名称", rows(20) { "A\($0),名\($0)" }),
            after: table("ID,名称", rows(20) { "B\($0),名\($0)" }),
            codes: ["identity_change"],
            says: "0%"
        ),
        Case(
            name: "a third of the keys replaced",
            before: table("ID,名称", rows(20) { "A\($0),名\($0)" }),
            after: table("ID,名称", rows(20, from: 7) { "A\($0),名\($0)" }),
            codes: []
        ),
        Case(
            name: "every cell one column to the right",
            before: table("番,名称,住所,電話", wide),
            after: table("番,名称,住所,電話", rows(20) { "x\($0),\($0),名称\($0),住所\($0)丁目" }),
            codes: ["distribution_shift", "identity_change", "type_drift"]
        ),
        Case(
            name: "one value for all",
            before: table("番,名称", rows(20) { "\($0),名称\($0)" }),
            after: table("番,名称", rows(20) { "\($0),名称1" }),
            codes: ["distribution_shift"]
        ),
        Case(
            name: "a file cut within its last line",
            before: table("a,b", rows(20) { "x\($0),y\($0)" }),
            after: String(table("a,b", rows(20) { "x\($0),y\($0)" }).dropLast(2)),
            codes: ["suspect_truncation"]
        ),
        Case(
            name: "a file that never ended with a line end",
            before: "a,b\nx,y",
            after: "a,b\nx,y\nz,w",
            codes: []
        ),
        Case(
            name: "rows that do not fit the header",
            before: table("a,b,c", rows(9) { "\($0),2,3" }),
            after: table("a,b,c", ["1,2", "1,2,3,4"] + rows(7) { "\($0),2,3" }),
            codes: ["ragged_rows"]
        ),
        Case(
            name: "one row that does not fit",
            before: table("a,b,c", rows(9) { "\($0),2,3" }),
            after: table("a,b,c", ["1,2"] + rows(8) { "\($0),2,3" }),
            codes: []
        ),
        Case(
            name: "latitude and longitude swapped",
            before: nil,
            after: table("名称,緯度,経度", rows(10) { "施設\($0),131.4\($0),34.1\($0)" }),
            codes: ["geo_out_of_area"]
        ),
        Case(
            name: "places in Tokyo",
            before: table("名称,緯度,経度", places),
            after: table("名称,緯度,経度", rows(10) { "施設\($0),35.6\($0),139.7\($0)" }),
            codes: ["geo_out_of_area"],
            says: "10"
        ),
        Case(
            name: "one office in Tokyo",
            before: table("名称,緯度,経度", places),
            after: table("名称,緯度,経度", ["施設1,35.6,139.7"] + places.dropFirst()),
            codes: []
        ),
        Case(
            name: "My Numbers",
            before: nil,
            after: table("名称,番号", rows(10) { "人\($0),\(myNumber($0))" }),
            codes: ["pii_suspected"],
            says: "番号"
        ),
        Case(
            name: "twelve digits that check nothing",
            before: nil,
            after: table("名称,番号", rows(10) { "物\($0),20240401\(1_000 + $0 * 37)" }),
            codes: []
        ),
        Case(
            name: "persons with birth dates and addresses",
            before: nil,
            after: table("氏名,生年月日,住所", ["山田太郎,1980-01-01,萩市1"]),
            codes: ["pii_suspected"],
            says: "氏名"
        ),
        Case(
            name: "facilities with addresses and telephones",
            before: nil,
            after: table("名称,住所,電話番号,代表者氏名,開設年月日", ["公民館,萩市1,0838-25-0000,山田太郎,1980-01-01"]),
            codes: []
        ),
    ]

    @Test(arguments: cases)
    func `accidents are told from ordinary change`(each: Case) throws {
        let folder = try TemporaryDirectory()
        let old = try each.before.map { try Self.profile($0, folder) }
        let types = Dictionary(uniqueKeysWithValues: (old?.columns ?? []).map { ($0.name, $0.type) })
        let new = try Self.profile(each.after, folder, reference: types)
        let doubts = ChangeSense(new: new, old: old, tolerance: each.tolerance).doubts
        #expect(doubts.map(\.code) == each.codes)
        for doubt in doubts {
            #expect(!doubt.message.ja.isEmpty && !doubt.message.en.isEmpty)
            #expect(
                ImportMessages.table[doubt.code] != nil || HarvestReason(rawValue: doubt.code) != nil,
                "a code with a meaning"
            )
        }
        if let says = each.says {
            #expect(doubts.first?.message.ja.contains(says) == true)
            #expect(doubts.first?.message.en.contains(says) == true)
        }
    }

    private static func profile(
        _ text: String,
        _ folder: TemporaryDirectory,
        reference: [String: ColumnType] = [:]
    ) throws -> TableProfile {
        let path = try folder.write(Array(text.utf8), to: "table.csv")
        return try TableProfiler.profile(TabularDocument(path: path), path: path, reference: reference)
    }

    @Test func `what was approved once is not doubted again, and a case of its own always is`() {
        let message = Bilingual(ja: "違う", en: "differs")
        let known = Doubt(code: "schema_change", message: message, key: "schema_change:b")
        let other = Doubt(code: "schema_change", message: message, key: "schema_change:c")
        let single = Doubt(code: "rollback_detected", message: message, key: nil)
        func version(_ state: TableVersion.State, _ doubts: [Doubt]) -> TableVersion {
            var version = TableVersion(
                number: 1,
                state: state,
                table: nil,
                blob: "",
                blobBytes: 0,
                format: "csv",
                encoding: "utf-8",
                rowCount: 0,
                fields: [],
                errorCount: 0,
                warningCount: 0,
                created: Timestamp(microseconds: 0),
            )
            version.doubts = doubts
            return version
        }
        let all = [known, other, single]
        #expect(ChangeSense.unanswered(all, history: [version(.published, [known, single])]) == [other, single])
        #expect(ChangeSense.unanswered(all, history: [version(.held, [known])]) == all)
        #expect(ChangeSense.unanswered(all, history: [version(.rejected, [known])]) == all)
    }

    @Test(arguments: [(5_000, 5_000, 0.5), (50_000, 50_000, 0.5), (20_000, 3_000, 1.0)])
    func `a sketch of many values tells how many are shared`(first: Int, second: Int, share: Double) throws {
        var one = ValueSketch()
        var other = ValueSketch()
        for value in 0..<first { one.add("値\(value)") }
        let start = share == 1 ? 0 : second / 2
        for value in start..<start + second { other.add("値\(value)") }
        let found = try #require(other.share(in: one))
        #expect(abs(found - share) < 0.04)
        #expect(other.count <= 2 * ValueSketch.capacity)
    }
}

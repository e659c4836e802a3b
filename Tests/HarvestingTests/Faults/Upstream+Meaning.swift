import Catalog
import Fetching
import TestSupport

extension Upstream {
    /// A version after another, both right as files.
    private static func change(
        _ row: Int,
        _ name: String,
        _ outcome: Outcome,
        _ code: String?,
        rows: Int? = nil,
        before: [String],
        after: String,
    ) -> Upstream {
        steps(row, name, outcome, code, rows: rows, LoopbackServer.answer(text: after)).with { $0.before = before }
    }

    private static func table(_ header: String, _ count: Int, _ row: (Int) -> String) -> String {
        header + "\n" + (1...count).map { row($0) + "\n" }.joined()
    }

    private static let wide = table("番,名称,住所,電話", 20) { "\($0),名称\($0),住所\($0)丁目,電話\($0)" }

    /// §2.4, as far as one file shows it.
    static let meaning: [Upstream] = [
        change(
            89,
            "a column under another name",
            .held,
            "schema_change",
            before: [FaultLab.good],
            after: FaultLab.good.replacing("lat", with: "latitude")
        ),
        change(
            90,
            "a column at the end",
            .updated,
            nil,
            rows: 2,
            before: ["a,b\n1,2\n3,4\n"],
            after: "a,b,c\n1,2,5\n3,4,6\n"
        ),
        change(
            91,
            "columns in another order",
            .updated,
            nil,
            rows: 2,
            before: ["a,b\n1,x\n3,y\n"],
            after: "b,a\nx,1\ny,3\n"
        ),
        change(91, "a column that is gone", .held, "schema_change", before: ["a,b\n1,x\n3,y\n"], after: "a\n1\n3\n"),
        change(
            92,
            "words among numbers",
            .held,
            "type_drift",
            before: ["id,n\n1,10\n2,20\n"],
            after: "id,n\n1,10\n2,約20\n"
        ),
        change(
            92,
            "one word among two hundred numbers",
            .updated,
            nil,
            rows: 200,
            before: [table("id,n", 200) { "x\($0),\($0)" }],
            after: table("id,n", 200) { "x\($0),\($0 == 7 ? "約7" : String($0))" }
        ),
        change(
            93,
            "telephone numbers without their zero",
            .held,
            "leading_zero_loss",
            before: [table("電話番号,場所", 20) { "0\(836_210_000 + $0),場所\($0)" }],
            after: table("電話番号,場所", 20) { "\(836_210_000 + $0),場所\($0)" }
        ),
        change(
            94,
            "all keys are others",
            .held,
            "identity_change",
            before: [table("ID,名称", 20) { "A\($0),名\($0)" }],
            after: table("ID,名称", 20) { "B\($0),名\($0)" }
        ),
        change(
            95,
            "values one column to the right",
            .held,
            "distribution_shift",
            before: [wide],
            after: table("番,名称,住所,電話", 20) { "x\($0),\($0),名称\($0),住所\($0)丁目" }
        ),
        change(
            95,
            "one value for all",
            .held,
            "distribution_shift",
            before: [table("番,名称", 20) { "\($0),名称\($0)" }],
            after: table("番,名称", 20) { "\($0),名称1" }
        ),
        change(
            96,
            "persons with birth dates and addresses",
            .held,
            "pii_suspected",
            before: ["名称,住所\n公民館,萩市1\n"],
            after: "名称,住所,代表者氏名,代表者生年月日,代表者住所\n公民館,萩市1,山田太郎,1980-01-01,萩市2\n"
        ),
        change(
            105,
            "an older file comes back",
            .held,
            "rollback_detected",
            before: [FaultLab.good, FaultLab.longer],
            after: FaultLab.good
        ),
    ]
}

import Tabular
import Testing

@testable import Tables

@Suite struct `Query errors` {
    @Test(arguments: [
        (QueryError.Kind.unknownColumn("人囗", nearest: "人口"), "「人口」ではありませんか", "Did you mean “人口”?"),
        (.unknownColumn("x", nearest: nil), "「x」という列はありません", "no column “x”"),
        (.operatorNotAllowed(column: "人口", type: "integer", op: "contains", allowed: ["eq", "gt"]), "eq、gt", "eq, gt"),
        (.badValue(column: "人口", type: "integer", value: "多数"), "「多数」", "“多数”"),
        (.badValueCount(column: "人口", op: "between"), "2 つ", "two values"),
        (.badValueCount(column: "人口", op: "sort"), "8 列", "8 columns"),
        (.badValueCount(column: "人口", op: "in"), "in", "in on the column"),
        (.badCursor, "links.next", "links.next"), (.cursorExpired, "最初のページ", "first page"),
        (.noCoordinates, "緯度・経度", "latitude"), (.timeout, "時間がかかりすぎた", "too long"),
    ])
    func `say what is wrong and what to do, in both languages`(_ kind: QueryError.Kind, _ ja: String, _ en: String) {
        let message = QueryError(kind).message
        #expect(message.ja.contains(ja))
        #expect(message.en.contains(en))
        #expect(message.ja.hasSuffix("。"))
        #expect(message.en.hasSuffix(".") || message.en.hasSuffix("?"))
        for word in ["SELECT", "sqlite", "c1", "/"] {
            #expect(!message.ja.contains(word))
            #expect(!message.en.contains(word))
        }
    }

    @Test(arguments: [
        ("人囗", "人口"), ("じんこう", nil), ("名", "名称"), ("ＮＡＭＥ", "name"), ("nmae", "name"), ("naem", "name"), ("緯", "緯度"),
        ("所在地_連結標記", "所在地_連結表記"), ("", nil),
        ("全く別のもの", nil), (String(repeating: "長", count: 10_000), nil),
    ])
    func `name the column that was probably meant`(_ name: String, _ nearest: String?) {
        #expect(NearestName.of(name, among: ["人口", "名称", "name", "緯度", "所在地_連結表記"]) == nearest)
    }

    @Test func `of tables name no more than an operator needs`() {
        let errors = [
            TableError.notFound("ab"), .damaged("ab", "meta"), .disk("rename", "/x", code: 28),
            .sqlite(SQLiteFailure(code: 13, statement: "COMMIT")),
        ]
        #expect(errors.map(\.kind) == [.notFound, .damaged, .disk, .disk])
        for error in errors {
            #expect(error.message.ja.hasSuffix("。"))
            #expect(error.message.en.hasSuffix("."))
        }
        #expect(errors[2].message.en.contains("No space left"))
    }
}

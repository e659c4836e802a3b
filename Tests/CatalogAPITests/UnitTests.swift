import OpenData
import Testing
import WebSupport

@testable import CatalogAPI

@Suite struct `Small readers of the API` {
    @Test(arguments: [
        ("a,b", ["a", "b"]), ("\"a,b\",c", ["a,b", "c"]), ("\"a\"\"b\"", ["a\"b"]), (" a , b ", ["a", "b"]), ("", []),
        ("a,,b", ["a", "", "b"]), ("\"\"", [""]), ("-a", ["-a"]),
    ])
    func `lists are cut at commas outside of quotes`(text: String, expected: [String]) throws {
        #expect(try ListText.values(of: text, parameter: "x") == expected)
    }

    @Test(arguments: ["\"a", "\"a\"b", "\"a\" b,c"])
    func `quotes that do not end are refused`(text: String) {
        #expect(throws: Problem.self) { try ListText.values(of: text, parameter: "x") }
    }

    @Test(arguments: [
        ("bytes=0-0", ByteRange.part(0...0)), ("bytes=5-", .part(5...9)), ("bytes=-3", .part(7...9)),
        ("bytes=-99", .part(0...9)),
        ("bytes=3-99", .part(3...9)), ("bytes=10-", .outside), ("bytes=-0", .outside), ("bytes=5-3", .whole),
        ("bytes=0-1,3-4", .whole), ("items=0-1", .whole), ("bytes=a-b", .whole), ("bytes=--1", .whole),
        ("bytes=", .whole),
        ("bytes=+1-2", .whole), ("bytes=99999999999999999999-", .whole),
    ])
    func `a range is read strictly`(header: String, expected: ByteRange) {
        #expect(ByteRange(header, of: 10) == expected)
    }

    @Test(arguments: [
        ("", ""), ("66", "Zg=="), ("666f", "Zm8="), ("666f6f", "Zm9v"), ("666f6f62", "Zm9vYg=="), ("6", ""), ("zz", ""),
    ])
    func `digests are written in base 64`(hexadecimal: String, expected: String) {
        #expect(Base64.encode(hexadecimal: hexadecimal) == expected)
    }

    @Test(
        arguments: [
            ("NOW", 1_000_000_000), ("NOW-1DAY", 999_913_600), ("NOW-7DAYS", 999_395_200), ("NOW/DAY", 999_993_600),
            ("NOW-1DAY/DAY", 999_907_200), ("NOW+2HOURS", 1_000_007_200),
        ] as [(String, Int64)]
    )
    func `moments are counted from now`(text: String, seconds: Int64) {
        let now = Timestamp(microseconds: 1_000_000_000_000_000)
        #expect(DateMath.moment(text, now: now) == Timestamp(microseconds: seconds * 1_000_000))
    }

    @Test(arguments: ["NOWX", "NOW-", "NOW-1", "NOW-1FORTNIGHT", "NOW*2DAYS", "NOW-9999999DAYS", "THEN"])
    func `other words are no moment`(text: String) {
        #expect(DateMath.moment(text, now: Timestamp(microseconds: 0)) == nil)
    }

    @Test(arguments: [
        ("a*", "abc", true), ("*c", "abc", true), ("a?c", "abc", true), ("a?c", "ac", false), ("*", "", true),
        ("a", "b", false),
        ("*b*", "abc", true), ("a*b*c", "axxbyyc", true), ("a*b*c", "axxbyy", false), ("山*", "山口", true),
    ])
    func `wildcards match whole values`(pattern: String, text: String, expected: Bool) {
        #expect(Wildcard.matches(pattern, text) == expected)
    }

    @Test func `a wildcard costs no more than its text`() {
        let text = String(repeating: "a", count: 5000)
        #expect(!Wildcard.matches(String(repeating: "*a", count: 500) + "b", text))
    }

    @Test(
        arguments: [
            ("a b", SearchExpression.and([.words("a"), .words("b")])), ("\"a b\"", .words("a b")), ("*:*", .all),
            ("tags:x OR tags:y", .or([.field("tags", "x"), .field("tags", "y")])),
            ("tags:(x OR y) name:z", .and([.or([.field("tags", "x"), .field("tags", "y")]), .field("name", "z")])),
            ("-tags:x", .not(.field("tags", "x"))),
            ("+tags:x^2 AND !name:y~1", .and([.field("tags", "x"), .not(.field("name", "y"))])),
            ("name:a\\:b", .field("name", "a:b")), ("state:active", .all), ("", .all), ("tags:*", .all),
        ] as [(String, SearchExpression)]
    )
    func `queries are read`(text: String, expected: SearchExpression) throws {
        #expect(try SearchParser.expression(of: text, now: Timestamp(microseconds: 0)) == expected)
    }

    @Test(arguments: [
        "(a", "a)", "\"a", "[a TO", "tags:[a TO b]", "metadata_modified:[x TO *]", "[a TO b]", "zz:1", "NOT",
    ])
    func `queries that cannot be read are refused`(text: String) {
        #expect(throws: CKANFailure.self) { try SearchParser.expression(of: text, now: Timestamp(microseconds: 0)) }
    }

    @Test func `deep queries are refused`() {
        let deep = String(repeating: "(", count: 4000)
        #expect(throws: CKANFailure.self) { try SearchParser.expression(of: deep, now: Timestamp(microseconds: 0)) }
        let nots = String(repeating: "-", count: 4000) + "a"
        #expect(throws: CKANFailure.self) { try SearchParser.expression(of: nots, now: Timestamp(microseconds: 0)) }
    }

    @Test(arguments: [1, 2, 3, 5, 1000])
    func `lists become delimited text wherever pieces end`(size: Int) {
        let json = Array(#"[[1,"a,b",null,true,-1.5e3],[2,"\"\u0041\ud83d\ude00\n",false,"",0]]"#.utf8)
        let converter = ListsToDelimited(delimiter: ",", lineEnd: "\r\n")
        var output: [UInt8] = []
        var rest = json[...]
        while !rest.isEmpty {
            output += converter.transform(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(String(decoding: output, as: UTF8.self) == "1,\"a,b\",,t,-1.5e3\r\n2,\"\"\"A😀\n\",f,,0\r\n")
    }
}

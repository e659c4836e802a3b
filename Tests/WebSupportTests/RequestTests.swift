import Testing

@testable import WebSupport

@Suite struct `Reading requests` {
    @Test(
        arguments: [
            (nil, nil, Language.ja), (nil, "en", .en), (nil, "en-US,en;q=0.9,ja;q=0.8", .en), (nil, "ja,en;q=0.9", .ja),
            (nil, "fr", .ja), (nil, "fr,en;q=0.1", .en), (nil, "en;q=0", .ja), (nil, "en;q=zz,ja;q=0.1", .ja),
            ("en", "ja", .en), ("ja", "en", .ja), ("fr", "en", .en), (nil, "EN-gb", .en), (nil, "english", .ja),
        ] as [(String?, String?, Language)]
    )
    func `the language is Japanese unless English is asked for`(query: String?, header: String?, expected: Language) {
        #expect(Language.choose(query: query, acceptLanguage: header) == expected)
    }

    @Test(arguments: [
        ("a;q=0.5", 500), ("a", 1000), ("a;q=1.000", 1000), ("a; q=0.123", 123), ("a;q=1.5", 1000), ("a;q=", 0),
        ("a;q=0.1234", 0), ("a;q=-1", 0), ("a;level=1;q=0.2", 200), ("b,*;q=0.3", 300), ("a;q=0,*", 0),
    ])
    func `weights of a header are read strictly`(header: String, expected: Int) {
        #expect(QualityList(header).weight(of: "a") == expected)
    }

    @Test(
        arguments: [
            (nil, "application/json"), ("*/*", "application/json"), ("text/csv", "text/csv"),
            ("text/*, application/json;q=0.5", "text/csv"), ("application/json;q=0,*/*", "text/csv"),
            ("image/png", nil),
        ] as [(String?, String?)]
    )
    func `the preferred media type is found`(accept: String?, expected: String?) {
        #expect(MediaTypes(accept: accept).preferred(of: ["application/json", "text/csv"]) == expected)
    }

    @Test(arguments: [
        ("%E5%B1%B1", "山"), ("a+b", "a b"), ("%2B", "+"), ("%252e", "%2e"), ("", ""), ("%C3%A9", "é"),
    ])
    func `percent-encoding is decoded once`(text: String, expected: String) {
        #expect(PercentDecoding.decode(text, plusIsSpace: true) == expected)
    }

    @Test(arguments: ["%", "%4", "%zz", "%00", "a%FF", "%c0%ae", "%ED%A0%80"])
    func `what is no text is refused`(text: String) {
        #expect(PercentDecoding.decode(text, plusIsSpace: true) == nil)
    }

    @Test func `a query string keeps order and repeats`() throws {
        let query = try QueryParameters("b=2&a=1&b=3&c&&%E5%B8%82=%E8%90%A9+%E5%B8%82&d=x=y")
        #expect(query.items.map(\.name) == ["b", "a", "b", "c", "市", "d"])
        #expect(query.items.map(\.value) == ["2", "1", "3", "", "萩 市", "x=y"])
        #expect(query.all("b") == ["2", "3"])
    }

    @Test func `a repeated single value is refused`() throws {
        let query = try QueryParameters("limit=1&limit=9")
        let problem = #expect(throws: Problem.self) { try query.single("limit") }
        #expect(problem?.slug == "duplicate-parameter")
    }

    @Test func `an unknown parameter names the nearest known one`() throws {
        let query = try QueryParameters("limt=1&lang=en")
        let problem = #expect(throws: Problem.self) { try query.refuseUnknown(["limit", "sort"]) }
        #expect(problem?.slug == "unknown-parameter")
        #expect(problem?.didYouMean == "limit")
    }

    @Test(arguments: ["٣", "+5", "1e9", "0x10", "", "1.5", "-1", "101", "99999999999999999999"])
    func `a number must be digits within its range`(text: String) throws {
        let query = QueryParameters(items: [.init("limit", text)])
        let problem = #expect(throws: Problem.self) { try query.integer("limit", in: 0...100) }
        #expect(problem?.slug == "bad-parameter")
    }

    @Test func `more parameters than anyone needs are refused`() throws {
        let text = String(repeating: "a=1&", count: 201)
        let problem = #expect(throws: Problem.self) { try QueryParameters(text) }
        #expect(problem?.slug == "too-many-parameters")
    }

    @Test(
        arguments: [
            ("limt", "limit"), ("人口数", "人口"), ("LIMIT", "limit"), ("zzzzzz", nil), ("x", nil), ("", nil),
        ] as [(String, String?)]
    )
    func `the nearest name is near`(name: String, expected: String?) {
        #expect(Nearest.name(to: name, among: ["sort", "limit", "人口"]) == expected)
    }
}

import CSQLite
import Testing

@testable import Tables

/// Documents indexed as the catalogue indexes them: folded, then cut by the tokenizer.
private struct Index {
    let database: TestDatabase

    init(_ documents: [String]) throws {
        database = try TestDatabase()
        try #require(ydp_register_bigram(database.handle) == SQLITE_OK)
        try database.rows("CREATE VIRTUAL TABLE search USING fts5(text, tokenize = 'bigram')")
        for document in documents {
            try database.rows("INSERT INTO search VALUES (?1)", SearchText.fold(document))
        }
    }

    /// Numbers of the documents found, counted from 1.
    func find(_ userText: String) throws -> [Int] {
        guard let expression = SearchText.matchExpression(userText) else { return [] }
        return try database.rows("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid", expression)
            .compactMap { Int($0[0]) }
    }
}

@Suite struct `Bigram search` {
    private static let documents = [
        "AED設置箇所一覧", "山口市の人口と世帯数", "公衆無線LANアクセスポイント", "Wi-Fi hospital list", "子育て施設（ｶﾞﾗｽの森）", "東京都庁",
        "𠮷野家と佐々木", "AEDの設置 箇所", "Café Ümlaut Σ", "市",
    ]

    @Test(arguments: [
        ("人口", [2]), ("世帯", [2]), ("市", [2, 10]), ("口", [2]), ("数", [2]), ("AED設置箇所", [1]), ("ａｅｄ設置", [1]),
        ("AED設置", [1]),
        ("AED", [1, 8]), ("aed 箇所", [1, 8]), ("ａｅｄ　箇所", [1, 8]), ("京都", [6]), ("都東", []), ("東都", []), ("hosp", [4]),
        ("hos list", []), ("hospital li", [4]),
        ("hosp li", []), ("ospital", []), ("wi-fi", [4]), ("WiFi", []), ("ガラス", [5]), ("がらす", [5]), ("ｶﾞﾗｽ", [5]),
        ("無線lan", [3]),
        ("無線LANアクセス", [3]), ("LANあくせす", [3]), ("線LAN", [3]), ("𠮷野", [7]), ("𠮷", [7]), ("佐々木", [7]), ("々", [7]),
        ("café", [9]), ("ÜMLAUT", [9]),
        ("σ", [9]), ("山口市", [2]), ("山口県", []), ("口と世", [2]), ("ポイント", [3]), ("ー", []),
    ])
    func `finds what a person would expect`(_ text: String, _ expected: [Int]) throws {
        #expect(try Index(Self.documents).find(text) == expected)
    }

    @Test(arguments: [
        "\"", "\"\"", "*", "\"*", "NEAR(", "col:", "text : x", "a AND", "AND OR NOT", "(", ")", "^人口", "{text}: 人口",
        "人口\"", "\"人口", "-人口",
        "人口*", "+", "a+b", "市 \" OR text:*", "\u{0}市", "\"\u{0301}市", "\u{600}\"市",
        String(repeating: "(a+)+", count: 5_000),
        String(repeating: "市 ", count: 5_000), "'; DROP TABLE search; --",
    ])
    func `takes nothing that a user types as query syntax`(_ text: String) throws {
        _ = try Index(Self.documents).find(text)
    }

    @Test(arguments: ["", " ", "　", "。、", "!?\"", "\u{200B}", "・", "☆"])
    func `has no query where nothing can be searched`(_ text: String) {
        #expect(SearchText.matchExpression(text) == nil)
    }

    @Test(arguments: [
        ("人口", "\"人口\""), ("AED 設置", "\"aed\" AND \"設置\""), ("設置 AED", "\"設置\" AND \"aed\" *"),
        ("a\"b", "\"a\"\"b\" *"),
        ("  x　", "\"x\" *"), ("- 市", "\"市\""),
    ])
    func `quotes terms and leaves the last ASCII word open`(_ text: String, _ expression: String) {
        #expect(SearchText.matchExpression(text) == expression)
    }

    @Test func `finds every document by every part of it that is cut at characters`() throws {
        let document = "山口市AED設置箇所2024年度版Wi環境"
        let index = try Index([document])
        let scalars = Array(document.unicodeScalars)
        for start in scalars.indices {
            for end in start..<scalars.endIndex {
                // A part that begins inside a word of letters is not a word of the document.
                let begins = start == 0 || !(scalars[start].isASCII && scalars[start - 1].isASCII)
                let ends = end + 1 == scalars.endIndex || !(scalars[end].isASCII && scalars[end + 1].isASCII)
                guard begins, ends else { continue }
                let part = String(String.UnicodeScalarView(scalars[start...end]))
                #expect(try index.find(part) == [1], "\(part)")
            }
        }
    }

    @Test func `damaged bytes end a token and nothing else`() throws {
        let database = try TestDatabase()
        #expect(ydp_register_bigram(database.handle) == SQLITE_OK)
        try database.rows("CREATE VIRTUAL TABLE search USING fts5(text, tokenize = 'bigram')")
        try database.rows("INSERT INTO search VALUES (CAST(x'E5B882FFE5B1E5B1B1F09FC3' AS TEXT))")
        #expect(try database.rows("SELECT count(*) FROM search WHERE search MATCH '\"市\"'") == [["1"]])
        #expect(try database.rows("SELECT count(*) FROM search WHERE search MATCH '\"山\"'") == [["1"]])
        #expect(try database.rows("SELECT count(*) FROM search WHERE search MATCH '\"市山\"'") == [["0"]])
    }
}

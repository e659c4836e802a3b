import HTTPTypes
import Tabular
import Testing

@testable import WebSupport

@Suite struct `Links and headers` {
    @Test func `names are encoded byte by byte`() {
        #expect(Links.encode("萩市 a/b?c&d+e~") == "%E8%90%A9%E5%B8%82%20a%2Fb%3Fc%26d%2Be~")
        let links = Links(base: "https://data.example")
        #expect(
            links.apiResource("x", "rows", query: [("q", "萩 市"), ("q", "&")])
                == "https://data.example/api/v1/resources/x/rows?q=%E8%90%A9%20%E5%B8%82&q=%26"
        )
        #expect(links.datasetPage("aed") == "https://data.example/datasets/aed")
        #expect(links.apiDataset("aed") == "https://data.example/api/v1/datasets/aed")
        #expect(links.organizationPage("hagi") == "https://data.example/organizations/hagi")
    }

    @Test(arguments: [
        (
            "避難所 一覧.csv",
            "attachment; filename=\"___ __.csv\"; filename*=UTF-8''%E9%81%BF%E9%9B%A3%E6%89%80%20%E4%B8%80%E8%A6%A7.csv"
        ),
        ("避難所.csv", "attachment; filename=\"download.csv\"; filename*=UTF-8''%E9%81%BF%E9%9B%A3%E6%89%80.csv"),
        ("a\"\r\nSet-Cookie:x", "attachment; filename=\"aSet-Cookiex\"; filename*=UTF-8''aSet-Cookiex"),
        ("../../etc/passwd", "attachment; filename=\"etcpasswd\"; filename*=UTF-8''etcpasswd"),
        ("", "attachment; filename=\"download\"; filename*=UTF-8''download"),
        ("\u{202E}vsc.exe", "attachment; filename=\"vsc.exe\"; filename*=UTF-8''vsc.exe"),
    ])
    func `a file name survives and stays one value`(name: String, expected: String) {
        #expect(ContentDisposition.attachment(name) == expected)
    }

    @Test(
        arguments: [
            (nil, false), ("", false), ("\"other\"", false), ("*", true), ("TAG", true), ("W/TAG", true),
            ("\"a\", TAG", true), ("\"a\" ,\tW/TAG ,\"b\"", true), ("GZIP", true), ("\"a,b\"", false),
        ] as [(String?, Bool)]
    )
    func `a validator is found in a list, compared weakly`(header: String?, expected: Bool) {
        let tag = EntityTag(of: ["a"])
        let sent = header?.replacing("TAG", with: tag.header).replacing("GZIP", with: "\"\(tag.value)-gzip\"")
        #expect((tag.matched(by: sent) != nil) == expected)
    }

    @Test func `parts of a validator do not run together`() {
        #expect(EntityTag(of: ["ab", "c"]) != EntityTag(of: ["a", "bc"]))
        #expect(EntityTag(hashing: [1]) != EntityTag(hashing: [2]))
    }
}

@Suite struct `Problem kinds` {
    @Test(arguments: ProblemKind.allCases)
    func `every kind speaks both languages and has an error's status`(kind: ProblemKind) {
        for words in [kind.title, kind.advice] {
            #expect(words.ja.unicodeScalars.contains { $0.value > 0x3000 })
            #expect(words.en.unicodeScalars.allSatisfy { $0.value < 0x2100 })
            #expect(!words.en.isEmpty)
        }
        #expect((400...599).contains(kind.status.code))
        #expect(kind.rawValue.utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) })
    }
}

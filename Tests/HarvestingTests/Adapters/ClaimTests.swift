import Testing

@testable import Harvesting

@Suite struct `Claims of sources` {
    @Test(
        arguments: [
            ("cc-by", "cc-by"), ("CC-BY-4.0", "cc-by-4.0"), ("CC BY 4.0", "cc-by-4.0"), ("ＣＣ　ＢＹ　４．０", "cc-by-4.0"),
            ("https://creativecommons.org/licenses/by/4.0/deed.ja", "cc-by-4.0"),
            ("http://creativecommons.org/licenses/by/2.1/jp/", "cc-by-2.1-jp"),
            ("https://creativecommons.org/licenses/by-nc-sa/4.0/", "cc-nc"),
            ("https://creativecommons.org/licenses/by-sa/4.0/", "cc-by-sa-4.0"),
            ("クリエイティブ・コモンズ・ライセンス 表示4.0国際", "cc-by-4.0"),
            ("クリエイティブ・コモンズ 表示 4.0 国際", "cc-by-4.0"), ("クリエイティブ・コモンズ 表示-継承 4.0", "cc-by-sa-4.0"),
            ("CC BY", "cc-by"), ("CC BY-ND 3.0", "CC BY-ND 3.0"), ("CC0 1.0", "cc0-1.0"), ("PDL1.0", "pdl-1.0"),
            ("公共データ利用規約（第1.0版）", "pdl-1.0"), ("政府標準利用規約（第2.0版）", "gjstu-2.0"), ("独自の規約", "独自の規約"),
            ("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0", "cc-by-4.0"), (" ", nil), (nil, nil),
        ] as [(String?, String?)]
    )
    func `licences come down to ids where they are known`(claim: String?, id: String?) {
        #expect(LicenseClaim.id(claim) == id)
    }

    @Test(
        arguments: [
            (["https://host/dataset/aed-list"], "aed-list"), (["https://host/dataset/aed.csv?x=y"], "aed"),
            (["0b0d2a3e-0000-4000-8000-000000000001", "https://host/dataset/aed"], "aed"),
            (["公民館", "避難所"], "fallback"),
            (["1", "令和5年度予算", "https://host/opendata/index.html"], "index"), (["AED設置箇所"], "aed"), (["12345"], "12345"),
            ([nil], "fallback"),
        ] as [([String?], String)]
    )
    func `a name is made from what tells most`(candidates: [String?], name: String) {
        #expect(DerivedName.make(candidates, fallback: "fallback") == name)
    }

    @Test(
        arguments: [
            ("a.csv", "https://h/x/a.csv"), ("/a.csv", "https://h/a.csv"), ("//k/a", "https://k/a"),
            ("http://k/a b", "http://k/a b"),
            ("mailto:a", "mailto:a"), ("  ", nil), (nil, nil),
        ] as [(String?, String?)]
    )
    func `addresses become absolute`(text: String?, url: String?) {
        #expect(WebLink.absolute(text, base: "https://h/x/y?z") == url)
    }

    @Test(arguments: ["javascript:alert(1)", "ftp://h/a", "file:///etc/passwd", " "])
    func `only addresses of the web become links`(text: String) {
        #expect(WebLink.page(text, base: "https://h/") == nil)
    }

    @Test(
        arguments: [
            ("organization=萩市", true), ("tag=a=b", true), ("tag=", false), ("=x", false), ("color=red", false),
            ("tag", false),
            ("tag=a\nb", false),
        ] as [(String, Bool)]
    )
    func `a filter is a known key and a value`(text: String, isFilter: Bool) {
        #expect((RecordFilter.parsed(text) != nil) == isFilter)
    }
}

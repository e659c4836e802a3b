import OpenData
import Testing

@testable import Catalog

@Suite struct `Searching words` {
    /// Names of datasets that `text` finds, best first.
    private static func found(_ text: String, _ catalog: CatalogDatabase) async throws -> [String] {
        var query = DatasetQuery()
        query.text = text
        query.limit = 100
        let page = try await catalog.search(query)
        #expect(page.count == page.datasets.count)
        return page.datasets.map(\.name)
    }

    private static func library() async throws -> CatalogFixture {
        let fixture = try await CatalogFixture.withOrganization()
        let catalog = fixture.catalog
        try await catalog.put(.sample("hagi", title: "萩市"), actor: "a")
        func put(
            _ name: String,
            _ title: String,
            organization: String = "hofu",
            _ change: (inout Dataset) -> Void
        ) async throws {
            fixture.clock.advance(.seconds(1))
            var dataset = Dataset.withTable(name, title: title, organization: organization)
            dataset.distributions[0].title = "データ"
            change(&dataset)
            try await catalog.put(dataset, actor: "a")
        }
        try await put("aed", "AED設置箇所一覧") { $0.tags = ["防災", "医療"] }
        try await put("aed-wide", "ＡＥＤマップ") { $0.titleEnglish = "Defibrillators" }
        try await put("population", "地域・年齢別人口") { $0.description = "毎月の人口と世帯数。図書館には関係がない。" }
        try await put("library", "図書館一覧", organization: "hagi") { $0.tags = ["図書", "くらし"] }
        try await put("toilet", "公衆トイレ一覧") { $0.description = "ガイドマップ。ﾄｲﾚの場所" }
        try await put("csv-guide", "ＣＳＶの作り方") { $0.distributions[0].title = "手引き" }
        fixture.clock.advance(.seconds(1))
        try await catalog.publish(.sample(columns: ["施設名", "緯度", "洋式便器数"]), of: "toilet-csv", actor: "a")
        return fixture
    }

    struct Search: Sendable, CustomTestStringConvertible {
        let text: String
        let names: Set<String>
        init(_ text: String, _ names: Set<String>) {
            self.text = text
            self.names = names
        }
        var testDescription: String { text }
    }

    @Test(arguments: [
        Search("人口", ["population"]),
        Search("AED", ["aed", "aed-wide"]),
        Search("ＡＥＤ", ["aed", "aed-wide"]),
        Search("aed", ["aed", "aed-wide"]),
        Search("AED設置箇所", ["aed"]),
        Search("ａｅｄ設置", ["aed"]),
        Search("設置箇所", ["aed"]),
        Search("図書", ["library", "population"]),
        Search("図", ["library", "population"]),
        Search("口", ["population"]),
        Search("トイレ", ["toilet"]),
        Search("ﾄｲﾚ", ["toilet"]),
        Search("といれ", ["toilet"]),
        Search("csv", ["csv-guide"]),
        Search("CSV 作り方", ["csv-guide"]),
        Search("人口　世帯", ["population"]),
        Search("人口 図書", ["population"]),
        Search("人口 AED", []),
        Search("洋式便器", ["toilet"]),
        Search("緯度", ["toilet"]),
        Search("防災", ["aed"]),
        Search("防府市", ["aed", "aed-wide", "population", "toilet", "csv-guide"]),
        Search("萩市 図書館", ["library"]),
        Search("defib", ["aed-wide"]),
        Search("csv-guide", ["csv-guide"]),
        Search("地域・年齢別", ["population"]),
        Search("存在しない語", []),
    ])
    func `a word finds what a person expects`(_ search: Search) async throws {
        let catalog = try await Self.library().catalog
        #expect(Set(try await Self.found(search.text, catalog)) == search.names)
    }

    @Test func `a hit in the title comes before one in the description`() async throws {
        let catalog = try await Self.library().catalog
        #expect(try await Self.found("図書", catalog) == ["library", "population"])
        var query = DatasetQuery()
        query.text = "図書"
        query.descending = false
        #expect(try await catalog.search(query).datasets.map(\.name) == ["population", "library"])
    }

    @Test(arguments: [
        "\"", "\"*", "*", "\"*\"", "NEAR(", "NEAR(a b, 2)", "a AND", "OR", "NOT a", "title:a", "title : \"", "(", ")",
        "^a", "{a",
        "+", "-a", "a\"b", "'", "';DROP TABLE dataset;--", "\u{0}", "a\u{0}b", "人口\u{0}", "%", "_", "\\", "\u{202E}",
        "🦌",
        "\u{FFFD}", "\u{301}", "\"\u{301}", String(repeating: "\"", count: 5_000),
        String(repeating: "人口", count: 50_000),
        String(repeating: "a ", count: 20_000), "・", "。、", "ー", "a*", "a* b*", "“人口”",
    ])
    func `whatever is typed is looked for, never obeyed`(_ text: String) async throws {
        let fixture = try await Self.library()
        var query = DatasetQuery()
        query.text = text
        query.facets = DatasetQuery.Facet.allCases
        let page = try await fixture.catalog.search(query)
        #expect(page.count <= 6)
        #expect(try await fixture.catalog.datasetNames().count == 6)
    }

    @Test(arguments: ["人口\u{0}", "“人口”", "\"人口\"", " 人口\u{3000}", "人口*", "(人口)", "人口、"])
    func `marks around a word do not hide it`(_ text: String) async throws {
        let catalog = try await Self.library().catalog
        #expect(try await Self.found(text, catalog) == ["population"])
    }

    @Test(arguments: ["\"", "*", "・", "\u{0}", "🦌"])
    func `text without a letter finds nothing`(_ text: String) async throws {
        let catalog = try await Self.library().catalog
        #expect(try await Self.found(text, catalog) == [])
    }

    @Test(arguments: ["", " ", "\u{3000}", "\t\n"])
    func `blank text finds everything, last changed first`(_ text: String) async throws {
        let catalog = try await Self.library().catalog
        #expect(try await Self.found(text, catalog).first == "toilet")
        #expect(try await Self.found(text, catalog).count == 6)
    }

    @Test func `search follows every change`() async throws {
        let fixture = try await Self.library()
        let catalog = fixture.catalog
        try await catalog.put(.withTable("aed", title: "救命機器"), actor: "a")
        #expect(try await Self.found("AED設置", catalog) == [])
        #expect(try await Self.found("救命", catalog) == ["aed"])
        #expect(try await Self.found("防災", catalog) == [])
        try await catalog.put(Organization.sample("hagi", title: "長門市"), actor: "a")
        #expect(try await Self.found("萩市", catalog) == [])
        #expect(try await Self.found("長門", catalog) == ["library"])
        try await catalog.publish(.sample(columns: ["和式"]), of: "toilet-csv", actor: "a")
        #expect(try await Self.found("洋式", catalog) == [])
        #expect(try await Self.found("和式", catalog) == ["toilet"])
        try await catalog.withdraw("library", actor: "a")
        #expect(try await Self.found("長門", catalog) == [])
    }
}

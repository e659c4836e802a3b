import OpenData
import Testing

@testable import Catalog

@Suite struct `Filters and facets` {
    /// Twelve datasets: two organizations, licences by threes, formats by twos, tags by their number's divisors.
    private static func shelf() async throws -> CatalogFixture {
        let fixture = try await CatalogFixture.withOrganization()
        try await fixture.catalog.put(.sample("hagi", title: "萩市"), actor: "a")
        for number in 1...12 {
            fixture.clock.advance(.seconds(60))
            var dataset = Dataset.withoutTable(
                "d\(number < 10 ? "0" : "")\(number)",
                title: "データ\(number)",
                organization: number <= 5 ? "hofu" : "hagi"
            )
            dataset.license = number <= 4 ? "cc-by-4.0" : number <= 6 ? "pdl-1.0" : number <= 7 ? "our-own" : nil
            dataset.tags = [2, 3, 5].filter { number.isMultiple(of: $0) }.map { "\($0)の倍数" }
            dataset.standard = number <= 2 ? "aed" : nil
            dataset.distributions = [
                Distribution(id: "\(number)-a", title: "a", format: "CSV"),
                Distribution(id: "\(number)-b", title: "b", format: number.isMultiple(of: 2) ? "CSV" : "XLSX"),
            ]
            try await fixture.catalog.put(dataset, actor: "a")
        }
        return fixture
    }

    struct Filter: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let numbers: [Int]
        let apply: @Sendable (inout DatasetQuery) -> Void
        init(_ testDescription: String, _ numbers: [Int], _ apply: @escaping @Sendable (inout DatasetQuery) -> Void) {
            self.testDescription = testDescription
            self.numbers = numbers
            self.apply = apply
        }
    }

    private static let start = Timestamp(microseconds: 1_795_305_600_000_000)

    @Test(arguments: [
        Filter("nothing", Array(1...12)) { _ in },
        Filter("organization", Array(1...5)) { $0.organizations = ["hofu"] },
        Filter("either organization", Array(1...12)) { $0.organizations = ["hofu", "hagi"] },
        Filter("unknown organization", []) { $0.organizations = ["none"] },
        Filter("organization by title is not by name", []) { $0.organizations = ["防府市"] },
        Filter("tag", [3, 6, 9, 12]) { $0.tags = ["3の倍数"] },
        Filter("either tag", [2, 3, 4, 6, 8, 9, 10, 12]) { $0.tags = ["3の倍数", "2の倍数"] },
        Filter("licence", [1, 2, 3, 4]) { $0.licenses = ["cc-by-4.0"] },
        Filter("format", [1, 3, 5, 7, 9, 11]) { $0.formats = ["XLSX"] },
        Filter("format in small letters", [1, 3, 5, 7, 9, 11]) { $0.formats = ["xlsx"] },
        Filter("standard", [1, 2]) { $0.standards = ["aed"] },
        Filter("names", [2, 11]) { $0.names = ["d11", "d02", "none"] },
        Filter("ids", [7]) { $0.ids = [Identifier.uuid("dataset", "d07")] },
        Filter("organization and tag", [6, 12]) {
            $0.organizations = ["hagi"]
            $0.tags = ["3の倍数"]
            $0.formats = ["CSV"]
            $0.names = ["d06", "d12", "d03"]
        },
        Filter("text and tag", [3]) {
            $0.text = "データ3"
            $0.tags = ["3の倍数"]
        },
        Filter("since", [10, 11, 12]) { $0.modifiedSince = start.adding(.seconds(600)) },
        Filter("until", [1, 2]) { $0.modifiedUntil = start.adding(.seconds(120)) },
        Filter("between", [4, 5]) {
            $0.modifiedSince = start.adding(.seconds(181))
            $0.modifiedUntil = start.adding(.seconds(359))
        },
        Filter("a value that is SQL", []) { $0.tags = ["') OR 1=1 --", "\"", "\u{0}", "]", "3の倍数\u{0}"] },
    ])
    func `a filter leaves what it says`(_ filter: Filter) async throws {
        let catalog = try await Self.shelf().catalog
        var query = DatasetQuery()
        query.sort = .name
        query.limit = 100
        filter.apply(&query)
        let page = try await catalog.search(query)
        #expect(page.datasets.map(\.name) == filter.numbers.map { "d\($0 < 10 ? "0" : "")\($0)" })
        #expect(page.count == filter.numbers.count)
        #expect(page.next == nil)
    }

    private static func facets(_ query: DatasetQuery, _ catalog: CatalogDatabase) async throws -> [String: [String]] {
        let facets = try await catalog.search(query).facets
        return Dictionary(
            uniqueKeysWithValues: facets.map { facet, values in
                (facet.rawValue, values.map { "\($0.value) \($0.title) \($0.count)" })
            }
        )
    }

    @Test func `facets count datasets over all that match, most frequent first`() async throws {
        let catalog = try await Self.shelf().catalog
        var query = DatasetQuery()
        query.limit = 1
        query.facets = DatasetQuery.Facet.allCases
        #expect(
            try await Self.facets(query, catalog) == [
                "organization": ["hagi 萩市 7", "hofu 防府市 5"],
                "tag": ["2の倍数 2の倍数 6", "3の倍数 3の倍数 4", "5の倍数 5の倍数 2"],
                "license": [
                    "cc-by-4.0 クリエイティブ・コモンズ 表示 4.0 国際 4", "pdl-1.0 公共データ利用規約（第1.0版） 2", "our-own our-own 1",
                ],
                "format": ["CSV CSV 12", "XLSX XLSX 6"],
                "standard": ["aed aed 2"],
            ]
        )
    }

    @Test func `facets follow text and filters, and come only when asked for`() async throws {
        let catalog = try await Self.shelf().catalog
        var query = DatasetQuery()
        query.text = "データ1"
        query.organizations = ["hagi"]
        query.facets = [.tag, .standard]
        #expect(
            try await Self.facets(query, catalog) == [
                "tag": ["2の倍数 2の倍数 2", "3の倍数 3の倍数 1", "5の倍数 5の倍数 1"], "standard": [],
            ]
        )
        query.facets = []
        #expect(try await catalog.search(query).facets.isEmpty)
        query.text = "存在しない"
        query.facets = [.tag]
        #expect(try await Self.facets(query, catalog) == ["tag": []])
    }

    @Test func `so many values as asked for, equal counts in the order of their values`() async throws {
        let catalog = try await Self.shelf().catalog
        var query = DatasetQuery()
        query.names = ["d10", "d06"]
        query.facets = [.tag]
        query.facetLimit = 2
        #expect(try await Self.facets(query, catalog)["tag"] == ["2の倍数 2の倍数 2", "3の倍数 3の倍数 1"])
        query.facetLimit = -1
        #expect(try await Self.facets(query, catalog)["tag"]?.count == 3)
    }

    @Test func `no rows can be asked for, and counts still come`() async throws {
        let catalog = try await Self.shelf().catalog
        var query = DatasetQuery()
        query.limit = 0
        query.facets = [.organization]
        let page = try await catalog.search(query)
        #expect(page.datasets.isEmpty)
        #expect(page.count == 12)
        #expect(page.next == nil)
        #expect(page.facets[.organization]?.count == 2)
    }
}

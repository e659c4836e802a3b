import OpenData
import Testing

@testable import Catalog

@Suite struct `Paging` {
    /// 23 datasets with equal titles, equal moments and equal words among them, so that keys alone do not order them.
    private static func shelf() async throws -> CatalogFixture {
        let fixture = try await CatalogFixture.withOrganization()
        for number in 0..<23 {
            if number.isMultiple(of: 4) { fixture.clock.advance(.seconds(1)) }
            var dataset = Dataset.withoutTable("d\(number * 7 % 23)", title: "データ\(number % 5)")
            dataset.created = Timestamp(microseconds: Int64(number % 3))
            try await fixture.catalog.put(dataset, actor: "a")
        }
        return fixture
    }

    struct Order: Sendable, CustomTestStringConvertible {
        let sort: DatasetQuery.Sort
        let descending: Bool?
        let text: String?
        var testDescription: String { "\(sort) \(descending.map { $0 ? "desc" : "asc" } ?? "natural") \(text ?? "")" }

        static var all: [Order] {
            DatasetQuery.Sort.allCases.flatMap { sort in
                [nil, false, true].flatMap { descending in
                    [nil, "データ"].map { Order(sort: sort, descending: descending, text: $0) }
                }
            }
        }

        func query(limit: Int) -> DatasetQuery {
            var query = DatasetQuery()
            query.sort = sort
            query.descending = descending
            query.text = text
            query.limit = limit
            return query
        }
    }

    @Test(arguments: Order.all)
    func `pages one after the other are the whole list, without gaps or repeats`(_ order: Order) async throws {
        let catalog = try await Self.shelf().catalog
        let whole = try await catalog.search(order.query(limit: 100))
        #expect(whole.datasets.count == 23)
        #expect(whole.next == nil)

        for limit in [1, 4, 22, 23] {
            var query = order.query(limit: limit)
            var names: [String] = []
            var pages = 0
            repeat {
                let page = try await catalog.search(query)
                #expect(page.count == 23)
                names += page.datasets.map(\.name)
                query.cursor = page.next
                pages += 1
            } while query.cursor != nil && pages < 30
            #expect(names == whole.datasets.map(\.name))
            #expect(pages == (23 + limit - 1) / limit)
        }
    }

    @Test(arguments: Order.all)
    func `the order is that of the key`(_ order: Order) async throws {
        let catalog = try await Self.shelf().catalog
        let datasets = try await catalog.search(order.query(limit: 100)).datasets
        func isSorted(_ keys: [some Comparable], naturallyDescending: Bool) -> Bool {
            let descending = order.descending ?? naturallyDescending
            return keys == keys.sorted(by: descending ? { $0 > $1 } : { $0 < $1 })
        }
        switch order.sort {
        case .relevance where order.text != nil: break
        case .relevance, .modified: #expect(isSorted(datasets.map(\.modified), naturallyDescending: true))
        case .created: #expect(isSorted(datasets.map(\.created), naturallyDescending: true))
        case .title: #expect(isSorted(datasets.map(\.title), naturallyDescending: false))
        case .name: #expect(isSorted(datasets.map(\.name), naturallyDescending: false))
        case .id: #expect(isSorted(datasets.map(\.id), naturallyDescending: false))
        }
    }

    @Test func `rows can be skipped, and the next page goes on from there`() async throws {
        let catalog = try await Self.shelf().catalog
        var query = DatasetQuery()
        query.sort = .name
        query.limit = 100
        let whole = try await catalog.search(query).datasets.map(\.name)
        query.limit = 5
        query.offset = 10
        let page = try await catalog.search(query)
        #expect(page.datasets.map(\.name) == Array(whole[10..<15]))
        query.cursor = page.next
        #expect(try await catalog.search(query).datasets.map(\.name) == Array(whole[15..<20]))
        query.cursor = nil
        query.offset = 1_000
        #expect(try await catalog.search(query).datasets.isEmpty)
        query.offset = -5
        #expect(try await catalog.search(query).datasets.map(\.name) == Array(whole[..<5]))
    }

    @Test func `a dataset that appears before the cursor moves nothing`() async throws {
        let fixture = try await Self.shelf()
        var query = DatasetQuery()
        query.sort = .name
        query.limit = 10
        let first = try await fixture.catalog.search(query)
        try await fixture.catalog.put(.withoutTable("aaa", title: "新しい"), actor: "a")
        query.cursor = first.next
        let second = try await fixture.catalog.search(query)
        #expect(Set(first.datasets.map(\.name)).isDisjoint(with: second.datasets.map(\.name)))
        #expect(second.count == 24)
    }

    @Test(arguments: [
        "", "x", "%%%", "bm9uc2Vuc2U", "W10", "WyJuYW1lIl0", "WyJuYW1lIiwiYXNjIl0", "人口", "\u{0}",
        String(repeating: "A", count: 9_000),
    ])
    func `a cursor that is none of ours is refused`(_ cursor: String) async throws {
        let catalog = try await Self.shelf().catalog
        var query = DatasetQuery()
        query.sort = .name
        query.cursor = cursor
        #expect(await refusal { _ = try await catalog.search(query) } == .badCursor)
    }

    @Test func `a cursor belongs to its order`() async throws {
        let catalog = try await Self.shelf().catalog
        var query = DatasetQuery()
        query.sort = .title
        query.limit = 5
        let first = try await catalog.search(query)
        let next: String = try #require(first.next)
        query.cursor = next
        #expect(try await catalog.search(query).datasets.count == 5)
        query.descending = true
        #expect(await refusal { _ = try await catalog.search(query) } == .badCursor)
        query.descending = nil
        query.sort = .modified
        #expect(await refusal { _ = try await catalog.search(query) } == .badCursor)
    }

    @Test func `cursors travel in addresses as they are`() async throws {
        let fixture = try await Self.shelf()
        try await fixture.catalog.put(.withoutTable("zzz", title: "題？＞～\u{FF}\u{FE}"), actor: "a")
        for order in Order.all {
            let cursor = try #require(try await fixture.catalog.search(order.query(limit: 22)).next)
            #expect(
                cursor.utf8.allSatisfy {
                    Character(Unicode.Scalar($0)).isLetter || Character(Unicode.Scalar($0)).isNumber || $0 == 45
                        || $0 == 95
                }
            )
        }
    }
}

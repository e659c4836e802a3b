import Testing

@testable import Catalog

@Suite struct `Remembered counts` {
    /// Counts how often something was really counted; answers that number as the count.
    private final class Counter {
        var calls = 0

        func fetch() -> SearchTally {
            calls += 1
            return SearchTally(count: calls, facets: [:])
        }
    }

    private static func query(_ text: String) -> DatasetQuery {
        var query = DatasetQuery()
        query.text = text
        return query
    }

    @Test func `all pages and orders of one search are counted once`() throws {
        let cache = SearchTallyCache()
        let counter = Counter()
        var query = Self.query("人口")
        for _ in 1...3 {
            #expect(try cache.tally(of: query, revision: 7, fetch: counter.fetch).count == 1)
            query.offset += 20
            query.cursor = "cursor"
            query.limit = 5
            query.sort = .title
            query.descending = true
        }
        #expect(counter.calls == 1)
        query.facets = [.tag]
        #expect(try cache.tally(of: query, revision: 7, fetch: counter.fetch).count == 2)
        query.tags = ["防災"]
        #expect(try cache.tally(of: query, revision: 7, fetch: counter.fetch).count == 3)
    }

    @Test func `a change of the catalogue makes everything be counted again`() throws {
        let cache = SearchTallyCache()
        let counter = Counter()
        let query = Self.query("人口")
        #expect(try cache.tally(of: query, revision: 7, fetch: counter.fetch).count == 1)
        #expect(try cache.tally(of: query, revision: 8, fetch: counter.fetch).count == 2)
        #expect(try cache.tally(of: query, revision: 8, fetch: counter.fetch).count == 2)
        // A reader that began before the change gets the counts of its own snapshot, and spoils nobody else's.
        #expect(try cache.tally(of: query, revision: 7, fetch: counter.fetch).count == 3)
        #expect(try cache.tally(of: query, revision: 8, fetch: counter.fetch).count == 2)
        cache.forgetAll()
        #expect(try cache.tally(of: query, revision: 8, fetch: counter.fetch).count == 4)
    }

    @Test func `long texts and lists of names are not remembered, and neither is a failure`() throws {
        let cache = SearchTallyCache()
        let counter = Counter()
        var named = DatasetQuery()
        named.names = ["aed"]
        for query in [Self.query(String(repeating: "人", count: 100)), named] {
            let before = counter.calls
            _ = try cache.tally(of: query, revision: 1, fetch: counter.fetch)
            _ = try cache.tally(of: query, revision: 1, fetch: counter.fetch)
            #expect(counter.calls == before + 2)
        }
        #expect(throws: CatalogError.self) {
            try cache.tally(of: Self.query("図書"), revision: 1) { throw CatalogError(.busy) }
        }
        #expect(try cache.tally(of: Self.query("図書"), revision: 1, fetch: counter.fetch).count == 5)
    }

    @Test func `many different searches do not pile up`() throws {
        let cache = SearchTallyCache()
        let counter = Counter()
        for number in 0..<600 { _ = try cache.tally(of: Self.query("\(number)"), revision: 1, fetch: counter.fetch) }
        #expect(counter.calls == 600)
        #expect(try cache.tally(of: Self.query("599"), revision: 1, fetch: counter.fetch).count == 600)
        #expect(try cache.tally(of: Self.query("0"), revision: 1, fetch: counter.fetch).count == 601)
    }
}

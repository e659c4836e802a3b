import Catalog
import Testing
import WebSupport

@testable import Portal

@Suite struct `The filter of the list of datasets` {
    private func filter(_ query: String) throws -> DatasetFilter { DatasetFilter(try QueryParameters(query)) }

    @Test func `reads words, facets, order and page, and asks the catalogue for them`() throws {
        let filter = try filter("q=%E4%BA%BA%E5%8F%A3&organization=hagi&tag=a&tag=b&sort=title&page=3&utm_source=x")
        let query = filter.query
        #expect(query.text == "人口")
        #expect(query.organizations == ["hagi"])
        #expect(query.tags == ["a", "b"])
        #expect(query.sort == .title)
        #expect(query.offset == 40)
    }

    @Test func `writes the address that it read, without what it does not know`() throws {
        let items = try filter("page=2&utm_source=x&tag=b&q=a").items
        #expect(items.map { "\($0.0)=\($0.1)" } == ["q=a", "tag=b", "page=2"])
    }

    @Test(arguments: ["page=0", "page=-3", "page=abc", "page=%EF%BC%93", ""])
    func `a page that is none is the first`(query: String) throws {
        #expect(try filter(query).page == 1)
    }

    @Test func `choosing a value replaces the facet's and begins at the first page`() throws {
        let next = try filter("tag=a&page=4").choosing(.init(facet: .tag, value: "b"))
        #expect(next.items.map { "\($0.0)=\($0.1)" } == ["tag=b"])
        #expect(next.removing(.init(facet: .tag, value: "b")).items.isEmpty)
    }

    @Test func `without words the last changed come first, with words the best match`() throws {
        #expect(try filter("").effectiveSort == .modified)
        #expect(try filter("q=x").effectiveSort == .relevance)
        #expect(try filter("q=x&sort=nonsense").effectiveSort == .relevance)
    }
}

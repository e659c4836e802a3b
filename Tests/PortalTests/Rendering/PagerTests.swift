import Testing

@testable import Portal

@Suite struct `Pages of a list` {
    private func text(page: Int, count: Int) -> String? {
        PagerView(page: page, count: count, pageSize: 20) { "p\($0)" }.map { pager in
            pager.pages.map { $0.isGap ? "…" : $0.isCurrent ? "[\($0.number)]" : $0.number }.joined(separator: " ")
        }
    }

    @Test(arguments: [
        (1, 20, nil), (1, 21, "[1] 2"), (1, 200, "[1] 2 3 … 10"), (5, 200, "1 … 3 4 [5] 6 7 … 10"),
        (10, 200, "1 … 8 9 [10]"),
    ]) func `the first, the last and the near ones are named`(page: Int, count: Int, expected: String?) {
        #expect(text(page: page, count: count) == expected)
    }

    @Test func `a page beyond the last leads back`() throws {
        let pager = try #require(PagerView(page: 9, count: 30, pageSize: 20) { "p\($0)" })
        #expect(pager.previousHref == "p2")
        #expect(pager.nextHref == nil)
    }
}

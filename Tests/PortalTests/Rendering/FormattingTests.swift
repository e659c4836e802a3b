import OpenData
import Testing
import WebSupport

@testable import Portal

@Suite struct `Texts on pages` {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-12_345, "-12,345"),
    ]) func `numbers are grouped by thousands`(number: Int, text: String) {
        #expect(NumberText.grouped(number) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1_000, "1 KB"), (1_540, "1.5 KB"), (23_400_000, "23 MB"), (5_000_000_000, "5 GB"),
    ]) func `sizes have one unit`(count: Int, text: String) {
        #expect(NumberText.bytes(count) == text)
    }

    @Test func `moments are told in Japan's time`() throws {
        let moment = MomentText(try #require(Timestamp("2026-11-22T16:05:00Z")))
        #expect(moment.moment(.ja) == "2026年11月23日 01:05")
        #expect(moment.moment(.en) == "23 November 2026, 01:05 JST")
        #expect(moment.machine == "2026-11-23T01:05:00+09:00")
    }

    @Test func `an excerpt is one line and ends where it must`() {
        #expect(Excerpt.line("  山口県の\n\n  人口  ", limit: 20) == "山口県の 人口")
        #expect(Excerpt.line("あいうえおか", limit: 5) == "あいうえお…")
        #expect(Excerpt.line("あいうえお", limit: 5) == "あいうえお")
        #expect(Excerpt.line(" \n ", limit: 5) == nil)
        #expect(Excerpt.line(nil, limit: 5) == nil)
    }

    @Test func `a description falls into paragraphs at blank lines`() {
        #expect(Excerpt.paragraphs("一\n二\r\n\r\n三\n") == ["一\n二\r", "三"])
        #expect(Excerpt.paragraphs(nil) == [])
    }

    @Test(arguments: [
        ("https://www.city.hagi.lg.jp/", true), ("http://example.jp", true), ("HTTPS://example.jp", true),
        ("javascript:alert(1)", false), (" https://example.jp", false), ("data:text/html,x", false),
        ("https://example.jp/a b", false), ("/datasets", false), ("java\nscript:x", false),
    ]) func `only web addresses become links`(text: String, isLink: Bool) {
        #expect((WebAddress.link(text) != nil) == isLink)
    }

    @Test func `keys in an address's query are not shown`() {
        #expect(WebAddress.withoutQuery("https://example.jp/api?key=1#x") == "https://example.jp/api")
    }

    @Test(arguments: [
        ("https://data.example.jp", ""), ("https://example.jp/portal", "/portal"), ("http://127.0.0.1:8080", ""),
    ]) func `links of pages keep the path of the public address`(url: String, path: String) {
        #expect(PageLinks.path(of: url) == path)
    }
}

import HTTPTypes
import Testing

@Suite(.filledSite) struct `Links on pages` {
    /// Follows every link from the home page.
    ///
    /// Pages and the API answer each of them; nothing leads to a dead end. Filters combine without end, so what a filtered list
    /// links to is not followed further.
    @Test(arguments: ["/", "/?lang=en"]) func `all lead somewhere`(start: String) async throws {
        let site = try FilledSite.site()
        var waiting = [start]
        var seen: Set = [start]
        var pages = 0
        while let path = waiting.popLast() {
            let answer = try await site.get(path)
            #expect(answer.status == 200, "\(path)")
            guard answer.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
            pages += 1
            let isFiltered = path.contains("/datasets?") && path != "/datasets?lang=en"
            for address in answer.html.addresses.compactMap(local) where !isFiltered && seen.insert(address).inserted {
                waiting.append(address)
            }
        }
        #expect(pages > 30)
        #expect(seen.contains { $0.hasPrefix("/api/v1/resources/") })
        #expect(seen.contains { $0.hasPrefix("/harvest/jobs/") })
    }

    /// The part of an address that this site answers, without its fragment; nil for other sites.
    private func local(_ address: String) -> String? {
        let path = address.hasPrefix(PortalFixture.base) ? String(address.dropFirst(PortalFixture.base.count)) : address
        guard path.hasPrefix("/") else { return nil }
        let bytes = path.utf8.prefix { $0 != UInt8(ascii: "#") }
        return String(Substring(bytes))
    }

    @Test func `fragments have their places on the page`() async throws {
        let site = try FilledSite.site()
        for path in ["/developers", "/datasets", "/datasets/\(Sample.shelters)"] {
            let html = try await site.get(path).html
            let places = Set(html.elements.compactMap { $0.attribute("id") })
            for address in html.addresses where address.hasPrefix("#") {
                #expect(places.contains(String(address.dropFirst())), "\(path) \(address)")
            }
            for name in ["aria-labelledby", "for"] {
                for id in html.elements.compactMap({ $0.attribute(name) }) {
                    #expect(places.contains(id), "\(path) \(id)")
                }
            }
        }
    }

    @Test(arguments: [
        "/datasets/\(Sample.shelters)", "/datasets/\(Sample.hostile)", "/datasets/\(Sample.many)", "/developers",
    ]) func `of code samples answer rows when pasted`(path: String) async throws {
        let site = try FilledSite.site()
        let samples = addresses(inCodeOf: try await site.get(path).html.text)
        #expect(samples.count >= 3)
        for address in samples {
            let answer = try await site.get(address)
            #expect(answer.status == 200, "\(address)")
            if address.contains("/rows") { #expect(answer.body.contains("\"_id\":"), "\(address)") }
        }
    }

    @Test func `of a sample use a column and a value that are in the data`() async throws {
        let site = try FilledSite.site()
        let html = try await site.get("/datasets/\(Sample.shelters)").html
        #expect(html.text.contains("列「地区」が「中央」の行"))
        #expect(html.text.contains("/rows?%E5%9C%B0%E5%8C%BA=%E4%B8%AD%E5%A4%AE&limit=5"))
    }

    /// Addresses on this site that stand between quotes.
    private func addresses(inCodeOf text: String) -> [String] {
        let quotes: [UInt8] = [UInt8(ascii: "'"), UInt8(ascii: "\"")]
        return text.utf8.split { quotes.contains($0) }.map { String(Substring($0)) }
            .filter { $0.hasPrefix(PortalFixture.base + "/api/") }
            .map { String($0.dropFirst(PortalFixture.base.count)) }
    }
}

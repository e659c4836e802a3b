import Catalog
import HTTPTypes
import Portal
import Testing
import WebSupport

@Suite(.filledSite) struct `How pages answer` {
    @Test func `Japanese comes first, English when the browser or the address asks`() async throws {
        let site = try FilledSite.site()
        let path = "/datasets/\(Sample.shelters)"
        let cases: [(path: String, header: String?, language: String)] = [
            (path, nil, "ja"), (path, "en-GB,en;q=0.9", "en"), (path + "?lang=en", nil, "en"),
            (path + "?lang=ja", "en", "ja"), (path + "?lang=xx", nil, "ja"),
        ]
        for entry in cases {
            let headers: HTTPFields = entry.header.map { [.acceptLanguage: $0] } ?? [:]
            let answer = try await site.get(entry.path, headers)
            #expect(answer.html.elements(named: "html").first?.attribute("lang") == entry.language, "\(entry)")
            #expect(answer.headers[.contentLanguage] == entry.language)
            #expect(answer.headers[.vary]?.contains("Accept-Language") == true)
        }
    }

    @Test func `a chosen language stays in the links, and the switch leads to the other`() async throws {
        let site = try FilledSite.site()
        let english = try await site.get("/datasets/\(Sample.shelters)?lang=en").html
        #expect(english.text.contains("Shelters of Hofu"))
        #expect(english.addresses.contains("/organizations/hofu?lang=en"))
        #expect(english.addresses.contains("/datasets/\(Sample.shelters)?lang=ja"))
        let japanese = try await site.get("/datasets?tag=%E9%98%B2%E7%81%BD").html
        #expect(japanese.addresses.contains("/datasets?tag=%E9%98%B2%E7%81%BD&lang=en"))
        #expect(japanese.addresses.contains("/organizations"))
    }

    @Test(arguments: [
        "/", "/datasets", "/datasets/\(Sample.shelters)", "/organizations/hofu", "/developers", "/harvest",
    ]) func `what a reader holds is confirmed, in its language only`(path: String) async throws {
        let site = try FilledSite.site()
        let tag = try #require(try await site.get(path).headers[.eTag])
        let confirmed = try await site.get(path, [.ifNoneMatch: tag])
        #expect(confirmed.status == 304)
        #expect(confirmed.body.isEmpty)
        let english = try await site.get(path, [.ifNoneMatch: tag, .acceptLanguage: "en"])
        #expect(english.status == 200)
    }

    @Test func `a change of the catalogue changes the validator`() async throws {
        let site = try await PortalFixture.filled()
        let tag = try #require(try await site.get("/datasets/\(Sample.shelters)").headers[.eTag])
        try await site.publish("名称,地区\n新しい公民館,北\n", of: Sample.sheltersTable)
        let answer = try await site.get("/datasets/\(Sample.shelters)", [.ifNoneMatch: tag])
        #expect(answer.status == 200)
        #expect(answer.html.text.contains("新しい公民館"))
    }

    @Test(arguments: [
        ("/datasets/no-such", 404, "見つかりません"), ("/no/such/page", 404, "見つかりません"),
        ("/datasets/\(Sample.withdrawn)", 410, "公開を終了しました"),
        ("/datasets/\(Sample.vanished)/resources/no-such", 404, "見つかりません"),
        ("/organizations/no-such", 404, "見つかりません"), ("/harvest/jobs/no-such", 404, "見つかりません"),
        ("/developers/problems/no-such", 404, "見つかりません"),
        ("/datasets?q=%ZZ", 400, "アドレスの文字を読み取れません"),
    ]) func `what cannot be shown gets a page in a browser`(path: String, status: Int, says: String) async throws {
        let site = try FilledSite.site()
        let answer = try await site.get(path)
        #expect(answer.status == status)
        #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.html.text.contains(says))
        #expect(answer.html.elements(named: "form").count == 1)
    }

    @Test(arguments: ["/datasets/no-such", "/api/v1/datasets/no-such"])
    func `programs get problems as JSON`(path: String) async throws {
        let site = try FilledSite.site()
        let answer = try await site.get(path, [.accept: "application/json"])
        #expect(answer.status == 404)
        #expect(answer.headers[.contentType] == "application/problem+json")
    }

    @Test func `an error inside becomes a page with a number and nothing else`() async throws {
        let site = try await PortalFixture.filled()
        try site.services.catalog.close()
        let answer = try await site.get("/datasets")
        #expect(answer.status >= 500)
        #expect(answer.html.text.contains("この番号をお知らせください"))
        #expect(!answer.body.contains("sqlite") && !answer.body.contains("SELECT"))
    }

    @Test func `assets are named by their content and kept for ever`() async throws {
        let site = try await PortalFixture()
        let home = try await site.get("/").html
        let assets = Set(home.addresses.filter { $0.hasPrefix("/assets/") })
        #expect(assets.count == 3)
        for path in assets {
            let answer = try await site.get(path)
            #expect(answer.status == 200)
            #expect(answer.headers[.cacheControl]?.contains("immutable") == true)
        }
        let old = try await site.get("/assets/0000000000000000/portal.css")
        #expect(old.status == 200)
        #expect(old.headers[.cacheControl]?.contains("immutable") == false)
        #expect(try await site.get("/assets/0000000000000000/secret.css").status == 404)
    }

    @Test func `HEAD answers like GET without a body`() async throws {
        let site = try FilledSite.site()
        let answer = try await site.get("/datasets", method: .head)
        #expect(answer.status == 200)
        #expect(answer.body.isEmpty)
        #expect(answer.headers[.eTag] == (try await site.get("/datasets").headers[.eTag]))
    }

    @Test func `the sitemap names what is worth finding`() async throws {
        let site = try FilledSite.site()
        let map = try await site.get("/sitemap.xml").body
        #expect(map.contains("<loc>\(PortalFixture.base)/datasets/\(Sample.shelters)</loc>"))
        #expect(!map.contains(Sample.withdrawn))
        #expect(try await site.get("/robots.txt").body.contains("Sitemap: \(PortalFixture.base)/sitemap.xml"))
    }

    @Test(arguments: ["/datasets?q=x", "/datasets?page=2", "/harvest/jobs/x", "/nowhere"])
    func `endless and passing pages stay out of search engines`(path: String) async throws {
        let site = try FilledSite.site()
        let robots = try await site.get(path).html.elements(named: "meta").first { $0.attribute("name") == "robots" }
        #expect(robots?.attribute("content") == "noindex")
    }
}

import HTTPTypes
import Testing
import Validation
import WebSupport

@Suite(.filledSite) struct `Hostile data on pages` {
    private static let paths = [
        "/", "/datasets", "/datasets?q=%3Cimg%20src%3Dx%3E%22%20onfocus%3D1&tag=%3Cb%3E", "/datasets/\(Sample.hostile)",
        "/datasets/\(Sample.hostile)/resources/\(Sample.hostileTable)",
        "/datasets/\(Sample.hostile)/resources/\(Sample.hostileTable)/report", "/organizations", "/organizations/hagi",
        "/harvest", "/developers", "/no/such/%3Cimg%20src%3Dx%3E",
    ]

    @Test(arguments: paths) func `becomes neither element nor attribute`(path: String) async throws {
        let site = try FilledSite.site()
        let html = try await site.get(path).html
        for element in html.elements {
            #expect(!["svg", "b"].contains(element.name))
            #expect(element.name != "img" || element.attribute("src")?.hasPrefix("/assets/") == true)
            for attribute in element.attributes { #expect(!attribute.name.hasPrefix("on"), "\(element)") }
        }
        #expect(!html.addresses.contains { $0.hasPrefix("javascript:") || $0.hasPrefix("data:") })
        #expect(
            html.elements(named: "script").allSatisfy {
                $0.attribute("src") != nil || $0.attribute("type") == "application/ld+json"
            }
        )
    }

    @Test func `is shown as the text that it is`() async throws {
        let site = try FilledSite.site()
        let text = try await site.get("/datasets/\(Sample.hostile)").html.text
        for hostile in [
            Sample.prepended, Sample.combining, Sample.script, "<svg/onload=1>", "=cmd()", "javascript:alert(1)",
        ] {
            // Scalars: a grapheme search would not find text that ends in the middle of a grapheme.
            #expect(
                text.unicodeScalars.map(String.init).joined(separator: "\u{1}")
                    .contains(hostile.unicodeScalars.map(String.init).joined(separator: "\u{1}")),
                "\(hostile)"
            )
        }
    }

    @Test func `does not close the JSON-LD, which stays one JSON text`() async throws {
        let site = try FilledSite.site()
        let html = try await site.get("/datasets/\(Sample.hostile)").html
        let script = try #require(html.scripts.first)
        #expect(html.scripts.count == 1)
        #expect(!script.utf8.contains(UInt8(ascii: "<")))
        let json = try #require(JSONValue(Array(script.utf8), limit: 1 << 20))
        #expect(json["name"] == .string(Sample.prepended + Sample.script))
        #expect(json["publisher"]?["@type"] == .string("Organization"))
    }

    @Test(arguments: paths) func `meets a policy that allows nothing inline`(path: String) async throws {
        let site = try FilledSite.site()
        let policy = try #require(try await site.get(path).headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'"))
        #expect(!policy.contains("unsafe-inline"))
    }
}

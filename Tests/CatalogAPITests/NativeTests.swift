import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Validation
import WebSupport

@testable import CatalogAPI

private let resource = "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab"

@Suite struct `Native API` {
    @Test func `begins with links and counts`() async throws {
        let landing = try await json("/api/v1")
        #expect(landing.names == ["data", "meta", "links"])
        #expect(landing.at("data.counts.datasets") == .number("2"))
        #expect(landing.at("data.counts.rows") == .number("5"))
        #expect(landing.at("links.openapi") == .string("https://data.example/api/v1/openapi.json"))
    }

    @Test func `lists datasets with facets and a cursor`() async throws {
        let first = try await json("/api/v1/datasets?limit=1&sort=name")
        #expect(first.names == ["data", "meta", "links", "facets"])
        #expect(first.at("data.0.name") == .string("books"))
        #expect(first.at("meta.count") == .number("2"))
        #expect(first.at("facets.organization.0")?.names == ["value", "title", "count"])
        let next = try #require(first.at("links.next")?.string)
        #expect(next.hasPrefix("https://data.example/api/v1/datasets?limit=1&sort=name&cursor="))
        let second = try await json(String(next.dropFirst("https://data.example".count)))
        #expect(second.at("data.0.name") == .string("halls"))
        #expect(second.at("links.next") == .null)
    }

    @Test(arguments: [
        ("q=%E5%85%AC%E6%B0%91", ["halls"]), ("organization=hagi", ["books"]),
        ("organization=hagi,yamaguchi", ["books", "halls"]),
        ("organization=hagi&organization=yamaguchi", ["books", "halls"]),
        ("tag=%E5%85%AC%E6%B0%91%E9%A4%A8", ["halls"]),
        ("license=cc-by-4.0", ["halls"]), ("format=csv", ["halls"]), ("modified_since=2030-01-01", []),
        ("q=zzzz", []), ("q=%22%2A", []), ("q=NEAR%28", []), ("standard=aed", []),
    ])
    func `finds datasets`(query: String, names: [String]) async throws {
        let found = try await json("/api/v1/datasets?facet=none&sort=name&" + query)
        #expect(found["data"]?.elements?.compactMap { $0["name"]?.string } == names)
        #expect(found["facets"] == nil)
    }

    @Test func `shows a dataset by name and by id with its resources`() async throws {
        let byName = try await json("/api/v1/datasets/halls")
        let data = try #require(byName["data"])
        #expect(data["title"] == .string("公民館 一覧"))
        #expect(data.at("organization.title") == .string("山口市"))
        #expect(data.at("license.id") == .string("cc-by-4.0"))
        #expect(data.at("resources.0.version.rows") == .number("5"))
        #expect(data.at("resources.1.version") == .null)
        #expect(data["created"]?.string?.hasSuffix("+09:00") == true)
        let id = try #require(data["id"]?.string)
        #expect(try await json("/api/v1/datasets/\(id)")["data"] == data)
        let versions = try await json("/api/v1/datasets/halls/versions")
        #expect(versions.at("data.0.number") == .number("1"))
        #expect(versions.at("data.0.state") == .string("published"))
    }

    @Test func `describes a resource in all its parts`() async throws {
        let shown = try await json(resource)
        #expect(
            shown.at("data.fields.4") == .object([.init("name", .string("人口")), .init("type", .string("integer"))])
        )
        #expect(shown.at("data.links.rows") == .string("https://data.example\(resource)/rows"))
        let schema = try await json(resource + "/schema")
        #expect(schema.at("data.fields.0.name") == .string("名称"))
        #expect(schema.at("data.missingValues") == .array([.string("")]))
        let profile = try await json(resource + "/profile")
        #expect(profile.at("data.rows") == .number("5"))
        #expect(profile.at("data.columns.4.nulls") == .number("1"))
        let report = try await json(resource + "/report")
        #expect(report.at("data.counts.rows") == .number("5"))
    }

    @Test func `gives the original file, whole and in part`() async throws {
        let whole = try await answer(resource + "/file")
        #expect(whole.text == World.table)
        #expect(
            whole.headers[.contentDisposition]?.contains("filename*=UTF-8''%E5%85%AC%E6%B0%91%E9%A4%A8.csv") == true
        )
        #expect(whole.headers[.xContentTypeOptions] == "nosniff")
        #expect(whole.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
        #expect(whole.headers[.reprDigest]?.hasPrefix("sha-256=:") == true)
        #expect(whole.headers[.acceptRanges] == "bytes")
        let part = try await answer(resource + "/file", headers: [.range: "bytes=0-2"])
        #expect(part.status == .partialContent)
        #expect(part.body.readableBytes == 3)
        #expect(part.headers[.contentRange] == "bytes 0-2/\(World.table.utf8.count)")
        let outside = try await answer(resource + "/file", headers: [.range: "bytes=999999-"])
        #expect(outside.status == .rangeNotSatisfiable)
        let changed = try await answer(resource + "/file", headers: [.range: "bytes=0-2", .ifRange: "\"old\""])
        #expect(changed.status == .ok)
    }

    @Test(arguments: [
        ("/api/v1/organizations", "yamaguchi"), ("/api/v1/tags", "施設"), ("/api/v1/formats", "CSV"),
        ("/api/v1/licenses", "cc-by-4.0"), ("/api/v1/sources", "hagi-portal"), ("/api/v1/jobs", "hagi-portal"),
        ("/api/v1/sources/hagi-portal/jobs", "queued"),
    ])
    func `lists what there is`(path: String, expected: String) async throws {
        let list = try await json(path)
        #expect(list.names.starts(with: ["data", "meta", "links"]))
        let count = try #require(list["data"]?.elements?.count)
        #expect(count > 0)
        #expect(list.at("meta.count") == .number("\(count)"))
        #expect(try await answer(path).text.contains(expected))
    }

    @Test func `shows a run and its records, never credentials`() async throws {
        let text = try await answer("/api/v1/sources").text
        #expect(text.contains("https://portal.example/ckan") && !text.contains("pass"))
        let jobs = try await json("/api/v1/sources/hagi-portal/jobs")
        let id = try #require(jobs.at("data.0.id")?.string)
        #expect(try await json("/api/v1/jobs/\(id)").at("data.state") == .string("queued"))
        #expect(try await json("/api/v1/jobs/\(id)/records").at("data") == .array([]))
    }

    @Test func `says whether it is alive and ready`() async throws {
        #expect(try await json("/healthz") == .object([.init("status", .string("ok"))]))
        #expect(try await json("/readyz").at("checks.catalog") == .string("ok"))
    }
}

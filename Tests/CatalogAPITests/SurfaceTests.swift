import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Validation
import WebSupport

@testable import CatalogAPI

/// Addresses that must answer 200, one per kind; the rules below hold for each.
private let good = [
    "/api/v1", "/api/v1/openapi.json", "/api/v1/datasets", "/api/v1/datasets/halls", "/api/v1/datasets/halls/versions",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/schema",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/profile",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/report",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/file",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/versions",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/versions/1/file",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/rows",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/rows/1",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/openapi.json",
    "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/exports/csv", "/api/v1/organizations",
    "/api/v1/organizations/hagi", "/api/v1/tags", "/api/v1/licenses", "/api/v1/formats", "/api/v1/sources",
    "/api/v1/sources/hagi-portal", "/api/v1/jobs", "/api/3", "/api/3/action/package_list", "/api/3/action/status_show",
    "/datastore/dump/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab",
    "/dataset/halls/resource/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/download/x.csv",
]

@Suite struct `Every read` {
    @Test(arguments: good)
    func `has a strong validator, cross-origin access and the same headers for HEAD`(path: String) async throws {
        let get = try await answer(path, headers: [.origin: "https://elsewhere.example"])
        #expect(get.status == .ok)
        #expect(get.headers[.accessControlAllowOrigin] == "*")
        let tag = try #require(get.headers[.eTag])
        #expect(!tag.hasPrefix("W/"))
        #expect(get.headers[.cacheControl] != nil)
        let held = try await answer(path, headers: [.ifNoneMatch: tag])
        #expect(held.status == .notModified)
        #expect(held.body.readableBytes == 0)
        let head = try await answer(path, .head, headers: [.origin: "https://elsewhere.example"])
        #expect(head.status == .ok)
        #expect(head.body.readableBytes == 0)
        let names: [HTTPField.Name] = [
            .eTag, .contentType, .contentLength, .cacheControl, .vary, .contentDisposition, .link,
            .contentSecurityPolicy,
        ]
        for name in names { #expect(head.headers[name] == get.headers[name], "\(name)") }
    }

    @Test(arguments: good.filter { !$0.hasPrefix("/api/3") && !$0.hasPrefix("/dataset/") })
    func `refuses a parameter that nobody knows`(path: String) async throws {
        let problem = try await json(path + "?zzzz=1", status: 400)
        #expect(problem["type"]?.string?.hasSuffix("/unknown-parameter") == true)
    }

    @Test(arguments: good)
    func `names no address but its own`(path: String) async throws {
        let text = try await answer(path, headers: [.init("X-Forwarded-Host").unsafelyNamed: "evil.example"]).text
        #expect(!text.contains("evil.example"))
        #expect(!text.contains("localhost"))
    }
}

@Suite struct `Every error` {
    @Test(arguments: [
        ("/api/v1/datasets/none", 404), ("/api/v1/datasets/gone", 410), ("/api/v1/datasets/gone/versions", 410),
        ("/api/v1/resources/none", 404), ("/api/v1/resources/11111111-2222-4333-8444-555555555555/rows", 404),
        ("/api/v1/resources/11111111-2222-4333-8444-555555555555/file", 404), ("/api/v1/sources/none", 404),
        ("/api/v1/jobs/none", 404), ("/api/v1/jobs/none/records", 404), ("/api/v1/organizations/none", 404),
        ("/api/v1/none", 404), ("/api/v2", 404), ("/datastore/dump/none", 404),
        ("/dataset/x/resource/y/download/z", 404),
        ("/api/v1/datasets?limit=x", 400), ("/api/v1/datasets?cursor=zz", 400),
        ("/api/v1/datasets?modified_since=10000-01-01", 400),
        ("/api/v1/datasets?modified_since=0000-00-00", 400),
        ("/api/v1/datasets?modified_since=2026-06-30T23:59:60Z", 400),
        ("/api/v1/datasets?sort=zz", 400), ("/api/v1/datasets?facet=zz", 400), ("/api/v1/datasets?facet=", 400),
        ("/api/v1/datasets?q=%FF", 400),
        ("/.git/config", 404), ("/catalog.sqlite", 404), ("/.env", 404), ("/api/2/action/package_list", 404),
    ])
    func `is a problem with a request id`(path: String, status: Int) async throws {
        let response = try await answer(path)
        #expect(response.status.code == status)
        #expect(response.headers[.contentType] == "application/problem+json")
        let problem = try read(response.text)
        #expect(problem.names.starts(with: ["type", "title", "status", "detail", "request_id"]))
        #expect(problem["request_id"]?.string == response.headers[.requestID])
        for word in ["SELECT", "sqlite", "/tmp", "Swift", "fatal"] { #expect(!response.text.contains(word)) }
    }

    @Test(
        arguments: [
            "..%2f..%2fetc%2fpasswd", "%2e%2e", "..%252f", "%00", "..%5c", "%2Fetc%2Fpasswd", "%c0%ae", "%",
            "%E5%B1%B1",
            String(repeating: "a", count: 300), "a%20b", "'%20OR%201=1", "%0d%0aSet-Cookie:x",
        ],
        [
            "/api/v1/datasets/ID", "/api/v1/resources/ID", "/api/v1/resources/ID/rows", "/api/v1/resources/ID/file",
            "/api/v1/jobs/ID", "/api/v1/sources/ID/jobs", "/datastore/dump/ID", "/dataset/ID/resource/ID/download/x",
        ]
    )
    func `of a hostile id is 400 or 404`(id: String, path: String) async throws {
        let response = try await answer(path.replacing("ID", with: id))
        #expect([400, 404].contains(response.status.code))
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(response.headers[.setCookie] == nil)
    }

    @Test(arguments: ["/api/v1", "/api/v1/datasets/halls", "/healthz", "/api/3/action/package_list"])
    func `of a method names the methods that work`(path: String) async throws {
        for method in [HTTPRequest.Method.put, .delete, .patch, .trace] {
            let response = try await answer(path, method)
            #expect(response.status == .methodNotAllowed)
            #expect(response.headers[.allow]?.contains("GET, HEAD") == true)
        }
    }
}

@Suite struct `The OpenAPI document` {
    @Test func `lists every route of the native API and no other`() async throws {
        let document = try await json("/api/v1/openapi.json")
        #expect(document["openapi"] == .string("3.1.0"))
        let routes = try await APIRoutes(services: World.shared.value.services).routes
        let mounted = Set(routes.map(\.path).filter { $0 == "/api/v1" || $0.hasPrefix("/api/v1/") })
        #expect(Set(document["paths"]?.names ?? []) == mounted)
        // OpenAPI 3.1 has no word for QUERY.
        for route in routes where mounted.contains(route.path) && route.method != Route.query {
            #expect(document["paths"]?[route.path]?[route.method.rawValue.lowercased()] != nil)
        }
    }

    @Test(arguments: good.filter { $0.hasPrefix("/api/v1") })
    func `names the media type that each address answers`(address: String) async throws {
        let document = try await json("/api/v1/openapi.json")
        let parts = address.split(separator: "/")
        let path = (document["paths"]?.names ?? []).filter { path in
            let pattern = path.split(separator: "/")
            return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }.min { $0.split(separator: "{").count < $1.split(separator: "{").count }
        let responses = document["paths"]?[try #require(path)]?.at("get.responses")
        let response = try await answer(address)
        let type = try #require(response.headers[.contentType]?.split(separator: ";").first.map(String.init))
        #expect(responses?["200"]?["content"]?[type] != nil, "\(address): \(type)")
        #expect((responses?["206"]?["content"]?[type] != nil) == address.hasSuffix("/file"))
    }

    @Test func `names its operations once, its path parameters all, and refers to what is there`() async throws {
        let document = try await json("/api/v1/openapi.json")
        var operations: [String] = []
        for path in document["paths"]?.names ?? [] {
            let methods = document["paths"]?[path]
            let operation = try #require(methods?["get"] ?? methods?["post"])
            operations.append(operation["operationId"]?.string ?? "")
            let parameters = operation["parameters"]?.elements ?? []
            let named = parameters.filter { $0["in"] == .string("path") }.compactMap { $0["name"]?.string }
            let braces = path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                String($0.dropFirst().dropLast())
            }
            #expect(named == braces, "\(path)")
        }
        #expect(Set(operations).count == operations.count)
        var references: Set<String> = []
        collect(document, into: &references)
        #expect(!references.isEmpty)
        for reference in references {
            let path = reference.split(separator: "/").dropFirst().joined(separator: ".")
            #expect(document.at(path) != nil, "\(reference)")
        }
    }

    @Test func `of one table names its columns with the operators their types allow`() async throws {
        let id = "0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab"
        let document = try await json("/api/v1/resources/\(id)/openapi.json")
        let parameters = document["paths"]?["/api/v1/resources/\(id)/rows"]?.at("get.parameters")?.elements ?? []
        let names = parameters.compactMap { $0["name"]?.string }
        for name in ["人口__gte", "名称__contains", "公開", "f.limit__lt", "limit", "sort"] { #expect(names.contains(name)) }
        for name in ["人口__contains", "公開__gte", "limit__lt"] { #expect(!names.contains(name)) }
        #expect(Set(names).count == names.count)
        #expect(document.at("components.schemas.row.properties.人口.type.0") == .string("integer"))
    }

    private func collect(_ value: JSONValue, into references: inout Set<String>) {
        if let reference = value["$ref"]?.string { references.insert(reference) }
        if case .object(let members) = value { for member in members { collect(member.value, into: &references) } }
        for element in value.elements ?? [] { collect(element, into: &references) }
    }
}

extension HTTPField.Name? {
    /// The name, which the test spells rightly.
    var unsafelyNamed: HTTPField.Name { self ?? .via }
}

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Validation
import WebSupport

@testable import CatalogAPI

private let resource = "0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab"

/// The result of an action.
private func result(_ call: String) async throws -> JSONValue {
    let answer = try await json("/api/3/action/" + call)
    #expect(answer.names == ["help", "success", "result"])
    #expect(answer["success"] == .boolean(true))
    return try #require(answer["result"])
}

/// The names of the datasets that a search finds.
private func found(_ call: String) async throws -> [String] {
    try await result("package_search?sort=name%20asc&" + call)["results"]?.elements?.compactMap { $0["name"]?.string }
        ?? []
}

@Suite struct `CKAN's actions` {
    @Test func `answer under both paths, the prefix, GET and POST`() async throws {
        let expected = try await result("package_list")
        #expect(expected == .array([.string("books"), .string("halls")]))
        for path in ["/api/action/package_list", "/ckan/api/3/action/package_list", "/ckan/api/action/package_list"] {
            #expect(try await json(path)["result"] == expected)
        }
        #expect(try await json("/api/3/action/package_list", body: "{}")["result"] == expected)
        #expect(try await json("/api/3/action/package_list", body: "")["result"] == expected)
        #expect(
            try await json("/ckan/api/3/action/package_list")["help"]
                == .string("https://data.example/ckan/api/3/action/help_show?name=package_list")
        )
    }

    @Test(arguments: [
        ("application/json", #"{"id":"halls"}"#), ("application/x-www-form-urlencoded", #"{"id":"halls"}"#),
        ("application/x-www-form-urlencoded", "%7B%22id%22%3A%22halls%22%7D"),
        ("application/x-www-form-urlencoded", "id=halls"),
        ("text/plain", #"{"id":"halls"}"#),
    ])
    func `take a body as clients send it`(type: String, body: String) async throws {
        let answer = try await json("/api/3/action/package_show", headers: [.contentType: type], body: body)
        #expect(answer.at("result.name") == .string("halls"))
    }

    @Test(
        arguments: [
            ("nope_action", nil, "Action name not known: nope_action"), ("package_create?name=x", nil, "use POST"),
            ("package_show", "[1]", "JSON Error"), ("package_show", "{bad", "JSON Error"),
            ("package_show", #"{"id":"a","id":"b"}"#, "JSON Error"),
            ("package_list?callback=alert(1)//", nil, "callback"),
        ] as [(String, String?, String)]
    )
    func `answer what is no call with a bare string`(call: String, body: String?, part: String) async throws {
        let headers: HTTPFields = body == nil ? [:] : [.contentType: "application/json"]
        let answer = try await json("/api/3/action/" + call, status: 400, headers: headers, body: body)
        #expect(answer.string?.contains(part) == true)
    }

    @Test(arguments: [
        ("package_show", 409, "Validation Error", "name_or_id"),
        ("package_show?id=none", 404, "Not Found Error", "message"),
        ("package_show?id=gone", 403, "Authorization Error", "message"),
        ("package_show?id=..%2f..%2fetc", 404, "Not Found Error", "message"),
        ("resource_show?id=none", 404, "Not Found Error", "message"),
        ("group_show?id=hagi", 404, "Not Found Error", "message"),
        ("package_search?bogus=1", 400, "Search Query Error", "message"),
        ("package_search?rows=-1", 409, "Validation Error", "rows"),
        ("package_search?rows=x", 409, "Validation Error", "rows"),
        ("package_search?sort=name", 409, "Search Error", "message"),
        ("package_search?facet.field=tags", 409, "Validation Error", "facet.field"),
        ("package_search?q=zz:1", 409, "Search Error", "message"),
        ("package_search?fq=(((", 409, "Search Error", "message"),
        ("organization_list?sort=zzz", 409, "Validation Error", "message"),
        ("datastore_search", 409, "Validation Error", "resource_id"),
        ("datastore_search?resource_id=none", 404, "Not Found Error", "message"),
        ("datastore_search?resource_id=\(resource)&limit=abc", 409, "Validation Error", "limit"),
        ("datastore_search?resource_id=\(resource)&foo=1", 409, "Validation Error", "__extras"),
        ("datastore_search?resource_id=\(resource)&filters=%7B%22zz%22%3A1%7D", 409, "Validation Error", "filters"),
        ("datastore_search?resource_id=\(resource)&filters=%7B", 409, "Validation Error", "filters"),
        ("datastore_search?resource_id=\(resource)&sort=zz", 409, "Validation Error", "sort"),
        ("datastore_search?resource_id=\(resource)&offset=-1", 409, "Validation Error", "offset"),
    ])
    func `tell errors as CKAN's clients know them`(call: String, status: Int, type: String, key: String) async throws {
        let answer = try await json("/api/3/action/" + call, status: status)
        #expect(answer.names == ["help", "error", "success"])
        #expect(answer["success"] == .boolean(false))
        #expect(answer.at("error.__type") == .string(type))
        #expect(answer["error"]?[key] != nil)
    }

    @Test func `deny writing to everyone for now`() async throws {
        let answer = try await json("/api/3/action/package_create", status: 403, body: #"{"name":"x"}"#)
        #expect(answer.at("error.__type") == .string("Authorization Error"))
    }

    @Test func `show a package with exactly CKAN's keys`() async throws {
        let package = try await result("package_show?id=halls")
        #expect(
            Set(package.names) == [
                "author", "author_email", "creator_user_id", "id", "isopen", "license_id", "license_title",
                "license_url",
                "maintainer", "maintainer_email", "metadata_created", "metadata_modified", "name", "notes",
                "num_resources",
                "num_tags", "organization", "owner_org", "private", "state", "title", "type", "url", "version",
                "extras",
                "groups", "resources", "tags", "relationships_as_subject", "relationships_as_object",
            ]
        )
        #expect(
            Set(package.at("resources.0")?.names ?? []) == [
                "cache_last_updated", "cache_url", "created", "datastore_active", "description", "format", "hash", "id",
                "last_modified", "metadata_modified", "mimetype", "mimetype_inner", "name", "package_id", "position",
                "resource_type", "size", "state", "url", "url_type",
            ]
        )
        #expect(package["maintainer_email"] == .string("data@city.example"))
        #expect(package["author"] == .null)
        #expect(package.at("organization.title") == .string("山口市"))
        #expect(package.at("resources.0.datastore_active") == .boolean(true))
        #expect(package.at("resources.1.url") == .string("https://city.example/map.pdf"))
        let modified = try #require(package["metadata_modified"]?.string)
        #expect(!modified.hasSuffix("Z") && !modified.contains("+"))
        #expect(try await result("package_show?id=" + (package["id"]?.string ?? "")) == package)
        #expect(try await result("resource_show?id=\(resource)") == package.at("resources.0"))
        let address = try #require(package.at("resources.0.url")?.string)
        #expect(try await answer(String(address.dropFirst("https://data.example".count))).text == World.table)
        let shown = try await result("organization_show?id=hagi&include_datasets=true")
        #expect(shown.at("packages.0.name") == .string("books"))
    }

    @Test(
        arguments: [
            ("", ["books", "halls"]), ("q=*:*", ["books", "halls"]), ("q=%E5%85%AC%E6%B0%91", ["halls"]),
            ("fq=organization:hagi", ["books"]), ("fq=organization:(hagi%20OR%20yamaguchi)", ["books", "halls"]),
            ("fq=organization:hagi%20OR%20organization:none", ["books"]), ("fq=-organization:hagi", ["halls"]),
            ("fq=tags:%E6%96%BD%E8%A8%AD%20tags:%E5%85%AC%E6%B0%91%E9%A4%A8", ["halls"]),
            ("fq=res_format:CSV", ["halls"]),
            ("fq=license_id:%22cc-by-4.0%22", ["halls"]), ("q=name:ha*", ["halls"]),
            ("q=name:(books%20OR%20halls)", ["books", "halls"]),
            ("fq=metadata_modified:[2020-01-01T00:00:00Z%20TO%20*]", ["books", "halls"]),
            ("fq=metadata_modified:[*%20TO%202020-01-01T00:00:00Z]", []),
            ("fq=state:active%20AND%20type:dataset", ["books", "halls"]),
            ("fq=private:true", []), ("q=NOT%20name:books", ["halls"]),
            ("fq=organization:[*%20TO%20*]", ["books", "halls"]),
            ("q=title:%E8%94%B5%E6%9B%B8", ["books"]), ("start=1", ["halls"]), ("rows=0", []),
            ("rows=5000", ["books", "halls"]),
        ] as [(String, [String])]
    )
    func `search in CKAN's syntax`(call: String, names: [String]) async throws {
        #expect(try await found(call) == names)
    }

    @Test func `count facets over all matches`() async throws {
        let answer = try await result(
            "package_search?rows=1&facet.field=%5B%22organization%22,%22res_format%22,%22zz%22%5D"
        )
        #expect(answer.names == ["count", "facets", "results", "sort", "search_facets"])
        #expect(answer["sort"] == .string("score desc, metadata_modified desc"))
        #expect(answer.at("facets.organization.hagi") == .number("1"))
        #expect(answer.at("facets.zz") == .object([]))
        #expect(answer.at("search_facets.organization.items.0")?.names == ["name", "display_name", "count"])
        let sifted = try await result("package_search?fq=-name:books&facet.field=%5B%22organization%22%5D")
        #expect(sifted.at("facets.organization") == .object([.init("yamaguchi", .number("1"))]))
    }

    @Test(arguments: [
        ("organization_list", #"["yamaguchi","hagi"]"#), ("tag_list", #"["公民館","施設"]"#), ("group_list", "[]"),
        ("vocabulary_list", "[]"), ("site_read", "true"), ("format_autocomplete?q=c", #"["csv"]"#),
        ("resource_view_list?id=\(resource)", "[]"), ("organization_list?sort=name%20asc", #"["hagi","yamaguchi"]"#),
    ])
    func `list what there is`(call: String, expected: String) async throws {
        let names = try await result(call)
        #expect(names == (try read(expected)))
    }

    @Test func `describe licences and organizations as CKAN does`() async throws {
        let license = try #require(try await result("license_list").elements?.first)
        #expect(license.names.count == 12)
        #expect(license.names.allSatisfy { license[$0]?.string != nil })
        let organizations = try await result("organization_list?all_fields=true")
        #expect(organizations.at("0.package_count") == .number("1"))
        #expect(organizations.at("0.is_organization") == .boolean(true))
        #expect(try await result("status_show").names.contains("ckan_version"))
        #expect(try await json("/api/3") == .object([.init("version", .number("3"))]))
        #expect(try await result("help_show?name=package_show").string?.isEmpty == false)
    }

    @Test func `call back when an old page asks`() async throws {
        let response = try await answer("/api/3/action/site_read?callback=cb")
        #expect(response.text.hasPrefix("cb({\"help\":") && response.text.hasSuffix("});"))
        #expect(response.headers[.contentType] == "application/javascript;charset=utf-8")
    }
}

@Suite struct `CKAN's DataStore` {
    @Test func `gives records with their fields and links`() async throws {
        let answer = try await result("datastore_search?resource_id=\(resource)&limit=2&offset=2")
        #expect(answer["total"] == .number("5"))
        #expect(answer["limit"] == .number("2"))
        #expect(answer.at("fields.0") == .object([.init("id", .string("_id")), .init("type", .string("int"))]))
        #expect(answer.at("fields.5.type") == .string("int8"))
        #expect(answer.at("fields.6.type") == .string("date"))
        #expect(answer.at("records.0.名称") == .string("防府ホール"))
        #expect(answer.at("_links.next")?.string?.contains("offset=4") == true)
        #expect(answer.at("_links.start")?.string?.hasPrefix("/api/3/action/datastore_search?") == true)
        let clamped = try await result("datastore_search?resource_id=\(resource)&limit=100000")
        #expect(clamped["limit"] == .number("32000"))
        let columns = try await result("datastore_search?resource_id=\(resource)&limit=0&include_total=false")
        #expect(columns["records"] == .array([]))
        #expect(columns["total"] == nil)
        #expect(columns["fields"]?.elements?.count == 10)
    }

    @Test(
        arguments: [
            (#"{"filters":{"市町名":"山口市"}}"#, ["1", "4"]), (#"{"filters":{"市町名":["萩市","防府市"]}}"#, ["2", "3"]),
            (#"{"filters":"{\"市町名\":\"萩市\"}"}"#, ["2"]), (#"{"filters":{"人口":{"gte":800}}}"#, ["1", "2", "5"]),
            (#"{"filters":{"人口":null}}"#, ["3"]), (#"{"q":"図書"}"#, ["2"]), (#"{"q":{"名称":"会館"}}"#, ["4"]),
            (#"{"sort":"人口 desc nulls last, \"名称\""}"#, ["5", "1", "2", "4", "3"]), (#"{"filters":{"人口":800}}"#, ["2"]),
        ] as [(String, [String])]
    )
    func `filters, searches and sorts`(body: String, ids: [String]) async throws {
        let text = #"{"resource_id":"\#(resource)","# + body.dropFirst()
        let answer = try await json("/api/3/action/datastore_search", body: text)
        #expect(answer.at("result.records")?.elements?.compactMap { $0["_id"]?.number } == ids)
    }

    @Test func `writes records as lists and delimited text`() async throws {
        let fields = "fields=" + Links.encode("名称,公開,備考")
        let lists = try await result("datastore_search?resource_id=\(resource)&limit=1&records_format=lists&\(fields)")
        #expect(
            lists.at("records.0")
                == .array([.number("1"), .string("中央公民館"), .boolean(true), .string("コンマ,と\"引用符\"")])
        )
        let csv = try await result("datastore_search?resource_id=\(resource)&limit=2&records_format=csv&\(fields)")
        #expect(csv["records"] == .string("1,中央公民館,t,\"コンマ,と\"\"引用符\"\"\"\n2,萩図書館,f,\n"))
    }

    @Test func `dumps whole tables`() async throws {
        let dump = try await answer("/datastore/dump/\(resource)?bom=true")
        #expect(dump.text.hasPrefix("\u{FEFF}_id,名称,市町名"))
        #expect(dump.text.split(separator: "\r\n").count == 6)
        #expect(dump.headers[.contentDisposition]?.contains("\(resource).csv") == true)
        let part = try await json("/datastore/dump/\(resource)?format=json&limit=1&fields=" + Links.encode("名称"))
        #expect(
            part
                == (try read(
                    #"{"fields":[{"id":"_id","type":"int"},{"id":"名称","type":"text"}],"records":[[1,"中央公民館"]]}"#
                ))
        )
        #expect(try await answer("/datastore/dump/\(resource)?format=zzz").status == .badRequest)
        #expect(try await answer("/datastore/dump/\(resource)?format=tsv").text.contains("_id\t名称"))
        #expect(try await json("/datastore/dump/\(resource)?format=json")["records"]?.elements?.count == 5)
    }
}

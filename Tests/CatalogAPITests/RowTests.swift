import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Validation
import WebSupport

@testable import CatalogAPI

private let rows = "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab/rows"

@Suite struct Rows {
    @Test func `come in the documented envelope, the table's bytes untouched`() async throws {
        let answer = try await json(rows + "?limit=2&fields=%E5%90%8D%E7%A7%B0,%E4%BA%BA%E5%8F%A3")
        #expect(answer.names == ["data", "meta", "links"])
        #expect(
            answer.at("data.0")
                == .object([
                    .init("_id", .number("1")), .init("名称", .string("中央公民館")), .init("人口", .number("1200")),
                ])
        )
        #expect(answer["meta"]?.names == ["resource", "version", "count", "limit"])
        #expect(answer.at("meta.count") == .number("5"))
        #expect(
            answer.at("links.self")?.string
                == "https://data.example\(rows)?limit=2&fields=%E5%90%8D%E7%A7%B0%2C%E4%BA%BA%E5%8F%A3"
        )
        #expect(try await json(rows + "?limit=1&_id=5").at("data.0.人口") == .number("9007199254740993"))
    }

    @Test(
        arguments: [
            ("市町名=山口市", ["1", "4"]), ("市町名__eq=山口市", ["1", "4"]), ("市町名__ne=山口市", ["2", "3", "5"]),
            ("人口__gte=800", ["1", "2", "5"]), ("人口__gt=800", ["1", "5"]), ("人口__lt=800", ["4"]),
            ("人口__lte=800", ["2", "4"]),
            ("人口__between=50,800", ["2", "4"]), ("市町名__in=萩市,防府市", ["2", "3"]), ("市町名__in=萩市&市町名__in=防府市", ["2", "3"]),
            ("市町名__nin=山口市,萩市", ["3", "5"]), ("人口__isnull=true", ["3"]), ("人口__isnull=false", ["1", "2", "4", "5"]),
            ("名称__contains=かたかな", ["4"]), ("名称__startswith=中央", ["1"]), ("名称__endswith=ホール", ["3"]),
            ("q=図書", ["2"]), ("f.limit__gte=4", ["4", "5"]), ("備考__in=\"コンマ,と\"\"引用符\"\"\"", ["1"]),
            ("公開=true&人口__gte=1000", ["1", "5"]), ("開設日__gte=2015-01-01", ["1", "3"]),
            ("備考='; DROP TABLE rows; --", ["5"]), ("bbox=131.3,34.3,131.5,34.5", ["2"]), ("q=%", []), ("q=\"*", []),
        ] as [(String, [String])]
    )
    func `match conditions`(query: String, ids: [String]) async throws {
        let encoded = query.split(separator: "&").map { part in
            part.split(separator: "=", maxSplits: 1).map { Links.encode(String($0)) }.joined(separator: "=")
        }
        let answer = try await json(rows + "?" + encoded.joined(separator: "&"))
        #expect(answer["data"]?.elements?.compactMap { $0["_id"]?.number } == ids, "\(query)")
        #expect(answer.at("meta.count") == .number("\(ids.count)"))
    }

    @Test func `are sorted and paged without gap or repeat`() async throws {
        var path: String? = rows + "?sort=-" + Links.encode("人口") + "&limit=2&count=none"
        var seen: [String] = []
        while let next = path {
            let answer = try await json(next)
            #expect(answer.at("meta.count") == nil)
            seen += answer["data"]?.elements?.compactMap { $0["_id"]?.number } ?? []
            path = answer.at("links.next")?.string.map { String($0.dropFirst("https://data.example".count)) }
            try #require(seen.count <= 5)
        }
        #expect(seen == ["5", "1", "2", "4", "3"])
    }

    @Test(
        arguments: [
            ("limt=1", "unknown-parameter", "limit"), ("名 称=1", "unknown-parameter", "名称"),
            ("人口__gtr=1", "unknown-parameter", "人口__gt"), ("人工__gte=1", "unknown-parameter", "人口__gte"),
            ("sort=人工", "unknown-column", "人口"),
            ("fields=人口,zz", "unknown-column", nil), ("人口=abc", "bad-value", nil),
            ("名称__gt__x=1", "unknown-parameter", nil),
            ("limit=10001", "bad-parameter", nil), ("limit=-1", "bad-parameter", nil),
            ("limit=٣", "bad-parameter", nil),
            ("limit=1&limit=2", "duplicate-parameter", nil), ("cursor=zz", "bad-cursor", nil),
            ("count=maybe", "bad-parameter", nil),
            ("bbox=1,2,3", "bad-parameter", nil), ("bbox=nan,2,3,4", "bad-parameter", nil),
            ("人口__between=1", "bad-value", nil),
            ("format=xml", "bad-parameter", nil), ("人口__isnull=maybe", "bad-parameter", nil),
            ("fields=\"a", "bad-parameter", nil),
            ("人口__contains=1", "operator-not-allowed", nil),
        ] as [(String, String, String?)]
    )
    func `refuse what they do not understand`(query: String, slug: String, nearest: String?) async throws {
        let encoded = query.split(separator: "&").map { part in
            part.split(separator: "=", maxSplits: 1).map { Links.encode(String($0)) }.joined(separator: "=")
        }
        let problem = try await json(rows + "?" + encoded.joined(separator: "&"), status: 400)
        #expect(problem["type"] == .string("https://data.example/developers/problems/\(slug)"), "\(query)")
        if let nearest { #expect(problem["did_you_mean"] == .string(nearest)) }
    }

    @Test func `are one by one`() async throws {
        let row = try await json(rows + "/2")
        #expect(row.at("data.名称") == .string("萩図書館"))
        #expect(row.at("meta.version") == .number("1"))
        for id in ["0", "6", "-1", "x", "1e0", "99999999999999999999"] {
            #expect(try await answer(rows + "/" + id).status == .notFound)
        }
    }

    @Test func `are CSV and NDJSON too`() async throws {
        let csv = try await answer(rows + "?limit=1&fields=" + Links.encode("名称,備考"), headers: [.accept: "text/csv"])
        #expect(csv.headers[.contentType]?.hasPrefix("text/csv") == true)
        #expect(csv.text == "名称,備考\r\n中央公民館,\"コンマ,と\"\"引用符\"\"\"\r\n")
        #expect(csv.headers[.link]?.contains("rel=\"next\"") == true)
        let lines = try await answer(rows + "?format=ndjson").text.split(separator: "\n")
        #expect(lines.count == 5)
        for line in lines { #expect(try read(String(line)).names.first == "_id") }
        #expect(try await answer(rows, headers: [.accept: "image/png"]).status == .notAcceptable)
        #expect(
            try await answer(rows, headers: [.accept: "text/html,*/*;q=0.8"]).headers[.contentType]
                == "application/json"
        )
    }

    @Test func `are exported whole`() async throws {
        let exports = rows.replacing("/rows", with: "/exports/")
        let csv = try await answer(exports + "csv")
        #expect(csv.text.split(separator: "\r\n").count == 6)
        #expect(
            csv.headers[.contentDisposition]?.contains("UTF-8''%E5%85%AC%E6%B0%91%E9%A4%A8%E4%B8%80%E8%A6%A7.csv")
                == true
        )
        #expect(try await json(exports + "json?q=" + Links.encode("図書")).elements?.count == 1)
        #expect(try await answer(exports + "ndjson").text.split(separator: "\n").count == 5)
        #expect(try await answer(exports + "xml").status == .notFound)
        #expect(
            try await json(exports + "csv?zz=1", status: 400)["type"]?.string?.hasSuffix("unknown-parameter") == true
        )
        #expect(
            try await json(exports + "csv?sort=zz", status: 400)["type"]?.string?.hasSuffix("unknown-column") == true
        )
    }

    @Test func `are not sent again to a reader who holds them`() async throws {
        let first = try await answer(rows + "?limit=1")
        let tag = try #require(first.headers[.eTag])
        #expect(try await answer(rows + "?limit=1", headers: [.ifNoneMatch: tag]).status == .notModified)
        #expect(try await answer(rows + "?limit=2", headers: [.ifNoneMatch: tag]).status == .ok)
        #expect(try await answer(rows + "?limit=1&format=csv", headers: [.ifNoneMatch: tag]).status == .ok)
    }
}

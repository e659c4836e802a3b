import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Validation
import WebSupport

@testable import CatalogAPI
@testable import Tables

private let resource = "/api/v1/resources/0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab"
private let rows = resource + "/rows"

/// `人口__gte=1&q=…` with everything percent-encoded but the separators.
private func encoded(_ query: String) -> String {
    query.split(separator: "&").map { part in
        part.split(separator: "=", maxSplits: 1).map { Links.encode(String($0)) }.joined(separator: "=")
    }
    .joined(separator: "&")
}

@Suite struct `Filters of rows` {
    @Test(
        arguments: [
            ("人口 >= 800", ["1", "2", "5"]), ("人口 >= 1000 AND 市町名 = '山口市'", ["1"]),
            ("市町名 IN ('萩市','防府市') OR 人口 < 100", ["2", "3", "4"]), ("NOT (人口 >= 800)", ["4"]), ("人口 IS NULL", ["3"]),
            ("名称 LIKE '%館'", ["1", "2", "4", "5"]), ("CASEI(名称) LIKE CASEI('かたかな%')", ["4"]),
            ("開設日 BETWEEN DATE('2010-01-01') AND DATE('2016-01-01')", ["2", "3"]), ("公開 = TRUE", ["1", "3", "5"]),
            ("\"limit\" > 3", ["4", "5"]), ("S_INTERSECTS(geom, BBOX(131.3,34.3,131.5,34.5))", ["2"]),
            ("S_INTERSECTS(geom, POLYGON((131 34, 131.6 34, 131.6 34.3, 131 34.3, 131 34)))", ["1", "3", "4"]),
            ("S_INTERSECTS(geom, POINT(131.474 34.178))", ["1"]), ("備考 = '''; DROP TABLE rows; --'", ["5"]),
        ] as [(String, [String])]
    )
    func `are CQL2, in the address and in a body`(filter: String, ids: [String]) async throws {
        let answered = try await json(rows + "?filter=" + Links.encode(filter))
        #expect(answered["data"]?.elements?.compactMap { $0["_id"]?.number } == ids, "\(filter)")
        #expect(answered.at("meta.count") == .number("\(ids.count)"))
        let body = JSONBuilder.object { $0.field("filter", filter) }
        let posted = try await json(
            rows + "/query",
            headers: [.contentType: "application/json"],
            body: String(decoding: body, as: UTF8.self)
        )
        #expect(posted["data"] == answered["data"])
        #expect(posted.at("meta.count") == answered.at("meta.count"))
    }

    @Test(arguments: [
        ("人口 >", "bad-filter"), ("人工 > 1", "unknown-column"), ("人口 = 'abc'", "bad-value"),
        ("人口 LIKE '1%'", "operator-not-allowed"),
        ("公開 > TRUE", "operator-not-allowed"), (String(repeating: "(", count: 40) + "TRUE", "bad-filter"),
    ])
    func `that are wrong are told with a problem`(filter: String, slug: String) async throws {
        let problem = try await json(rows + "?lang=en&filter=" + Links.encode(filter), status: 400)
        #expect(problem["type"] == .string("https://data.example/developers/problems/\(slug)"), "\(filter)")
        if slug == "bad-filter" { #expect(problem["detail"]?.string?.contains("at character") == true) }
    }

    @Test func `may be CQL2 JSON`() async throws {
        let filter =
            #"{"op":"and","args":[{"op":">=","args":[{"property":"人口"},800]},{"op":"=","args":[{"property":"公開"},true]}]}"#
        let address = rows + "?filter-lang=cql2-json&filter=" + Links.encode(filter)
        #expect(try await json(address)["data"]?.elements?.compactMap { $0["_id"]?.number } == ["1", "5"])
        let posted = try await json(
            rows + "/query",
            headers: [.contentType: "application/json"],
            body: #"{"filter":\#(filter),"sort":["-人口"],"fields":["名称"],"limit":1}"#
        )
        #expect(posted.at("data.0._id") == .number("5"))
        #expect(posted.at("data.0")?.names == ["_id", "名称"])
        let cursor = try #require(posted.at("meta.next_cursor")?.string)
        let next = try await json(
            rows + "/query",
            headers: [.contentType: "application/json"],
            body: #"{"filter":\#(filter),"sort":["-人口"],"limit":1,"cursor":"\#(cursor)"}"#
        )
        #expect(next.at("data.0._id") == .number("1"))
        #expect(next.at("meta.next_cursor") == nil || next.at("meta.next_cursor") == .null)
    }

    @Test func `come by QUERY too, and a body has the members of the query string`() async throws {
        let query = try #require(HTTPRequest.Method(rawValue: "QUERY"))
        let body = #"{"市町名__in":["山口市","萩市"],"人口__gte":100,"bbox":[131,34,132,35],"count":"none"}"#
        let answered = try await answer(rows, query, headers: [.contentType: "application/json"], body: body)
        #expect(answered.status == .ok)
        #expect(try read(answered.text)["data"]?.elements?.compactMap { $0["_id"]?.number } == ["1", "2"])
        #expect(try read(answered.text).at("meta.count") == nil)
        for (body, status) in [
            ("", 400), ("[]", 400), (#"{"人工":1}"#, 400), (#"{"人口":{"x":1}}"#, 400), (#"{"人口":null}"#, 400), ("{}", 200),
        ] {
            let answered = try await answer(rows, query, headers: [.contentType: "application/json"], body: body)
            #expect(answered.status.code == status, "\(body)")
        }
        let text = try await answer(rows + "/query", .post, headers: [.contentType: "text/plain"], body: "{}")
        #expect(text.status == .unsupportedMediaType)
    }
}

@Suite struct `Forms of rows` {
    @Test func `GeoJSON has points, and what OGC API Features tells of a page`() async throws {
        let answered = try await answer(rows + ".geojson?limit=2")
        #expect(answered.headers[.contentType] == "application/geo+json")
        let collection = try read(answered.text)
        #expect(collection["type"] == .string("FeatureCollection"))
        #expect(collection.at("numberMatched") == .number("5"))
        #expect(collection.at("numberReturned") == .number("2"))
        #expect(collection.at("features.0.geometry.type") == .string("Point"))
        #expect(collection.at("features.0.geometry.coordinates.0") == .number("131.474"))
        #expect(collection.at("features.0.properties.名称") == .string("中央公民館"))
        #expect(collection.at("features.0.id") == .number("1"))
        #expect(collection.at("links.1.rel") == .string("next"))
        let accepted = try await answer(rows, headers: [.accept: "application/geo+json"])
        #expect(try read(accepted.text)["features"]?.elements?.count == 5)
        // A geometry is there although its columns were not asked for.
        let some = try await json(rows + ".geojson?limit=1&fields=" + Links.encode("名称"))
        #expect(some.at("features.0.properties")?.names == ["名称"])
        #expect(some.at("features.0.geometry.coordinates.1") == .number("34.178"))
        let whole = try await json(resource + "/exports/geojson")
        #expect(whole["features"]?.elements?.count == 5)
    }

    @Test func `CSV is made for spreadsheets on request`() async throws {
        let plain = try await answer(rows + ".csv?fields=" + Links.encode("備考") + "&_id=3")
        #expect(plain.text == "備考\r\n＝SUM(A1)\r\n")
        let safe = try await answer(
            rows + ".csv?safe=excel&bom=true&header=title&fields=" + Links.encode("備考") + "&_id=3"
        )
        #expect(safe.text == "\u{FEFF}備考\r\n'＝SUM(A1)\r\n")
        let japanese = try await answer(
            rows + ".csv?encoding=shift_jis&_id=2&fields=" + Links.encode("名称,市町名")
        )
        #expect(japanese.headers[.contentType] == "text/csv; charset=Shift_JIS; header=present")
        #expect(Array(japanese.body.readableBytesView.prefix(4)) == [0x96, 0xBC, 0x8F, 0xCC])
        let export = try await answer(resource + "/exports/csv?encoding=shift_jis&safe=excel&bom=true")
        #expect(Array(export.body.readableBytesView.prefix(2)) == [0x96, 0xBC])
        for query in ["bom=true", "encoding=shift_jis", "header=title", "safe=excel"] {
            #expect(try await answer(rows + "?" + query).status == .badRequest)
        }
        #expect(try await answer(rows + ".csv?format=json").status == .badRequest)
    }

    @Test func `facets count the rows that match`() async throws {
        let answered = try await json(
            rows + "?limit=1&facet=" + Links.encode("市町名,公開") + "&" + encoded("人口__isnull=false")
        )
        #expect(answered.names == ["data", "meta", "links", "facets"])
        #expect(
            answered.at("facets.市町名.0")
                == .object([
                    .init("value", .string("山口市")), .init("title", .string("山口市")), .init("count", .number("2")),
                ])
        )
        #expect(answered.at("facets.市町名")?.elements?.count == 3)
        #expect(answered.at("facets.公開.0.value") == .boolean(false))
        #expect(try await answer(rows + "?facet=zz").status == .badRequest)
    }

    @Test func `explain tells the way, and what it took is no part of what is kept`() async throws {
        let explained = try await answer(rows + "?explain=true&" + encoded("bbox=131,34,132,35"))
        #expect(explained.headers[.eTag] == nil)
        #expect(explained.headers[.cacheControl] == "no-store")
        let kinds = try read(explained.text).at("meta.explain.steps")?.elements?.compactMap { $0["kind"]?.string }
        #expect(kinds?.contains("place_index") == true)
        #expect(!explained.text.contains("SELECT"))
        let plain = try await answer(rows)
        let timing = try #require(RowHeaders.serverTiming.flatMap { plain.headers[$0] })
        #expect(timing.hasPrefix("query;dur="))
        #expect(timing.contains("scan"))
    }

    @Test func `a cursor of a version that is gone says where to begin again`() async throws {
        let table = TableReference(resource: String(resource.split(separator: "/").last ?? ""), version: 7, table: "x")
        let other = RowCursor(row: 1).text(table: table, order: try SortOrder([], columns: QueryColumns([])))
        let gone = try await answer(rows + "?limit=1&cursor=" + other)
        #expect(gone.status == .gone)
        #expect(try read(gone.text)["type"]?.string?.hasSuffix("cursor-expired") == true)
        #expect(gone.headers[.link] == "<https://data.example\(rows)?limit=1>; rel=\"first\"")
    }
}

@Suite struct `Queries that are not answered` {
    @Test(
        arguments: [
            (QueryError.Kind.busy, 503, "busy", "1"), (.tooComplex, 422, "query-too-complex", nil),
            (.timeout, 422, "query-timeout", nil),
        ] as [(QueryError.Kind, Int, String, String?)]
    )
    func `say so with a problem`(_ kind: QueryError.Kind, _ status: Int, _ slug: String, _ wait: String?) {
        let problem = Problem(QueryError(kind))
        #expect(problem.status.code == status)
        #expect(problem.slug == slug)
        #expect(problem.headers[.retryAfter] == wait)
    }
}

@Suite struct Aggregations {
    @Test(
        arguments: [
            ("", #"[{"count":5}]"#),
            (
                "group_by=市町名&sort=-count,市町名",
                #"[{"市町名":"山口市","count":2},{"市町名":"周防大島町","count":1},{"市町名":"萩市","count":1},{"市町名":"防府市","count":1}]"#
            ),
            (
                "group_by=公開&metrics=count as 件,sum(人口) as 計,median(人口)&公開=false",
                #"[{"公開":false,"件":2,"計":850,"median(人口)":425}]"#
            ),
            (
                "group_by=year(開設日) as 年&having=count >= 1&sort=-年&limit=2",
                #"[{"年":2020,"count":1},{"年":2015,"count":1}]"#
            ),
            ("group_by=month(開設日)&limit=1", #"[{"month(開設日)":"1999-12","count":1}]"#),
            (
                "group_by=range(\"limit\",2)&metrics=count",
                #"[{"range(limit,2)":0,"count":1},{"range(limit,2)":2,"count":2},{"range(limit,2)":4,"count":2}]"#
            ),
            (
                "group_by=prefix(名称,1)&filter=人口 < 1000&metrics=max(人口) as 大",
                #"[{"prefix(名称,1)":"萩","大":800},{"prefix(名称,1)":"ｶ","大":50}]"#
            ),
            (
                "metrics=count(人口),count_distinct(市町名),min(開設日),avg(limit)",
                #"[{"count(人口)":4,"count_distinct(市町名)":4,"min(開設日)":"1999-12-31","avg(limit)":3}]"#
            ),
            (
                "group_by=市町名&having=\"sum(人口)\" > 1000 AND 市町名 <> '山口市'&metrics=sum(人口)",
                #"[{"市町名":"周防大島町","sum(人口)":9007199254740993}]"#
            ),
            ("q=図書&group_by=市町名", #"[{"市町名":"萩市","count":1}]"#),
        ]
    )
    func `put rows into groups`(query: String, expected: String) async throws {
        let answered = try await json(resource + "/aggregate?" + encoded(query))
        #expect(answered.names == ["data", "meta", "links"])
        #expect(answered["data"] == (try read(expected)), "\(query)")
    }

    @Test(arguments: [
        ("group_by=zz", "unknown-column"), ("metrics=total(人口)", "bad-aggregate"), ("metrics=sum", "bad-aggregate"),
        ("metrics=sum(名称)", "operator-not-allowed"), ("group_by=year(人口)", "operator-not-allowed"),
        ("group_by=range(人口)", "bad-aggregate"), ("group_by=range(人口,0)", "bad-value"),
        ("group_by=prefix(名称,0)", "bad-aggregate"),
        ("group_by=市町名,市町名", "bad-aggregate"), ("having=count >", "bad-aggregate"), ("having=人口 > 1", "unknown-column"),
        ("sort=人口", "unknown-column"), ("limit=0", "bad-parameter"), ("format=geojson", "bad-parameter"),
        ("cursor=x", "unknown-parameter"), ("metrics=count,,", "bad-aggregate"), ("group_by=\"a", "bad-aggregate"),
    ])
    func `refuse what they do not understand`(query: String, slug: String) async throws {
        let problem = try await json(resource + "/aggregate?" + encoded(query), status: 400)
        #expect(problem["type"]?.string?.hasSuffix("/\(slug)") == true, "\(query) \(problem)")
    }

    @Test func `say when there are more groups, and come as CSV`() async throws {
        let cut = try await json(resource + "/aggregate?limit=2&group_by=" + Links.encode("市町名"))
        #expect(cut.at("meta.truncated") == .boolean(true))
        #expect(cut.at("meta.count") == .number("2"))
        let csv = try await answer(
            resource + "/aggregate?format=csv&limit=1&sort=-count&group_by=" + Links.encode("市町名")
        )
        #expect(csv.text == "市町名,count\r\n山口市,2\r\n")
        let again = try await json(resource + "/aggregate?explain=true&group_by=" + Links.encode("市町名"))
        #expect(again.at("meta.explain.steps")?.elements?.isEmpty == false)
    }
}

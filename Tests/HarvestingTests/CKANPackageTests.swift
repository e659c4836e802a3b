import OpenData
import Testing
import Validation

@testable import Harvesting

@Suite struct `CKAN package` {
    private static let full = #"""
        {"id":"0b0d2a3e-0000-4000-8000-000000000001","name":"352047_aed","title":"【萩市】AED設置箇所一覧","notes":"萩市のAED",
         "type":"dataset","state":"active","private":false,"license_id":"cc-by","author":"萩市","author_email":"",
         "maintainer":"情報政策課","maintainer_email":"joho@example.jp","url":"javascript:alert(1)",
         "metadata_modified":"2025-06-10T00:00:00.417000","tags":[{"name":"aed","display_name":"AED"},{"name":"萩市"},7],
         "organization":{"id":"0b0d2a3e-0000-4000-8000-000000000002","name":"352047","title":"萩市","description":""},
         "resources":[
          {"id":"0b0d2a3e-0000-4000-8000-000000000003","name":"AED","format":"csv","mimetype":"text/csv","state":"active",
           "url":"https://host/aed.csv","description":null,"size":null},
          {"id":"r2","name":"","description":"表","format":"","url":"host/file.xlsx"},
          {"id":"r3","format":"CSV","url":"https://host/gone.csv","state":"deleted"},
          {"name":null,"format":"","url":""}, 5]}
        """#

    private func package(_ text: String) throws -> JSONValue {
        try #require(JSONValue(Array(text.utf8), limit: 1 << 20))
    }

    @Test func `a package becomes a record with its publisher and files`() throws {
        let record = try #require(CKANPackage.record(package(Self.full), id: "x", base: "https://host/ckan"))
        #expect(record.name == "352047_aed")
        #expect(record.title == "【萩市】AED設置箇所一覧")
        #expect(record.description == "萩市のAED")
        #expect(record.license == "cc-by")
        #expect(record.tags == ["AED", "萩市"])
        #expect(record.contact == "情報政策課 <joho@example.jp>")
        #expect(
            record.landingPage == "https://host/ckan/dataset/352047_aed",
            "a link that is no web address is not kept"
        )
        #expect(record.page == "https://host/ckan/dataset/352047_aed")
        #expect(record.modified == Timestamp("2025-06-10T00:00:00.417000"))
        #expect(record.publisher?.title == "萩市")
        #expect(record.publisher?.description == nil)
        #expect(record.files.map(\.format) == ["CSV", "XLSX", ""])
        #expect(record.files.map(\.title) == ["AED", "表", "4"])
        #expect(record.files.map(\.url) == ["https://host/aed.csv", "http://host/file.xlsx", nil])
        #expect(record.files.map(\.id) == ["0b0d2a3e-0000-4000-8000-000000000003", "r2", "x/3"])
    }

    @Test(arguments: [
        #"{"id":"a","name":"a","type":"harvest"}"#, #"{"id":"a","name":"a","state":"draft"}"#,
        #"{"id":"a","name":"a","state":"deleted"}"#, #"{"id":"a","name":"a","private":true}"#,
    ])
    func `what is no public dataset is no record`(text: String) throws {
        #expect(CKANPackage.record(try package(text), id: "a", base: "https://host") == nil)
    }

    @Test(arguments: ["{}", "[]", "3", #"{"id":7}"#, #"{"id":null,"name":" "}"#])
    func `what has no identifier is no package`(text: String) throws {
        #expect(CKANPackage.id(of: try package(text)) == nil)
    }

    @Test func `a package with nothing but an id still has a name and a title`() throws {
        let record = try #require(
            CKANPackage.record(package(#"{"id":"a-b","resources":{},"tags":null}"#), id: "a-b", base: "b")
        )
        #expect(record.name == "a-b")
        #expect(record.title == "a-b")
        #expect(record.files.isEmpty)
    }

    @Test(
        arguments: [
            ("csv", nil, nil, "CSV"), (".CSV", nil, nil, "CSV"), ("text/csv", nil, nil, "CSV"),
            (" GeoJSON ", nil, nil, "GEOJSON"),
            ("", "application/geo+json", nil, "GEOJSON"), (nil, nil, "https://h/a.b/file.tsv?x=y.csv", "TSV"),
            (nil, nil, "https://h/a.b/file", ""), (nil, nil, nil, ""), ("Shapefile", nil, nil, "SHAPEFILE"),
        ] as [(String?, String?, String?, String)]
    )
    func `claims of a format come down to one spelling`(claim: String?, media: String?, url: String?, format: String) {
        #expect(FileFormat.name(claim: claim, mediaType: media, url: url) == format)
    }
}

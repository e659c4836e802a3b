import OpenData
import Testing
import Validation

@testable import Harvesting

@Suite struct `Dataset of a data.json` {
    private func read(_ text: String) throws -> RemoteRecord? {
        DataJSONDataset.record(
            try #require(JSONValue(Array(text.utf8), limit: 1 << 20)),
            base: "https://host/data.json"
        )
    }

    @Test func `version 1_1 is read`() throws {
        let record = try #require(
            try read(
                #"""
                {"identifier":"https://host/d/aed","title":"AED設置箇所","description":"説明","keyword":["aed","医療"],
                 "modified":"R/P1Y","publisher":{"name":"萩市"},"contactPoint":{"fn":"情報課","hasEmail":"mailto:joho@example.jp"},
                 "accessLevel":"public","license":"https://creativecommons.org/licenses/by/4.0/","accrualPeriodicity":"R/P1Y",
                 "landingPage":"/dataset/aed","theme":["医療"],
                 "distribution":[{"downloadURL":"/files/aed.csv","mediaType":"text/csv"},{"accessURL":"https://host/api","title":"API"},7]}
                """#
            )
        )
        #expect(record.name == "aed" && record.title == "AED設置箇所")
        #expect(record.license == "cc-by-4.0" && record.tags == ["aed", "医療"] && record.groups == ["医療"])
        #expect(record.modified == nil && record.frequency == "R/P1Y", "an interval is no moment")
        #expect(record.contact == "情報課 <joho@example.jp>")
        #expect(record.landingPage == "https://host/dataset/aed")
        #expect(record.files.map(\.url) == ["https://host/files/aed.csv", "https://host/api"])
        #expect(record.files.map(\.format) == ["CSV", "HTML"])
    }

    @Test func `what version 3 writes as objects and lists is read too`() throws {
        let record = try #require(
            try read(
                #"""
                {"@id":"https://host/d/aed","@type":"Dataset","identifier":["aed-1"],"title":"AED","keyword":"医療",
                 "publisher":{"@type":"Organization","name":"萩市"},"contactPoint":[{"fn":"情報課","hasEmail":{"@id":"mailto:joho@example.jp"}}],
                 "modified":"2025-06-10","landingPage":{"@id":"https://host/dataset/aed"},"theme":[{"prefLabel":"医療"}],
                 "distribution":[{"downloadURL":{"@id":"https://host/aed.csv"},"format":{"label":"CSV"},
                   "license":{"@id":"https://creativecommons.org/licenses/by/4.0/"}}]}
                """#
            )
        )
        #expect(record.id == "aed-1" && record.license == "cc-by-4.0" && record.tags == ["医療"])
        #expect(record.contact == "情報課 <joho@example.jp>" && record.modified == Timestamp("2025-06-10"))
        #expect(record.landingPage == "https://host/dataset/aed" && record.groups == ["医療"])
        #expect(record.files.map(\.url) == ["https://host/aed.csv"] && record.files.map(\.format) == ["CSV"])
    }

    @Test(arguments: ["{}", "[]", "7", #"{"identifier":" "}"#, #"{"identifier":7}"#])
    func `what nothing identifies is no dataset`(text: String) throws {
        #expect(try read(text) == nil)
    }

    @Test func `data that are not public are left out`() throws {
        let value = try #require(JSONValue(Array(#"{"accessLevel":"non-public"}"#.utf8), limit: 100))
        #expect(DataJSONDataset.isPrivate(value))
    }
}

import TestSupport
import Testing

@testable import Harvesting

@Suite struct `RDF` {
    private static let base = "http://host/catalog"
    private static let dataset = "http://host/d/1"

    private func read(_ text: String, type: String? = nil) throws -> RDFGraph {
        let bytes = Array(text.utf8)
        let syntax = try #require(RDFSyntax(bytes, contentType: type))
        return try syntax.read(bytes, base: Self.base)
    }

    @Test(
        arguments: [
            ("@prefix a: <http://a/> .", nil, .turtle), ("<http://a> <http://b> <http://c> .", nil, .turtle),
            ("# note\nPREFIX a: <http://a/>", "text/plain", .turtle), ("[] a <http://c> .", "text/turtle", .turtle),
            ("<?xml version=\"1.0\"?><rdf:RDF/>", nil, .rdfxml), ("<rdf:RDF xmlns:rdf=\"x\"/>", nil, .rdfxml),
            ("<RDF xmlns=\"x\"/>", "application/rdf+xml", .rdfxml), (" {\"@graph\":[]}", "text/html", .jsonld),
            ("[{\"@id\":\"a\"}]", nil, .jsonld), ("<!DOCTYPE html><title>", "text/turtle", nil), ("", nil, nil),
            ("  \n", nil, nil),
            ("\u{0}a", nil, nil), ("\u{FEFF}@prefix a: <http://a/> .", nil, .turtle),
        ] as [(String, String?, RDFSyntax?)]
    )
    func `a document's form is seen from its beginning`(text: String, type: String?, syntax: RDFSyntax?) {
        #expect(RDFSyntax(Array(text.utf8), contentType: type) == syntax)
    }

    @Test func `nothing outside a document is ever read`() async throws {
        let server = try LoopbackServer { _ in LoopbackServer.answer(text: "secret") }
        defer { server.stop() }
        let entities = [
            "<!DOCTYPE r [<!ENTITY x SYSTEM \"\(server.url)/x\">]>",
            "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>",
            "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY x \"&a;&a;&a;&a;\">]>",
        ]
        let body =
            "<rdf:RDF xmlns:rdf=\"\(RDFName.rdf)\" xmlns:dct=\"\(RDFName.dct)\"><rdf:Description rdf:about=\"http://a\">"
            + "<dct:title>&x;</dct:title></rdf:Description></rdf:RDF>"
        for entity in entities {
            #expect(throws: RDFSyntax.Fault.syntax) { try read("<?xml version=\"1.0\"?>" + entity + body) }
        }
        let outside =
            "<?xml version=\"1.0\"?><!DOCTYPE rdf:RDF SYSTEM \"\(server.url)/dtd\">" + body.replacing("&x;", with: "t")
        _ = try? read(outside)
        _ = try? read("{\"@context\":\"\(server.url)/context\",\"@type\":\"Dataset\",\"title\":\"t\"}")
        #expect(server.requests.isEmpty)
    }

    @Test(
        arguments: [
            "@prefix a: <http://a/> . a:b a:c", "<a> <b> \"open .", "<?xml version=\"1.0\"?><rdf:RDF><open></rdf:RDF>",
            "<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"x\"", "{\"@graph\":[", "{\"a\":1,\"a\":2}",
        ]
    )
    func `what is broken is told, not half read`(text: String) {
        #expect(throws: RDFSyntax.Fault.self) { try read(text) }
    }

    /// The same dataset as different producers write it.
    static let writings = [
        #"""
        @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
        <http://host/d/1> a dcat:Dataset ; dct:title "Tokyo"@en , "東京"@ja ; dcat:distribution <http://host/d/1/r> .
        <http://host/d/1/r> dcat:accessURL <http://host/a.csv> .
        """#,
        // ckanext-dcat: expanded.
        #"""
        [{"@id":"http://host/d/1","@type":["http://www.w3.org/ns/dcat#Dataset"],
          "http://purl.org/dc/terms/title":[{"@language":"en","@value":"Tokyo"},{"@language":"ja","@value":"東京"}],
          "http://www.w3.org/ns/dcat#distribution":[{"@id":"http://host/d/1/r"}]},
         {"@id":"http://host/d/1/r","http://www.w3.org/ns/dcat#accessURL":[{"@id":"http://host/a.csv"}]}]
        """#,
        // data.europa.eu: terms with their own definitions.
        #"""
        {"@context":{"title":{"@id":"http://purl.org/dc/terms/title"},"Dataset":"http://www.w3.org/ns/dcat#Dataset",
          "distribution":{"@id":"http://www.w3.org/ns/dcat#distribution","@type":"@id"},
          "accessURL":{"@id":"http://www.w3.org/ns/dcat#accessURL","@type":"@id"}},
         "@graph":[{"@id":"http://host/d/1","@type":"Dataset","title":[{"@language":"en","@value":"Tokyo"},{"@language":"ja-JP","@value":"東京"}],
          "distribution":"http://host/d/1/r"},{"@id":"http://host/d/1/r","accessURL":"/a.csv"}]}
        """#,
        // A context elsewhere: the usual names are known.
        #"""
        {"@context":"https://example.org/dcat.jsonld","@type":"Catalog","dataset":[{"@id":"http://host/d/1","@type":"Dataset",
          "title":"東京","dct:title":{"@value":"Tokyo","@language":"en"},"distribution":{"@id":"http://host/d/1/r","accessURL":"a.csv"}}]}
        """#,
        // A default vocabulary and base, lists, sets, a scoped language.
        #"""
        {"@context":{"@vocab":"http://www.w3.org/ns/dcat#","dct":"http://purl.org/dc/terms/","@language":"ja","id":"@id","type":"@type"},
         "id":"http://host/d/1","type":"Dataset","dct:title":{"@set":["東京",{"@value":"Tokyo","@language":"en"}]},
         "distribution":{"@list":[{"id":"http://host/d/1/r","accessURL":{"id":"http://host/a.csv"}}]}}
        """#,
    ]

    @Test(arguments: writings)
    func `a dataset is the same however it is written`(text: String) throws {
        let catalogue = DCATCatalogue(try read(text), base: Self.base)
        let record = try #require(catalogue.records().records.first)
        #expect(catalogue.isCatalogue)
        #expect(record.id == Self.dataset)
        #expect(record.title == "東京")
        #expect(record.titleEnglish == "Tokyo")
        #expect(record.files.map(\.url) == ["http://host/a.csv"])
    }

    @Test func `labels, formats and contacts are found behind their addresses`() throws {
        let text = #"""
            @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
            @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            <http://host/dataset/aed> a dcat:Dataset ; dct:title "AED" ; dct:publisher <http://host/organization/hagi> ;
              dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/ANNUAL> ;
              dcat:contactPoint [ a vcard:Kind ; vcard:fn "情報課" ; vcard:hasEmail <mailto:joho@example.jp> ] ;
              dct:license [ rdfs:label "CC BY 4.0" ] ; dcat:keyword "aed"@en, "ＡＥＤ"@ja ;
              dcat:distribution [ dcat:accessURL <http://host/page> ;
                dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;
                dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ] .
            <http://host/organization/hagi> a foaf:Organization ; foaf:name "萩市" .
            [] a dcat:Dataset ; dct:title "名なし" .
            """#
        let (records, unreadable) = DCATCatalogue(try read(text), base: Self.base).records()
        let record = try #require(records.first)
        #expect(
            records.count == 1 && unreadable == 1,
            "what has neither address nor identifier cannot be told from others"
        )
        #expect(record.name == "aed")
        #expect(record.publisher == RemoteRecord.Publisher(name: "hagi", title: "萩市"))
        #expect(record.frequency == "ANNUAL")
        #expect(record.contact == "情報課 <joho@example.jp>")
        #expect(record.license == "cc-by-4.0")
        #expect(record.tags == ["ＡＥＤ"])
        #expect(record.files.first?.format == "CSV" && record.files.first?.mediaType == "text/csv")
    }
}

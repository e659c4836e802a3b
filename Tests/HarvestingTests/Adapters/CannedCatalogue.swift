import Catalog
import Foundation
import TestSupport
import Testing

@testable import Harvesting

/// The languages in which a catalogue can be written, each with what a server of it answers.
enum CannedCatalogue: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case ckan, datajson, oldList, newList, turtle, pagedTurtle, rdfxml, jsonld

    var testDescription: String { rawValue }

    /// How a source of it is registered.
    var kind: Source.Kind {
        switch self {
        case .ckan: .ckan
        case .datajson: .datajson
        case .oldList, .newList: .opendatalist
        case .turtle, .pagedTurtle, .rdfxml, .jsonld: .dcat
        }
    }

    /// Path of the catalogue.
    var path: String { self == .ckan ? "" : "/catalogue" }

    /// Whether the catalogue comes in pages.
    var isPaged: Bool { self == .ckan || self == .pagedTurtle }

    /// A server with `samples`, which are asked for with the number of the request for the catalogue; any other path is a CSV of
    /// three rows.
    func serve(_ samples: @escaping @Sendable (_ request: Int) -> [CatalogueSample]) throws -> LoopbackServer {
        try LoopbackServer { request in
            let host = "http://" + (request.headers["host"] ?? "")
            switch request.path {
            case "/robots.txt": return LoopbackServer.answer("404 Not Found")
            case "/api/3/action/status_show": return LoopbackServer.answer(text: #"{"success":true,"result":{}}"#)
            case "/api/3/action/package_search" where self == .ckan:
                return LoopbackServer.answer(text: ckan(samples(request.number), request.target))
            case "/catalogue": return document(samples(request.number), request.target, host: host)
            case let path where path.hasPrefix("/files/"):
                return LoopbackServer.answer(text: "番号,名称\n1,\(path)\n2,b\n3,c\n")
            default: return LoopbackServer.answer("404 Not Found", text: "<html>")
            }
        }
    }

    /// The one document of a catalogue without pages, or a page of it.
    private func document(_ samples: [CatalogueSample], _ target: String, host: String) -> [LoopbackServer.Step] {
        switch self {
        case .ckan: LoopbackServer.answer("404 Not Found")
        case .datajson: LoopbackServer.answer(text: dataJSON(samples))
        case .oldList: LoopbackServer.answer("200 OK", body(oldList(samples), .shiftJIS))
        case .newList: LoopbackServer.answer(headers: ["Content-Type: text/csv"], text: newList(samples))
        case .turtle: LoopbackServer.answer(headers: ["Content-Type: text/turtle"], text: turtle(samples))
        case .pagedTurtle: LoopbackServer.answer(text: page(samples, target))
        case .rdfxml: LoopbackServer.answer(headers: ["Content-Type: application/rdf+xml"], text: rdfXML(samples))
        case .jsonld: LoopbackServer.answer(headers: ["Content-Type: application/ld+json"], text: jsonLD(samples))
        }
    }

    /// As a town's spreadsheet writes it.
    private func body(_ text: String, _ encoding: String.Encoding) -> [UInt8] {
        text.data(using: encoding).map { Array($0) } ?? []
    }

    // MARK: JSON

    private func ckan(_ samples: [CatalogueSample], _ target: String) -> String {
        let start = Int(target.split(separator: "start=").last ?? "") ?? 0
        let page = samples.dropFirst(start).prefix(100).map { sample in
            let files = sample.files.map {
                #"{"id":"\#($0.url)","name":"\#($0.title)","format":"\#($0.format)","url":"\#($0.url)"}"#
            }
            return
                #"{"id":"\#(sample.id)","name":"\#(sample.id)","title":"\#(sample.title)","notes":"\#(sample.description)","#
                + #""organization":{"name":"hagi","title":"\#(sample.publisher)"},"license_id":"\#(sample.license)","#
                + #""tags":[{"name":"\#(sample.tag)"}],"metadata_modified":"\#(sample.modified)T00:00:00","#
                + #""resources":[\#(files.joined(separator: ","))]}"#
        }
        return #"{"success":true,"result":{"count":\#(samples.count),"results":[\#(page.joined(separator: ","))]}}"#
    }

    private func dataJSON(_ samples: [CatalogueSample]) -> String {
        let datasets = samples.map { sample in
            let files = sample.files.map {
                #"{"@type":"dcat:Distribution","title":"\#($0.title)","format":"\#($0.format)","downloadURL":"\#($0.url)"}"#
            }
            return #"{"@type":"dcat:Dataset","identifier":"\#(sample.id)","title":"\#(sample.title)","#
                + #""description":"\#(sample.description)","publisher":{"@type":"org:Organization","name":"\#(sample.publisher)"},"#
                + #""license":"\#(sample.license)","keyword":["\#(sample.tag)"],"modified":"\#(sample.modified)","#
                + #""accessLevel":"public","contactPoint":{"fn":"情報課","hasEmail":"mailto:joho@example.jp"},"#
                + #""distribution":[\#(files.joined(separator: ","))]}"#
        }
        return
            #"{"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[\#(datasets.joined(separator: ","))]}"#
    }

    private func jsonLD(_ samples: [CatalogueSample]) -> String {
        let sets = samples.enumerated().map { number, sample in
            let files = sample.files.enumerated().map { index, file in
                #"{"@id":"d:\#(sample.id)/\#(index)","@type":"dcat:Distribution","dct:title":"\#(file.title)","#
                    + #""dct:format":"\#(file.format)","dcat:downloadURL":{"@id":"\#(file.url)"}}"#
            }
            return #"{"@id":"d:\#(sample.id)","@type":"dcat:Dataset","title":{"ja":"\#(sample.title)","en":"Set"},"#
                + #""dct:description":{"@value":"\#(sample.description)","@language":"ja"},"dct:publisher":{"@id":"_:p\#(number)"},"#
                + #""dct:license":{"@id":"\#(sample.license)"},"dcat:keyword":["\#(sample.tag)"],"#
                + #""dct:modified":{"@type":"xsd:date","@value":"\#(sample.modified)"},"dcat:distribution":[\#(files.joined(separator: ","))]},"#
                + #"{"@id":"_:p\#(number)","@type":"foaf:Organization","foaf:name":"\#(sample.publisher)"}"#
        }
        let graph = [#"{"@id":"","@type":"dcat:Catalog"}"#] + sets
        return
            #"{"@context":{"d":"http://host/d/","dct":"http://purl.org/dc/terms/","xsd":"http://www.w3.org/2001/XMLSchema#","#
            + #""title":{"@id":"dct:title","@container":"@language"}},"@graph":[\#(graph.joined(separator: ","))]}"#
    }

    // MARK: CSV

    private func oldList(_ samples: [CatalogueSample]) -> String {
        let header = "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,データ名称,データ概要,データ形式,分類,更新頻度,URL,API対応有無,ライセンス,登録日,最終更新日,備考"
        let rows = samples.enumerated().flatMap { number, sample in
            (sample.files.isEmpty ? [CatalogueSample.File(url: "")] : sample.files).map { file in
                "352047,\(number),山口県,\(sample.publisher),\(sample.title),\(sample.description),\(file.format),\(sample.tag),毎年,"
                    + "\(file.url),無,\(sample.license),,\(sample.modified),"
            }
        }
        return ([header] + rows).joined(separator: "\r\n") + "\r\n"
    }

    private func newList(_ samples: [CatalogueSample]) -> String {
        let header =
            "全国地方公共団体コード,地方公共団体名,データセット_ID,データセット_タイトル,データセット_概要,データセット_キーワード,データセット_最終更新日,"
            + "ファイル_タイトル,ファイル_ダウンロードURL,ファイル_形式,ファイル_ライセンス"
        let rows = samples.flatMap { sample in
            (sample.files.isEmpty ? [CatalogueSample.File(title: "", format: "", url: "")] : sample.files).map { file in
                "352047,\(sample.publisher),\(sample.id),\(sample.title),\(sample.description),\(sample.tag),\(sample.modified),"
                    + "\(file.title),\(file.url),\(file.format),\(sample.license)"
            }
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    // MARK: RDF

    private static let prefixes = """
        @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix hydra: <http://www.w3.org/ns/hydra/core#> .

        """

    private func turtle(_ samples: [CatalogueSample]) -> String {
        Self.prefixes + "<> a dcat:Catalog .\n" + samples.map(turtle).joined()
    }

    private func turtle(_ sample: CatalogueSample) -> String {
        let files = sample.files.map { file in
            "[ a dcat:Distribution ; dct:title \"\(file.title)\" ; dct:format \"\(file.format)\" ; dcat:downloadURL <\(file.url)> ]"
        }
        let distribution = files.isEmpty ? "" : " ; dcat:distribution " + files.joined(separator: ", ")
        return "<http://host/d/\(sample.id)> a dcat:Dataset ; dct:title \"Set\"@en, \"\(sample.title)\"@ja ; "
            + "dct:description \"\(sample.description)\" ; dct:publisher [ a foaf:Agent ; foaf:name \"\(sample.publisher)\"@ja ] ; "
            + "dct:license <\(sample.license)> ; dcat:keyword \"\(sample.tag)\"@ja ; dct:modified \"\(sample.modified)\"\(distribution) .\n"
    }

    /// Pages of 100 with Hydra's links.
    private func page(_ samples: [CatalogueSample], _ target: String) -> String {
        let number = Int(target.split(separator: "page=").last ?? "") ?? 1
        let next =
            number * 100 < samples.count
            ? "<?page=\(number)> a hydra:PartialCollectionView ; hydra:next <?page=\(number + 1)> .\n" : ""
        return Self.prefixes
            + "<> a dcat:Catalog .\n<#pages> a hydra:Collection ; hydra:totalItems \(samples.count) .\n" + next
            + samples.dropFirst((number - 1) * 100).prefix(100).map(turtle).joined()
    }

    private func rdfXML(_ samples: [CatalogueSample]) -> String {
        let datasets = samples.map { sample in
            let files = sample.files.map { file in
                "<dcat:distribution><dcat:Distribution><dct:title>\(file.title)</dct:title><dct:format>\(file.format)</dct:format>"
                    + "<dcat:downloadURL rdf:resource=\"\(file.url)\"/></dcat:Distribution></dcat:distribution>"
            }
            return
                "<dcat:Dataset rdf:about=\"http://host/d/\(sample.id)\"><dct:title xml:lang=\"ja\">\(sample.title)</dct:title>"
                + "<dct:title xml:lang=\"en\">Set</dct:title><dct:description>\(sample.description)</dct:description>"
                + "<dct:publisher><foaf:Organization><foaf:name>\(sample.publisher)</foaf:name></foaf:Organization></dct:publisher>"
                + "<dct:license rdf:resource=\"\(sample.license)\"/><dcat:keyword>\(sample.tag)</dcat:keyword>"
                + "<dct:modified>\(sample.modified)</dct:modified>\(files.joined())</dcat:Dataset>"
        }
        return
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
            + "xmlns:dcat=\"http://www.w3.org/ns/dcat#\" xmlns:dct=\"http://purl.org/dc/terms/\" xmlns:foaf=\"http://xmlns.com/foaf/0.1/\">"
            + "<dcat:Catalog rdf:about=\"http://host/\"/>\(datasets.joined())</rdf:RDF>"
    }
}

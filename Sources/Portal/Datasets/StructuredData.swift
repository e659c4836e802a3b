import OpenData
import Tabular
import WebSupport

/// A dataset as Schema.org JSON-LD (https://schema.org/Dataset), for search engines of datasets.
///
/// It stands inside a `script` element, where references such as `&lt;` are not decoded: so `<`, `>` and `&` are written as
/// JSON escapes instead, and nothing in the data can close the element. Browsers do not run it, so the page's content security
/// policy does not concern it.
struct StructuredData {
    let dataset: Dataset
    let names: CatalogueNames
    let links: PageLinks

    /// The JSON text, safe inside `script`.
    var script: String { Self.escape(json) }

    /// `json` without `<`, `>` and `&`, which only occur in its strings.
    static func escape(_ json: [UInt8]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(json.count + 64)
        for byte in json {
            switch byte {
            case UInt8(ascii: "<"): bytes.append(contentsOf: "\\u003c".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "\\u003e".utf8)
            case UInt8(ascii: "&"): bytes.append(contentsOf: "\\u0026".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private var json: [UInt8] {
        JSONBuilder.object { json in
            json.field("@context", "https://schema.org/")
            json.field("@type", "Dataset")
            json.field("name", dataset.title)
            json.field("description", Excerpt.line(dataset.description, limit: 4_000) ?? dataset.title)
            json.field("url", links.absolute.datasetPage(dataset.name))
            json.field("identifier", dataset.id)
            json.field("keywords", dataset.tags)
            if let license = dataset.license { json.field("license", License.named(license)?.url ?? license) }
            json.field("isAccessibleForFree", true)
            json.field("inLanguage", "ja")
            json.field("datePublished", dataset.created.rfc3339)
            json.field("dateModified", (dataset.sourceModified ?? dataset.modified).rfc3339)
            json.object("publisher") { json in
                json.field("@type", "Organization")
                json.field("name", names.organization(dataset.organization))
                json.field("url", links.absolute.organizationPage(dataset.organization))
            }
            json.array("variableMeasured") { json in
                for field in dataset.distributions.first?.current?.fields ?? [] { json.element(field.name) }
            }
            json.array("distribution") { json in
                for distribution in dataset.distributions { write(distribution, to: &json) }
            }
        }
    }

    private func write(_ distribution: Distribution, to json: inout JSONBuilder) {
        json.object { json in
            json.field("@type", "DataDownload")
            json.field("name", distribution.title)
            json.field("encodingFormat", distribution.mediaType ?? distribution.format)
            let ours = distribution.current.map { _ in links.absolute.apiResource(distribution.id, "file") }
            if let address = ours ?? WebAddress.link(distribution.downloadURL) { json.field("contentUrl", address) }
            if let version = distribution.current { json.field("contentSize", "\(version.blobBytes) B") }
        }
    }
}

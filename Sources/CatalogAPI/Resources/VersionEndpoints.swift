import Catalog
import Hummingbird
import OpenData
import Tabular
import WebSupport

extension APIRoutes {
    /// What a resource was before.
    static let versions = [
        Endpoint(
            path: "/api/v1/resources/{id}/versions",
            operation: "listResourceVersions",
            summary: Bilingual(
                ja: "資源の版の履歴、新しい順。列と行の変わったところ",
                en: "The versions of a resource, newest first, with what changed in columns and rows"
            ),
            parameters: [.resourceID],
            answer: .list,
        ) { exchange in
            let (dataset, resource) = try await exchange.resource()
            let history = try await exchange.catalog.versions(ofDistribution: resource.id)
            var data = JSONBuilder()
            data.array { history.write(to: &$0, resource: resource.id, links: exchange.links) }
            return exchange.answer(
                Envelope(
                    data: data.bytes,
                    meta: { json in
                        json.field("resource", resource.id)
                        json.field("count", history.count)
                    },
                    links: [("self", exchange.address), ("dataset", exchange.links.apiDataset(dataset.name))],
                )
            )
        },
        Endpoint(
            path: "/api/v1/resources/{id}/versions/{number}/file",
            operation: "getVersionFile",
            summary: Bilingual(
                ja: "その版の、受け取ったままの元のファイル。変わることはありません",
                en: "The original file of one version; it never changes"
            ),
            parameters: [
                .resourceID,
                .path(
                    "number",
                    Bilingual(ja: "版の番号", en: "Number of the version"),
                    kind: .integer(1...Int.max, byDefault: nil)
                ),
            ],
            answer: .media(OriginalFile.mediaTypes),
            givesParts: true,
        ) { exchange in
            let (_, resource) = try await exchange.resource()
            let number = QueryParameters.integer(try exchange.context.text("number"))
            let history = try await exchange.catalog.versions(ofDistribution: resource.id)
            // Versions that are held or were sent away are nobody's business, whether they exist or not.
            guard let version = history.first(where: { $0.number == number }), version.state != .held,
                version.state != .rejected
            else { throw Problem.notFound }
            guard version.state == .published else { throw Problem.gone }
            return try await OriginalFile(resource: resource, version: version, cache: .immutable).answer(exchange)
        },
    ]
}

import OpenData
import Tables
import Tabular
import WebSupport

extension APIRoutes {
    /// What is known of one resource.
    static let resources = [
        Endpoint(
            path: "/api/v1/resources/{id}",
            operation: "getResource",
            summary: Bilingual(ja: "資源の説明", en: "A resource"),
            parameters: [.resourceID],
        ) { exchange in
            let (dataset, resource) = try await exchange.resource()
            var data = JSONBuilder()
            resource.write(to: &data, dataset: dataset, links: exchange.links)
            return exchange.answer(
                one: data.bytes,
                links: [("dataset", exchange.links.apiDataset(dataset.name))]
            )
        },
        Endpoint(
            path: "/api/v1/resources/{id}/schema",
            operation: "getSchema",
            summary: Bilingual(ja: "列の名前と型（Table Schema）", en: "The columns as a Table Schema"),
            parameters: [.resourceID],
        ) { exchange in
            let version = try await exchange.table().version
            let data = JSONBuilder.object { json in
                json.array("fields") { json in
                    for field in version.fields { field.write(to: &json) }
                }
                json.field("missingValues", [""])
            }
            return exchange.answer(one: data)
        },
        Endpoint(
            path: "/api/v1/resources/{id}/profile",
            operation: "getProfile",
            summary: Bilingual(ja: "列ごとの統計", en: "Statistics of each column"),
            parameters: [.resourceID],
        ) { exchange in
            let table = try await exchange.table()
            let described = try await exchange.services.queries.describe(table.reference)
            let data = JSONBuilder.object { json in
                json.field("rows", described.rowCount)
                json.array("columns") { json in
                    for column in described.columns { column.write(to: &json) }
                }
            }
            return exchange.answer(one: data)
        },
        Endpoint(
            path: "/api/v1/resources/{id}/report",
            operation: "getReport",
            summary: Bilingual(ja: "検査の報告", en: "What was found when it was checked"),
            parameters: [.resourceID],
        ) { exchange in
            let table = try await exchange.table()
            let described = try await exchange.services.queries.describe(table.reference)
            return exchange.answer(one: described.report)
        },
        Endpoint(
            path: "/api/v1/resources/{id}/file",
            operation: "getFile",
            summary: Bilingual(ja: "受け取ったままの元のファイル", en: "The original file, byte for byte"),
            parameters: [.resourceID],
            answer: .media(OriginalFile.mediaTypes),
            givesParts: true,
        ) { exchange in
            let (_, resource) = try await exchange.resource()
            guard let version = resource.current else { throw Problem.noTable }
            return try await OriginalFile(resource: resource, version: version).answer(exchange)
        },
    ]
}

extension Exchange {
    /// The table that readers of the resource see at present.
    ///
    /// Throws ``Problem`` `not-found`, `gone`, and `no-table` when none is published.
    func table() async throws -> (
        dataset: Dataset, resource: Distribution, version: TableVersion, reference: TableReference
    ) {
        let (dataset, resource) = try await resource()
        guard let version = resource.current, let table = version.table else { throw Problem.noTable }
        return (
            dataset, resource, version, TableReference(resource: resource.id, version: version.number, table: table)
        )
    }
}

extension TableColumn {
    /// A column of a profile: what it is, and what was counted while it was read.
    fileprivate func write(to json: inout JSONBuilder) {
        json.object { json in
            json.field("name", column.name)
            json.field("title", column.title)
            json.field("type", column.type.rawValue)
            json.field("format", column.format)
            json.field("nulls", statistics.nulls)
            json.field("distinct", statistics.distinct)
            json.field("minimum", statistics.minimum)
            json.field("maximum", statistics.maximum)
            json.field("unfit", statistics.unfit)
            json.array("top") { json in
                for top in statistics.top {
                    json.object { json in
                        json.field("value", top.value)
                        json.field("count", top.count)
                    }
                }
            }
            if let distribution = statistics.distribution {
                json.object("distribution") { distribution.write(to: &$0) }
            } else {
                json.field("distribution", String?.none)
            }
        }
    }
}

extension ColumnStatistics.Distribution {
    private static let shares = ["p1", "p5", "p25", "p50", "p75", "p95", "p99"]

    /// `{approximate, quantiles: {p1 … p99}, histogram: {start, width, counts}}`.
    fileprivate func write(to json: inout JSONBuilder) {
        json.field("approximate", isApproximate)
        json.object("quantiles") { json in
            for (share, value) in zip(Self.shares, quantiles) { json.field(share, raw: Array(value.description.utf8)) }
        }
        json.object("histogram") { json in
            json.field("start", raw: Array(histogram.start.description.utf8))
            json.field("width", raw: Array(histogram.width.description.utf8))
            let counts = histogram.counts.map(String.init).joined(separator: ",")
            json.field("counts", raw: Array("[\(counts)]".utf8))
        }
    }
}

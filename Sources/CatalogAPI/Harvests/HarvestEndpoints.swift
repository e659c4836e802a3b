import Catalog
import Hummingbird
import Tabular
import WebSupport

extension APIRoutes {
    /// Harvesting, in the open: sources, their runs, and what became of each record.
    static let harvests = [
        Endpoint(
            path: "/api/v1/sources",
            operation: "listSources",
            summary: Bilingual(ja: "収集元とその健康状態", en: "The sources that are harvested, and their health"),
            answer: .list,
        ) { exchange in
            let sources = try await exchange.catalog.sources()
            var healths: [String: Source.Health] = [:]
            for source in sources { healths[source.name] = try await exchange.catalog.health(ofSource: source.name) }
            var data = JSONBuilder()
            data.array { json in
                for source in sources { source.write(to: &json, health: healths[source.name], links: exchange.links) }
            }
            return exchange.answer(
                Envelope(
                    data: data.bytes,
                    meta: { $0.field("count", sources.count) },
                    links: [("self", exchange.address)]
                ),
                cache: .revalidate
            )
        },
        Endpoint(
            path: "/api/v1/sources/{name}",
            operation: "getSource",
            summary: Bilingual(ja: "一つの収集元", en: "One source"),
            parameters: [.sourceName],
        ) { exchange in
            let source = try await exchange.source()
            let health = try await exchange.catalog.health(ofSource: source.name)
            var data = JSONBuilder()
            source.write(to: &data, health: health, links: exchange.links)
            return exchange.answer(one: data.bytes, cache: .revalidate)
        },
        Endpoint(
            path: "/api/v1/sources/{name}/jobs",
            operation: "listJobsOfSource",
            summary: Bilingual(ja: "一つの収集元の実行、新しい順", en: "Runs of one source, newest first"),
            parameters: [.sourceName, .limit(1...100, byDefault: 20)],
            answer: .list,
        ) { exchange in
            let source = try await exchange.source()
            return try await exchange.jobs(ofSource: source.name)
        },
        Endpoint(
            path: "/api/v1/jobs",
            operation: "listJobs",
            summary: Bilingual(ja: "最近の実行、新しい順", en: "Recent runs, newest first"),
            parameters: [.limit(1...100, byDefault: 20)],
            answer: .list,
        ) { exchange in try await exchange.jobs(ofSource: nil) },
        Endpoint(
            path: "/api/v1/jobs/{id}",
            operation: "getJob",
            summary: Bilingual(ja: "一つの実行", en: "One run"),
            parameters: [.jobID],
        ) { exchange in
            let job = try await exchange.job()
            var data = JSONBuilder()
            job.write(to: &data, links: exchange.links)
            return exchange.answer(one: data.bytes, cache: .revalidate)
        },
        Endpoint(
            path: "/api/v1/jobs/{id}/records",
            operation: "listRecords",
            summary: Bilingual(ja: "実行の中の記録とその結果", en: "What became of each record of a run"),
            parameters: [.jobID, .limit(1...1000, byDefault: 100), .cursor],
            answer: .list,
        ) { exchange in
            let job = try await exchange.job()
            let limit = try exchange.query.integer("limit", in: 1...1000) ?? 100
            let after = try exchange.recordsRead()
            let records = try await exchange.catalog.records(ofJob: job.id, after: after, limit: limit + 1)
            var data = JSONBuilder()
            data.array { json in
                for record in records.prefix(limit) { record.write(to: &json, links: exchange.links) }
            }
            let next = records.count > limit ? "\(after + limit)" : nil
            return exchange.answer(
                Envelope(
                    data: data.bytes,
                    meta: { json in
                        json.field("job", job.id)
                        json.field("count", job.counts.values.reduce(0, +))
                        json.field("limit", limit)
                    },
                    links: [("self", exchange.address), ("next", exchange.address(cursor: next))],
                ),
                cache: .revalidate
            )
        },
    ]
}

extension Parameter {
    fileprivate static let sourceName = path("name", Bilingual(ja: "収集元の名前", en: "Name of the source"))
}

extension Exchange {
    fileprivate func source() async throws -> Source {
        guard let source = try await catalog.source(context.name("name")) else { throw Problem.notFound }
        return source
    }

    fileprivate func job() async throws -> Job {
        guard let job = try await catalog.job(context.name("id")) else { throw Problem.notFound }
        return job
    }

    /// How many records earlier pages gave.
    fileprivate func recordsRead() throws(Problem) -> Int {
        guard let cursor = try query.single("cursor") else { return 0 }
        guard let read = QueryParameters.integer(cursor), read >= 0 else { throw .badCursor }
        return read
    }

    fileprivate func jobs(ofSource name: String?) async throws -> Response {
        let limit = try query.integer("limit", in: 1...100) ?? 20
        let jobs = try await catalog.jobs(ofSource: name, limit: limit)
        var data = JSONBuilder()
        data.array { json in
            for job in jobs { job.write(to: &json, links: links) }
        }
        let envelope = Envelope(
            data: data.bytes,
            meta: { json in
                json.field("count", jobs.count)
                json.field("limit", limit)
            },
            links: [("self", address)],
        )
        return answer(envelope, cache: .revalidate)
    }
}

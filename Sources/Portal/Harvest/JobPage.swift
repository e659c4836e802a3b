import Catalog
import OpenData
import WebSupport

/// `/harvest/jobs/{id}`: one run with what became of each record, a hundred at a time.
struct JobPage: PageContent {
    static let template = "job"

    var breadcrumbs: [LinkView]
    var heading: String
    var outcome: String
    var outcomeClass: String
    var message: String?
    var facts: [FactView]
    var tallies: [TallyView]
    var isEmpty: Bool
    var hasRecords: Bool
    var records: [RecordView]
    var nextHref: String?

    private static let pageSize = 100

    /// - Throws: ``Problem`` `not-found`.
    static func make(_ id: String, _ request: PageRequest, _ services: Services) async throws -> Page {
        guard let job = try await services.catalog.job(id) else { throw Problem.notFound }
        let after = try request.parameters.integer("after", in: 0...10_000_000) ?? 0
        // One more than is shown tells whether there is a next page.
        let found = try await services.catalog.records(ofJob: job.id, after: after, limit: pageSize + 1)
        let records = try await RecordView.all(Array(found.prefix(pageSize)), request, services.catalog)
        let words = request.words
        let run = RunView(job, request)
        let content = JobPage(
            breadcrumbs: [
                LinkView(label: words(.home), href: request.links.home),
                LinkView(label: words(.harvest), href: request.links.harvest),
            ],
            heading: words(.runHeading, job.source, run.date),
            outcome: run.outcome,
            outcomeClass: run.outcomeClass,
            message: run.message,
            facts: facts(job, run, request),
            tallies: run.tallies,
            isEmpty: records.isEmpty,
            hasRecords: !records.isEmpty,
            records: records,
            nextHref: found.count > pageSize ? request.links.job(job.id, after: after + pageSize) : nil,
        )
        return Page(
            title: words(.runHeading, job.source, run.date),
            section: .harvest,
            isHiddenFromSearchEngines: true,
            content: content
        )
    }

    private static func facts(_ job: Job, _ run: RunView, _ request: PageRequest) -> [FactView] {
        let words = request.words
        var facts = [
            FactView(label: words(.source), text: job.source),
            FactView(label: words(.begun), text: run.date),
        ]
        if let finished = job.finished {
            facts.append(FactView(label: words(.finished), text: MomentText(finished).moment(request.language)))
            facts.append(FactView(label: words(.duration), text: run.duration))
        }
        facts.append(FactView(label: words(.attempts), text: String(job.attempts)))
        if let reason = job.reason { facts.append(FactView(label: words(.reason), text: reason)) }
        return facts
    }
}

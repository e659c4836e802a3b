import Catalog
import OpenData
import WebSupport

/// `/harvest`: where data comes from, how the last runs went, and what needs attention, in the open.
struct HarvestPage: PageContent {
    static let template = "harvest"

    struct SourceView {
        var anchor: String
        var name: String
        var health: String
        var healthClass: String
        var kind: String
        /// The source's address without its query; nil when it is no web address, then `plainAddress` shows it.
        var address: LinkView?
        var plainAddress: String
        /// Whether what comes from there could have been changed on the way.
        var isUnencrypted: Bool
        var schedule: String
        var lastRun: RunView?
        var problems: [RecordView]
        var hasProblems: Bool
    }

    var isEmpty: Bool
    var sources: [SourceView]
    var runs: [RunView]
    var hasRuns: Bool
    /// What waits for a person, at most ``shownWaiting``.
    var waiting: [WaitingView]
    var hasWaiting: Bool
}

extension HarvestPage {
    private static let shownRuns = 30
    /// Records of a source's last run that are looked through, and shown, for what needs attention.
    private static let searchedRecords = 500
    private static let shownProblems = 10
    private static let shownWaiting = 50

    static func make(_ request: PageRequest, _ services: Services) async throws -> Page {
        let catalog = services.catalog
        var sources: [SourceView] = []
        for source in try await catalog.sources() {
            let job = try await catalog.jobs(ofSource: source.name, limit: 1).first
            let problems = try await problems(of: job, request, catalog)
            let health = try await catalog.health(ofSource: source.name)
            sources.append(view(source, health, job, problems, request))
        }
        let runs = try await catalog.jobs(ofSource: nil, limit: shownRuns).map { RunView($0, request) }
        let waiting = try await WaitingView.all(request, catalog).prefix(shownWaiting)
        let content = HarvestPage(
            isEmpty: sources.isEmpty,
            sources: sources,
            runs: runs,
            hasRuns: !runs.isEmpty,
            waiting: Array(waiting),
            hasWaiting: !waiting.isEmpty
        )
        return Page(
            title: request.words(.harvest),
            description: request.words(.harvestLead),
            section: .harvest,
            content: content
        )
    }

    private static func problems(
        of job: Job?,
        _ request: PageRequest,
        _ catalog: CatalogDatabase,
    ) async throws -> [RecordView] {
        let outcomes: [Outcome] = [.held, .rejected, .failed, .blocked]
        guard let job, outcomes.contains(where: { job.counts[$0, default: 0] > 0 }) else { return [] }
        let records = try await catalog.records(ofJob: job.id, after: 0, limit: searchedRecords)
        let troubled = records.filter { outcomes.contains($0.outcome) }
        return try await RecordView.all(Array(troubled.prefix(shownProblems)), request, catalog)
    }

    private static func view(
        _ source: Source,
        _ health: Source.Health,
        _ job: Job?,
        _ problems: [RecordView],
        _ request: PageRequest,
    ) -> SourceView {
        let address = WebAddress.withoutQuery(source.url)
        return SourceView(
            anchor: "source-" + Links.encode(source.name),
            name: source.name,
            health: request.words.name(of: health),
            healthClass: BadgeClass.of(health),
            kind: request.words.name(of: source.kind),
            address: WebAddress.link(address).map { LinkView(label: $0, href: $0, isExternal: true) },
            plainAddress: address,
            isUnencrypted: source.url.utf8.starts(with: "http:".utf8),
            schedule: schedule(source, request.words),
            lastRun: job.map { RunView($0, request) },
            problems: problems,
            hasProblems: !problems.isEmpty
        )
    }

    private static func schedule(_ source: Source, _ words: Words) -> String {
        if source.isPaused { return words(.paused) }
        guard let seconds = source.interval else { return words(.byHand) }
        if seconds >= 86_400 { return words(.everyDays, String(seconds / 86_400)) }
        if seconds >= 3_600 { return words(.everyHours, String(seconds / 3_600)) }
        return words(.everyMinutes, String(max(1, seconds / 60)))
    }
}

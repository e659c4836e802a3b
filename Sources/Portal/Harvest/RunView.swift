import Catalog
import OpenData
import Tabular

/// One run of a source, as lists show it.
struct RunView {
    var href: String
    var source: String
    var date: String
    var machineDate: String
    var outcome: String
    var outcomeClass: String
    var message: String?
    var records: String
    var duration: String
    var tallies: [TallyView]

    init(_ job: Job, _ request: PageRequest) {
        let words = request.words
        let moment = MomentText(job.started ?? job.created)
        href = request.links.job(job.id)
        source = job.source
        date = moment.moment(request.language)
        machineDate = moment.machine
        switch job.state {
        case .queued: outcome = words(.runQueued)
        case .running: outcome = words(.runRunning)
        case .finished: outcome = job.outcome.map { words.name(of: $0) } ?? ""
        }
        outcomeClass = BadgeClass.of(job.outcome)
        message = job.message.map { words[$0] } ?? job.reason
        records = words(.recordCount, NumberText.grouped(job.counts.values.reduce(0, +)))
        duration = Self.duration(job, words)
        tallies = TallyView.all(job.counts, words)
    }

    /// Time from the start to the end; empty while it runs.
    private static func duration(_ job: Job, _ words: Words) -> String {
        guard let started = job.started, let finished = job.finished else { return "" }
        let seconds = Int(max(0, finished.microseconds - started.microseconds) / 1_000_000)
        return seconds < 60
            ? words(.seconds, String(seconds)) : words(.minutes, String(seconds / 60), String(seconds % 60))
    }
}

/// How many records had one outcome.
struct TallyView {
    var label: String
    var tallyClass: String
    var count: String

    /// In the order of the vocabulary, outcomes that did not occur left out.
    static func all(_ counts: [Outcome: Int], _ words: Words) -> [TallyView] {
        Outcome.allCases.compactMap { outcome in
            guard let count = counts[outcome], count > 0 else { return nil }
            return TallyView(
                label: words.name(of: outcome),
                tallyClass: BadgeClass.of(outcome),
                count: NumberText.grouped(count)
            )
        }
    }
}

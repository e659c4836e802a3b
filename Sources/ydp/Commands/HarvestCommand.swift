import ArgumentParser
import Catalog
import Fetching
import Harvesting
import Logging
import OpenData
import Tabular

/// `ydp harvest`: runs sources now and waits.
struct HarvestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "harvest",
        abstract: "Harvest a source now, wait, and print one line per record.",
        discussion: """
            Each line is OUTCOME NAME REASON_CODE message; the summary counts outcomes. Exit code 1 if any record failed.
            With --all, sources run side by side (setting harvest-jobs) and each summary names its source.
            When a worker of `ydp serve` already runs the job, its records are shown as they come.
            With --dry-run the lines say what a run would do; files are downloaded and judged, but nothing is stored or published.
            Examples:
              ydp harvest pref
              ydp harvest pref --dry-run --limit 20
            """,
    )

    @Argument(help: "Name of a source.")
    var source: String?
    @Flag(help: "All sources that are not paused.")
    var all = false
    @Flag(name: .customLong("dry-run"), help: "Show what would change; store and publish nothing.")
    var isDryRun = false
    @Option(help: "Only the first N records, for a try.")
    var limit: Int?
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard (source == nil) == all else {
            throw ValidationError("Name one source, or give --all. / 収集元を一つ指定するか、--all を付けてください。")
        }
        if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more. / --limit は 1 以上にしてください。") }
    }

    func run() async throws {
        let settings = try global.settings()
        let platform = try await Platform(settings: settings)
        let names =
            if let source { [try await SourceArguments.source(source, in: platform).name] } else {
                try await platform.catalog.sources().filter { !$0.isPaused }.map(\.name)
            }
        guard isDryRun else { return try await harvest(names, on: platform) }
        let copy = try await PreviewCopy(of: platform.catalog, store: platform.store)
        defer { copy.remove() }
        try await harvest(names, on: Platform(preview: copy, of: platform))
    }

    private func harvest(_ names: [String], on platform: Platform) async throws {
        let settings = platform.settings
        let engine = FetchEngine(settings: FetchSettings(settings))
        defer { engine.shutDown() }
        var logger = settings.logger("ydp.harvest")
        // Every record is printed already; its log line would only say it twice.
        if settings.value("log-level").origin == .fallback { logger.logLevel = .warning }
        let run = HarvestRun(
            platform: platform,
            harvester: platform.harvester(engine: engine, logger: logger),
            wantsJSON: global.wantsJSON,
            namesSources: all
        )
        guard try await harvest(names, by: run, atOnce: run.harvester.limits.jobs) else { throw Failure(.answerIsNo) }
    }

    /// Runs sources side by side, so that a slow one keeps none of the others waiting.
    /// - Returns: whether all went well.
    private func harvest(_ names: [String], by run: HarvestRun, atOnce most: Int) async throws -> Bool {
        let limit = limit
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            var isGood = true
            for (number, name) in names.enumerated() {
                if number >= most, let one = try await group.next() { isGood = one && isGood }
                group.addTask {
                    let job = try await run.run(name, limit: limit)
                    return job.outcome != .failed && job.outcome != .blocked
                }
            }
            for try await one in group { isGood = one && isGood }
            return isGood
        }
    }
}

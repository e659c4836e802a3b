import ArgumentParser
import Fetching
import Harvesting
import ServiceLifecycle
import UnixSignals

/// `ydp worker`: claims and runs jobs; `ydp serve` starts it.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Claim and run harvest jobs of the data directory.",
        discussion: "`ydp serve` starts its own workers; more may be started by hand.\nExample: ydp worker --once",
    )

    @Flag(help: "Stop when no job is due.")
    var once = false
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let settings = try global.settings()
        let platform = try await Platform(settings: settings)
        let engine = FetchEngine(settings: FetchSettings(settings))
        defer { engine.shutDown() }
        let logger = settings.logger("ydp.worker")
        let worker = Worker(harvester: platform.harvester(engine: engine, logger: logger), once: once)
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: worker, successTerminationBehavior: .gracefullyShutdownGroup)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        configuration.maximumCancellationDuration = .seconds(3)
        try await ServiceGroup(configuration: configuration).run()
    }
}

import ArgumentParser
import Catalog
import CatalogAPI
import Harvesting
import Hummingbird
import Logging
import OpenData
import Portal
import ServiceLifecycle
import Tables
import Tabular
import WebSupport

/// `ydp serve`: API, portal, scheduler and workers.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the API and portal, and run scheduled harvests in worker processes.",
        discussion: """
            Prints "listening on http://…" on stdout once ready; SIGTERM drains and exits 0 within 20 s.
            Example: ydp serve --port 8080 --public-url https://data.example.lg.jp
            """,
    )

    @Option(help: "Address to listen on. (default: 127.0.0.1)")
    var host: String?
    @Option(help: "Port to listen on; 0 picks a free one. (default: 8080)")
    var port: String?
    @Option(help: "Worker processes. (default: 1)")
    var workers: String?
    @Option(name: .customLong("public-url"), help: "Where readers reach this site.")
    var publicURL: String?
    @Option(name: .customLong("ckan-prefix"), help: "Also mount CKAN's routes under this path.")
    var ckanPrefix: String?
    @Option(
        name: .customLong("metrics-port"),
        help: "Own port for /metrics; without it, /metrics is on the port of the site."
    )
    var metricsPort: String?
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let settings = try global.settings([
            "host": host, "port": port, "workers": workers, "public-url": publicURL, "ckan-prefix": ckanPrefix,
            "metrics-port": metricsPort,
        ])
        let platform = try await Platform(settings: settings)
        let lock = try DirectoryLock(directory: settings.text("data-dir"), name: "serve.lock")
        try await Server(platform: platform).run()
        withExtendedLifetime(lock) {}
    }
}

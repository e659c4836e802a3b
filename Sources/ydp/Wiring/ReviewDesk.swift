import Catalog
import Hummingbird
import Logging
import OpenData
import Portal
import ServiceLifecycle
import Tables
import UnixSignals
import WebSupport

/// The review of what is held, for a browser on this very machine, until the person ends it.
struct ReviewDesk {
    let platform: Platform
    /// 0 for any that is free.
    let port: Int

    /// This machine only: whoever may sit at it may use `ydp review` as well.
    private static let host = "127.0.0.1"

    /// Serves until SIGTERM or SIGINT (Ctrl-C).
    func run() async throws {
        let settings = platform.settings
        let logger = settings.logger("ydp.review")
        let port = port == 0 ? try Server.freePort(Self.host) : port
        let address = "http://\(Self.host):\(port)"
        let site = Site(
            publicURL: address,
            title: settings.text("site-title"),
            titleEnglish: settings.text("site-title-en"),
            version: Product.version
        )
        let queries = TableQueries(store: platform.store)
        defer { queries.shutDown() }
        let services = platform.services(site, queries)
        let key = Self.key()
        let router = Server.router(services)
        ReviewRoutes(services: services, key: key).add(to: router)
        // Nothing is kept: a decision shows at once.
        let state = ServerState(site: site)
        let application = Application(
            router: router,
            server: state.http1(),
            configuration: .init(address: .hostname(Self.host, port: port), serverName: nil),
            // The one place where the key is told: to the terminal of the person who asked.
            onServerRunning: { _ in Console.print("listening on \(address)\(ReviewRoutes.path(key))") },
            logger: logger,
        )
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: application, successTerminationBehavior: .gracefullyShutdownGroup)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger,
        )
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// 160 bits by chance of the system, in hexadecimal.
    private static func key() -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        return String((0..<40).map { _ in digits.randomElement(using: &generator) ?? "0" })
    }
}

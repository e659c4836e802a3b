import Catalog
import CatalogAPI
import Glibc
import Harvesting
import Hummingbird
import Logging
import NIOCore
import OpenData
import Portal
import ServiceLifecycle
import Tables
import Tabular
import UnixSignals
import WebSupport

/// Everything that `ydp serve` runs, in the order in which it must stop: HTTP first, then scheduler and workers.
struct Server {
    let platform: Platform

    /// Runs until SIGTERM or SIGINT, then drains for at most 15 s and cancels what is left.
    func run() async throws {
        FreedMemory.keepSome()
        Processors.setEventLoops()
        let settings = platform.settings
        let logger = settings.logger("ydp.serve")
        let host = settings.text("host")
        let port = try settings.number("port") == 0 ? Self.freePort(host) : settings.number("port")
        let address = "http://\(host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host):\(port)"
        let chosen = settings.text("public-url")
        let prefix = settings.text("ckan-prefix")
        let site = Site(
            publicURL: chosen.isEmpty ? address : chosen,
            title: settings.text("site-title"),
            titleEnglish: settings.text("site-title-en"),
            version: Product.version,
            ckanPrefix: prefix.isEmpty ? nil : prefix
        )
        _ = try platform.store.sweepTemporaries(olderThan: 3_600)
        let queries = TableQueries(store: platform.store)
        defer { queries.shutDown() }
        let services = platform.services(site, queries)
        let state = ServerState(
            site: site,
            limits: settings.serverLimits,
            watch: services.watch,
            lane: RowLane(services: services)
        )
        let metricsPort = settings.text("metrics-port").isEmpty ? nil : settings.number("metrics-port")
        let router = Self.router(services, limits: state.limits)
        if metricsPort == nil { router.mount([APIRoutes.metrics(services, state)]) }
        let application = Application(
            router: router,
            server: state.http1(),
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { _ in Console.print("listening on \(address)") },
            logger: logger,
        )
        var web: [any Service] = [application]
        if let metricsPort {
            web.append(MetricsServer.make(services, state: state, host: host, port: metricsPort, logger: logger))
        }
        let group = ServiceGroup(configuration: configuration(web, logger: logger))
        do {
            try await group.run()
        } catch let error as IOError {
            throw Self.failure(error, host: host, port: port)
        }
    }

    /// All routes behind all middleware; also what tests over the whole surface use.
    static func router(_ services: Services, limits: ServerLimits = .init()) -> Router<WebContext> {
        let portal = PortalRoutes(services: services)
        let router = WebRouter.make(site: services.site, limits: limits, page: portal.problemPage)
        APIRoutes(services: services).add(to: router)
        portal.add(to: router)
        return router
    }

    private func configuration(_ web: [any Service], logger: Logger) -> ServiceGroupConfiguration {
        let workers = WorkerSupervisor(
            executable: Checkout.executable,
            arguments: [
                "worker", "--data-dir", platform.settings.text("data-dir"), "--log-level",
                platform.settings.text("log-level"),
                "--schemas-dir", platform.settings.text("schemas-dir"),
            ],
            count: platform.settings.number("workers"),
            logger: logger
        )
        let scheduler = Scheduler(
            catalog: platform.catalog,
            logger: logger,
            sweep: platform.settings.number("harvest-sweep")
        )
        let sweeper = StoreSweeper(catalog: platform.catalog, store: platform.store, logger: logger)
        let services: [any Service] = [workers, scheduler, sweeper] + web
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger,
        )
        configuration.maximumGracefulShutdownDuration = .seconds(15)
        configuration.maximumCancellationDuration = .seconds(4)
        return configuration
    }

    /// A port that was free a moment ago.
    static func freePort(_ host: String) throws -> Int {
        let family = host.utf8.contains(UInt8(ascii: ":")) ? AF_INET6 : AF_INET
        let socket = Glibc.socket(family, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var storage = sockaddr_storage()
        storage.ss_family = sa_family_t(family)
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let port: in_port_t? = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(socket, address, length) == 0, getsockname(socket, address, &length) == 0 else { return nil }
                // The port lies at the same place in sockaddr_in and sockaddr_in6.
                return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_port }
            }
        }
        guard let port else {
            throw Failure(
                .environment,
                ja: "空いているポートが見つかりません。--port で指定してください。",
                en: "No free port was found. Give one with --port."
            )
        }
        return Int(in_port_t(bigEndian: port))
    }

    private static func failure(_ error: IOError, host: String, port: Int) -> Failure {
        switch error.errnoCode {
        case EADDRINUSE:
            Failure(
                .environment,
                ja: "ポート \(port) はほかのプログラムが使用中です。--port で別の番号を指定してください。",
                en: "Port \(port) is in use by another program. Choose another with --port."
            )
        case EACCES:
            Failure(
                .environment,
                ja: "ポート \(port) を使う権限がありません。1024 以上の番号を --port で指定してください。",
                en: "This user may not use port \(port). Choose one from 1024 up with --port."
            )
        default:
            Failure(
                .environment,
                ja: "\(host) のポート \(port) で待ち受けられません。--host と --port を確かめてください。",
                en: "Cannot listen on \(host), port \(port). Check --host and --port."
            )
        }
    }
}

extension Platform {
    /// What the routes of a site on this data directory need.
    func services(_ site: Site, _ queries: TableQueries) -> Services {
        Services(catalog: catalog, queries: queries, store: store, schemas: schemas, site: site)
    }
}

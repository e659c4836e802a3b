import Fetching
import Synchronization
import TestSupport
import Testing

@testable import Harvesting

extension Downloader {
    /// Loopback allowed, no waiting between tries.
    static func forTests(
        _ engine: FetchEngine,
        retries: RetryPlan = .immediate,
        perHost: Int = 2,
        clock: ManualClock = ManualClock(),
    ) -> Downloader {
        Downloader(
            engine: engine,
            retries: retries,
            gate: HostGate(perHost: perHost, clock: clock.harvestClock),
            allowedAddresses: [AddressBlock("127.0.0.0/8")].compactMap(\.self)
        )
    }
}

@Suite struct `Downloads` {
    private func code(_ downloader: Downloader, _ url: String) async throws -> FetchError.Code? {
        do {
            _ = try await downloader.fetch(FetchRequest(url: url, destination: .memory(limit: 1_000)))
            return nil
        } catch let error as FetchError {
            return error.code
        }
    }

    @Test(
        arguments: [
            ("503 Service Unavailable", 3, 4, nil), ("503 Service Unavailable", 9, 4, FetchError.Code.serverError),
            ("404 Not Found", 1, 1, .notFound), ("410 Gone", 1, 1, .gone), ("429 Too Many Requests", 2, 3, nil),
        ] as [(String, Int, Int, FetchError.Code?)]
    )
    func `only what may pass by itself is tried again`(
        status: String,
        failures: Int,
        tries: Int,
        code expected: FetchError.Code?,
    ) async throws {
        let server = try LoopbackServer { request in
            request.number <= failures ? LoopbackServer.answer(status) : LoopbackServer.answer(text: "good")
        }
        let engine = FetchEngine(settings: FetchSettings(version: "test"))
        defer {
            engine.shutDown()
            server.stop()
        }
        #expect(try await code(.forTests(engine), server.url) == expected)
        #expect(server.requests.count == tries)
    }

    @Test func `pauses grow to the plan's, and a server's own pause is kept to the second`() async throws {
        let server = try LoopbackServer { request in
            request.path == "/limited"
                ? LoopbackServer.answer("429 Too Many Requests", headers: ["Retry-After: 7"])
                : LoopbackServer.answer("500 Internal Server Error")
        }
        let engine = FetchEngine(settings: FetchSettings(version: "test"))
        defer {
            engine.shutDown()
            server.stop()
        }
        let slept = Slept()
        let downloader = Downloader.forTests(engine, retries: RetryPlan(sleep: { await slept.add($0) }))
        #expect(try await code(downloader, server.url) == .serverError)
        #expect(await slept.pauses.count == 3)
        for (pause, longest) in zip(await slept.pauses, [Duration.seconds(2), .seconds(10), .seconds(60)]) {
            #expect(pause >= .zero && pause <= longest)
        }
        #expect(try await code(downloader, server.url + "/limited") == .rateLimited)
        #expect(await slept.pauses.dropFirst(3) == [.seconds(7), .seconds(7), .seconds(7)])
    }

    @Test func `a pause longer than the run allows is left to the next run`() async throws {
        let server = try LoopbackServer { _ in
            LoopbackServer.answer("429 Too Many Requests", headers: ["Retry-After: 3600"])
        }
        let engine = FetchEngine(settings: FetchSettings(version: "test"))
        defer {
            engine.shutDown()
            server.stop()
        }
        #expect(try await code(.forTests(engine), server.url) == .rateLimited)
        #expect(server.requests.count == 1)
    }

    @Test func `a host that keeps failing gets one try only, until it answers again`() async throws {
        let server = try LoopbackServer { request in
            request.path == "/good"
                ? LoopbackServer.answer(text: "good") : LoopbackServer.answer("503 Service Unavailable")
        }
        let engine = FetchEngine(settings: FetchSettings(version: "test"))
        defer {
            engine.shutDown()
            server.stop()
        }
        let downloader = Downloader.forTests(engine)
        for number in 1...5 { #expect(try await code(downloader, server.url + "/\(number)") == .serverError) }
        #expect(server.requests.count == 3 * 4 + 2)
        #expect(try await code(downloader, server.url + "/good") == nil)
        #expect(try await code(downloader, server.url + "/6") == .serverError)
        #expect(server.requests.count == 14 + 1 + 4)
    }

    private actor Slept {
        var pauses: [Duration] = []
        func add(_ pause: Duration) { pauses.append(pause) }
    }
}

import Foundation
import TestSupport
import Testing

@testable import Fetching

let goodCSV = "id,名称,lat,lon\n1,市役所,34.17,131.47\n2,図書館,34.18,131.48\n"

/// An engine with short limits, and a server that is only there for one test.
struct Lab {
    let server: LoopbackServer
    let engine: FetchEngine

    init(_ script: @escaping LoopbackServer.Script) throws {
        server = try LoopbackServer(script)
        engine = Self.engine()
    }

    static func engine() -> FetchEngine {
        var settings = FetchSettings(version: "0.0-test", contact: "https://example.jp/contact")
        settings.limits.wireBytes = 1 << 20
        settings.limits.inflatedBytes = 8 << 20
        settings.limits.ratioFloor = 64 << 10
        settings.timeouts.connect = .seconds(5)
        settings.timeouts.head = .milliseconds(300)
        settings.timeouts.lowSpeedWindow = .milliseconds(300)
        settings.now = { 1_700_000_000 }
        return FetchEngine(settings: settings)
    }

    func request(_ path: String = "/", limit: Int = 16 << 20) -> FetchRequest {
        var request = FetchRequest(url: server.url + path, destination: .memory(limit: limit))
        request.allowedAddresses = [AddressBlock("127.0.0.0/8")].compactMap(\.self)
        // A slow machine must not turn a good answer into a late one.
        var timeouts = FetchTimeouts()
        timeouts.head = .seconds(60)
        request.timeouts = timeouts
        return request
    }

    /// The same with the engine's short time-outs, for tests of lateness.
    func hurriedRequest(_ path: String = "/") -> FetchRequest {
        var request = request(path)
        request.timeouts = nil
        return request
    }

    /// The code that fetching ends with; nil when it succeeds.
    func code(_ request: FetchRequest) async -> FetchError.Code? {
        await error(request)?.code
    }

    func error(_ request: FetchRequest) async -> FetchError? {
        do {
            _ = try await engine.fetch(request)
            return nil
        } catch {
            return error
        }
    }

    func end() {
        engine.shutDown()
        server.stop()
    }
}

/// A path in the temporary folder where there is nothing yet.
func freshPath() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("fetching-\(UUID().uuidString)").path
}

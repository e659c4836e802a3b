import TestSupport
import Testing

@testable import Fetching

@Suite struct `Connections that never come about` {
    @Test func `a black hole is given up when connecting has taken its time`() async throws {
        let hole = try #require(BlackHole())
        let engine = Lab.engine()
        defer { engine.shutDown() }
        var request = FetchRequest(url: "http://127.0.0.1:\(hole.port)/", destination: .memory(limit: 10))
        request.allowedAddresses = [AddressBlock("127.0.0.0/8")].compactMap(\.self)
        var timeouts = FetchTimeouts()
        timeouts.connect = .milliseconds(200)
        request.timeouts = timeouts
        let error = await #expect(throws: FetchError.self) { try await engine.fetch(request) }
        #expect(error?.code == .connectTimeout)
        withExtendedLifetime(hole) {}
    }
}

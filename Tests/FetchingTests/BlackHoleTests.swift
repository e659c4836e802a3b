import Foundation
import Testing

@testable import Fetching

/// A port of 127.0.0.1 where connections are never finished: the queue of those who wait to be accepted is full, so the system drops
/// whoever else knocks, as a router that leads nowhere does.
final class BlackHole {
    let port: Int
    private let listener: Int32
    private var fillers: [Int32] = []

    /// Nil where the system does not behave so.
    init?() {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 0) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard isListening else { return nil }
        for _ in 0..<8 {
            let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            _ = fcntl(filler, F_SETFL, O_NONBLOCK)
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(filler, $0, length) }
            }
            fillers.append(filler)
        }
    }

    deinit { for each in fillers + [listener] { close(each) } }
}

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

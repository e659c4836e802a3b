import Synchronization
import TestSupport
import Testing

@testable import Fetching

/// An engine whose names are looked up in a table that a test wrote down.
struct NameLab {
    let engine: FetchEngine
    private let asked: Asked

    private final class Asked: Sendable {
        let count = Mutex(0)
    }

    /// - Parameter answers: what the first, second … look-up of any name finds; the last one repeats.
    init(_ answers: [Result<[String], Resolver.Fault>], own: Set<String> = []) {
        let asked = Asked()
        self.asked = asked
        var settings = FetchSettings(version: "0.0-test")
        settings.ownAuthorities = own
        settings.timeouts.connect = .seconds(5)
        settings.resolver = Resolver { (_, _) async throws(Resolver.Fault) in
            let number = asked.count.withLock { count in
                count += 1
                return count
            }
            return try answers[min(number, answers.count) - 1].get().compactMap { IPAddress($0) }
        }
        engine = FetchEngine(settings: settings)
    }

    func code(_ url: String, allowed: [String] = []) async -> FetchError.Code? {
        var request = FetchRequest(url: url, destination: .memory(limit: 1 << 20))
        request.allowedAddresses = allowed.compactMap { AddressBlock($0) }
        do {
            _ = try await engine.fetch(request)
            return nil
        } catch {
            return error.code
        }
    }
}

@Suite struct `Names` {
    @Test(
        arguments: [
            (.failure(.notFound), .dnsNotFound), (.failure(.failed), .dnsError), (.success([]), .dnsNotFound),
            (.success(["127.0.0.1"]), .ssrfAddress), (.success(["93.184.216.34", "127.0.0.1"]), .ssrfAddress),
            (.success(["169.254.169.254"]), .ssrfAddress), (.success(["10.1.2.3"]), .ssrfAddress),
            (.success(["172.16.0.1"]), .ssrfAddress), (.success(["192.168.1.1"]), .ssrfAddress),
            (.success(["100.64.0.1"]), .ssrfAddress), (.success(["224.0.0.1"]), .ssrfAddress),
            (.success(["fe80::1"]), .ssrfAddress), (.success(["fd00:ec2::254"]), .ssrfAddress),
            (.success(["64:ff9b::7f00:1"]), .ssrfAddress), (.success(["2002:7f00:1::"]), .ssrfAddress),
            (.success(["::1"]), .ssrfAddress), (.success(["::ffff:127.0.0.1"]), .ssrfAddress),
        ] as [(Result<[String], Resolver.Fault>, FetchError.Code)]
    )
    func `every address of a name is judged before any is asked`(
        answer: Result<[String], Resolver.Fault>,
        code: FetchError.Code,
    ) async {
        let lab = NameLab([answer])
        defer { lab.engine.shutDown() }
        #expect(await lab.code("http://data.example.jp/a.csv") == code)
    }

    @Test func `a name that changes its answer is connected to where it was judged`() async throws {
        let server = try LoopbackServer { _ in LoopbackServer.answer(text: goodCSV) }
        defer { server.stop() }
        // Judged as 127.0.0.1, which is allowed here; a second look-up would say 127.0.0.2, which nobody listens on.
        let lab = NameLab([.success(["127.0.0.1"]), .success(["127.0.0.2"])])
        defer { lab.engine.shutDown() }
        let url = "http://rebind.example.jp:\(server.port)/a.csv"
        #expect(await lab.code(url, allowed: ["127.0.0.1"]) == nil)
        #expect(await lab.code(url, allowed: ["127.0.0.1"]) == .ssrfAddress)
        #expect(server.requests.count == 1)
        #expect(server.requests.first?.headers["host"] == "rebind.example.jp:\(server.port)")
    }

    @Test func `this very site is never asked, neither directly nor by a redirect`() async throws {
        let server = try LoopbackServer { _ in
            LoopbackServer.answer("302 Found", headers: ["Location: http://data.example.jp/own.csv"])
        }
        defer { server.stop() }
        let lab = NameLab([.success(["127.0.0.1"])], own: ["data.example.jp:80"])
        defer { lab.engine.shutDown() }
        #expect(await lab.code("http://DATA.example.jp/own.csv") == .selfReference)
        #expect(await lab.code("http://127.0.0.1:\(server.port)/a", allowed: ["127.0.0.1"]) == .selfReference)
    }

    @Test(arguments: [("http://例え.テスト/a", "xn--r8jz45g.xn--zckzah"), ("http://１２７.０.０.１/a", "127.0.0.1")])
    func `a name in other letters is read in ASCII before it is judged`(url: String, host: String) throws {
        #expect(try WebAddress(url).host == host)
    }

    @Test func `the system knows localhost and no name that cannot be`() async throws {
        #expect(
            try await Resolver.system.lookUp("a.localhost", .seconds(5)) == [IPAddress("127.0.0.1")].compactMap(\.self)
        )
        await #expect(throws: Resolver.Fault.self) {
            try await Resolver.system.lookUp("no-such-name.invalid", .seconds(20))
        }
    }

    @Test(arguments: ["192.0.2.1", "2001:db8:0:0:0:0:0:1", "0:0:0:0:0:0:0:1"])
    func `an address is written as curl reads it`(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(IPAddress(address.text) == address)
        #expect(address.text == text)
    }
}

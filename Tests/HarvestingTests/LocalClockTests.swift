import Catalog
import Fetching
import Foundation
import OpenData
import TestSupport
import Testing

@testable import Harvesting

/// hazards.md §2, row 9: when the certificates of many hosts are out of date at once, it is our own clock that is wrong.
@Suite(.enabled(if: TLSServer.isAvailable)) struct `Certificates out of date` {
    /// Hosts with their certificates' days, and whether our clock is suspected.
    private static let cases: [(hosts: [ClosedRange<Int>], isSuspected: Bool)] = [
        ([-30 ... -10, -30 ... -10, -30 ... -10], true),
        ([-30 ... -10, -30 ... -10], false),
        ([-30 ... -10, -30 ... -10, -30 ... -10, 0...30], false),
    ]

    @Test(arguments: cases) func `of three hosts and more, with none in order, make us doubt our own clock`(
        hosts: [ClosedRange<Int>],
        isSuspected: Bool
    ) async throws {
        let folder = try TemporaryDirectory()
        var servers: [TLSServer] = []
        for (number, days) in hosts.enumerated() {
            let place = "\(folder.path)/\(number)"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            servers.append(
                try TLSServer(.init(host: "h\(number).example.jp", days: days), body: FaultLab.good, in: place)
            )
        }
        let datasets = servers.enumerated().map { number, server in
            """
            {"identifier":"d\(number)","title":"d\(number)","distribution":[{"title":"f","format":"CSV",
            "downloadURL":"https://h\(number).example.jp:\(server.port)/data.csv"}]}
            """
        }
        let list = "{\"dataset\":[\(datasets.joined(separator: ","))]}"
        let portal = try LoopbackServer { request in
            request.path == "/data.json" ? LoopbackServer.answer(text: list) : LoopbackServer.answer("404 Not Found")
        }
        defer { portal.stop() }
        let lab = try await FaultLab { settings in
            settings.resolver = Resolver { (_, _) in [IPAddress("127.0.0.1")].compactMap(\.self) }
        }
        let now = lab.ingest.now()
        var source = Source(name: "list", kind: .datajson, url: portal.url + "/data.json", created: now, modified: now)
        source.allowedAddresses = ["127.0.0.0/8"]
        source.allowedPorts = servers.map(\.port)
        source.ignoresRobots = true
        source.authorities = servers.map(\.authority).joined(separator: "\n")
        try await lab.catalog.put(source, actor: "test")
        // openssl needs a moment until it listens.
        for server in servers { try await Self.waitUntilListening(server.port) }

        let records = try await lab.harvest("list").records
        let reasons = records.map { $0.resources.first?.reason ?? $0.reason ?? "-" }.sorted()
        let expired = hosts.count { $0.upperBound < 0 }
        #expect(reasons.count { $0 == "tls_expired" } == expired, "\(records)")
        #expect(reasons.contains("local_clock_suspect") == isSuspected, "\(reasons)")
        try lab.end()
        withExtendedLifetime(servers) {}
    }

    private static func waitUntilListening(_ port: Int) async throws {
        for _ in 0..<500 {
            if LoopbackClient.reaches(port: port) { return }
            // openssl tells nobody when it listens.
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("openssl does not listen on \(port)")
    }
}

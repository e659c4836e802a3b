import Catalog
import Foundation
import Logging
import OpenData
import Tables
import Tabular
import TestSupport
import Testing

@testable import Harvesting

/// What was refused once is neither refused for ever nor kept for ever.
@Suite struct `A refused file` {
    /// A page where a table should be, with a validator that the server honours.
    private static func server() throws -> LoopbackServer {
        try LoopbackServer { request in
            guard request.path == "/list.csv" else { return LoopbackServer.answer("404 Not Found") }
            if request.headers["if-none-match"] == "\"1\"" {
                return LoopbackServer.answer("304 Not Modified", headers: ["ETag: \"1\""], length: -1)
            }
            return LoopbackServer.answer(
                headers: ["ETag: \"1\"", "Content-Type: text/csv"],
                text: "<!DOCTYPE html><html><title>メンテナンス</title></html>"
            )
        }
    }

    private static func lab(_ server: LoopbackServer) async throws -> HarvestLab {
        let lab = try await HarvestLab()
        let now = lab.ingest.now()
        let organization = Organization(name: "hagi", id: "hagi", title: "萩市", created: now, modified: now)
        try await lab.catalog.put(organization, actor: "test")
        var source = Source(
            name: "list",
            kind: .file,
            url: server.url + "/list.csv",
            created: lab.ingest.now(),
            modified: lab.ingest.now()
        )
        source.allowedAddresses = ["127.0.0.0/8"]
        source.allowedPorts = [server.port]
        source.organization = "hagi"
        try await lab.catalog.put(source, actor: "test")
        return lab
    }

    private static func conditions(_ server: LoopbackServer) -> [Bool] {
        server.requests.filter { $0.path == "/list.csv" }.map { $0.headers["if-none-match"] != nil }
    }

    @Test func `is read anew by a newer reader, though the server says that nothing changed`() async throws {
        let server = try Self.server()
        defer { server.stop() }
        let lab = try await Self.lab(server)
        for _ in 0..<2 { #expect(try await lab.harvest("list").lines == ["list rejected content_mismatch"]) }
        #expect(Self.conditions(server) == [false, true])
        let id = try #require(await lab.catalog.dataset("list")?.distributions.first?.id)
        var state = try #require(await lab.catalog.fetchState(ofDistribution: id))
        #expect(state.reader == ReaderGeneration.current)
        state.reader = ReaderGeneration.current - 1
        try await lab.catalog.put(state, lease: nil)
        #expect(try await lab.harvest("list").lines == ["list rejected content_mismatch"])
        #expect(Self.conditions(server) == [false, true, false])
        #expect(try await lab.catalog.fetchState(ofDistribution: id)?.reader == ReaderGeneration.current)
        try lab.end()
    }

    @Test func `is removed after its days, and refused again when it comes again`() async throws {
        let server = try Self.server()
        defer { server.stop() }
        let lab = try await Self.lab(server)
        _ = try await lab.harvest("list")
        let store = lab.ingest.store
        let blobs = try FileManager.default.subpathsOfDirectory(atPath: lab.directory.path + "/blobs")
            .filter { $0.utf8.count > 60 }
        let blob = try #require(blobs.first.map { String($0.suffix(64)) })
        let sweeper = StoreSweeper(catalog: lab.catalog, store: store, logger: Logger(label: "test"))
        await sweeper.sweep()
        #expect(blobs.count == 1 && store.exists(.blobs, blob))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -15 * 86_400)],
            ofItemAtPath: store.path(.blobs, blob)
        )
        await sweeper.sweep()
        #expect(!store.exists(.blobs, blob))
        #expect(try await lab.harvest("list").lines == ["list rejected content_mismatch"])
        #expect(Self.conditions(server) == [false, false] && store.exists(.blobs, blob))
        try lab.end()
    }
}

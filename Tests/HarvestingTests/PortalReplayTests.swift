import Catalog
import Foundation
import OpenData
import TestSupport
import Testing

@testable import Harvesting

/// The whole pipeline against the replayed prefectural portal: real files of the municipalities, two revisions.
@Suite(.enabled(if: SharedFiles.exists)) struct `Portal replay` {
    @Test func `the portal is harvested, found unchanged, and followed through its changes`() async throws {
        let script = try ScriptServer("portal_replay.py", ["--data", SharedFiles.path("data")])
        let line = script.firstLine()
        let url = try #require(line.split(separator: " ").last.map(String.init))
        let port = try #require(URL(string: url)?.port)
        let lab = try await HarvestLab()
        try await lab.addSource("pref", url: url)

        let first = try await lab.harvest("pref")
        #expect(first.records.count > 100)
        #expect(first.records.allSatisfy { $0.outcome == .created })
        let second = try await lab.harvest("pref")
        #expect(second.records.count == first.records.count)
        #expect(second.records.allSatisfy { $0.outcome == .unchanged })

        let answer = LoopbackClient.post(#"{"revision": 2}"#, to: "/control", port: port)
        let control = try JSONDecoder().decode(Control.self, from: Data(answer.utf8))
        #expect(control.revision == 2)
        let before = try await currentVersions(lab)
        let third = try await lab.harvest("pref")
        let expected: [(change: String, outcome: Outcome, reason: String?)] = [
            ("gains_a_row", .updated, nil), ("loses_its_rows", .held, "zero_rows"),
            ("becomes_html", .rejected, "content_mismatch"), ("vanishes", .held, "vanished"),
            ("renamed", .updated, nil),
            ("appears_later", .created, nil),
        ]
        for (change, outcome, reason) in expected {
            let name = try #require(control.changes[change])
            let record = try #require(third.record(name), "\(change)")
            #expect(record.outcome == outcome, "\(change)")
            #expect(record.reason == reason, "\(change)")
        }
        let changed = Set(control.changes.values)
        #expect(third.records.allSatisfy { changed.contains($0.name) || $0.outcome == .unchanged })
        let after = try await currentVersions(lab)
        for change in ["loses_its_rows", "becomes_html", "vanishes", "renamed"] {
            let name = try #require(control.changes[change])
            #expect(after[name] == before[name], "\(change)")
        }
        let gained = try #require(control.changes["gains_a_row"])
        #expect(after[gained]?.first??.rowCount == (before[gained]?.first??.rowCount).map { $0 + 1 })
        withExtendedLifetime(script) {}
        try lab.end()
    }

    private struct Control: Decodable {
        var revision: Int
        var changes: [String: String]
    }

    private func currentVersions(_ lab: HarvestLab) async throws -> [String: [TableVersion?]] {
        var versions: [String: [TableVersion?]] = [:]
        for dataset in try await lab.catalog.datasets(ofSource: "pref") {
            versions[dataset.name] = dataset.distributions.map(\.current)
        }
        return versions
    }
}

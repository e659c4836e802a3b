import Foundation
import TestSupport
import Testing

@Suite struct `ydp seed` {
    static let names = [
        "departments", "initiatives", "municipalities", "priority-project-budgets", "priority-projects", "programs",
        "strategy-revisions",
    ]

    @Test func `The prefecture's data packages are registered once, and serve the paper's numbers`() async throws {
        let ydp = try Binary()
        let first = try ydp.run("seed", PackageFiles.path("datasets"))
        #expect(first.status == 0, "\(first)")
        for name in Self.names { #expect(first.lines.contains { $0.hasPrefix("created \(name) ") }, "\(first)") }
        let again = try ydp.run("seed", PackageFiles.path("datasets"))
        for name in Self.names { #expect(again.lines.contains { $0.hasPrefix("unchanged \(name) ") }, "\(again)") }

        let server = try ydp.serve()
        let dataset = try await Web.get(server.address + "/api/v1/datasets/priority-project-budgets").json
        let resources = try #require((dataset["data"] as? [String: Any])?["resources"] as? [[String: Any]])
        let id = try #require(resources.first?["id"] as? String)
        let query = "program".queryEncoded + "=" + "デジタル化対応産業教育装置整備事業".queryEncoded + "&repeated=false"
        let rows = try await Web.get(server.address + "/api/v1/resources/\(id)/rows?" + query).json
        let data = try #require(rows["data"] as? [[String: Any]], "\(rows)")
        #expect(data.map { $0["amount_thousand_yen"] as? Int } == [1_572_734])
        #expect(data.map { $0["department"] as? String } == ["教育委員会"])
        #expect(server.stop() == 0)
    }

    @Test func `Every data package passes its own schema`() throws {
        for name in Self.names {
            let ydp = try Binary()
            let package =
                try JSONSerialization.jsonObject(
                    with: Data(PackageFiles.bytes("datasets/\(name)/datapackage.json"))
                ) as? [String: Any]
            for resource in try #require(package?["resources"] as? [[String: Any]]) {
                let schema = try JSONSerialization.data(withJSONObject: try #require(resource["schema"]))
                let file = PackageFiles.path("datasets/\(name)/" + (try #require(resource["path"] as? String)))
                let result = try ydp.run("check", file, "--schema", ydp.file("schema.json", Array(schema)))
                #expect(result.status == 0, "\(result)")
            }
        }
    }
}

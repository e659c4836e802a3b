import Foundation
import Testing

/// `ydp review serve`: what is held, decided with buttons by whoever has the address.
@Suite struct `Review in a browser` {
    /// A dataset whose second version lost most of its rows and so is held.
    private static func held() throws -> Binary {
        let ydp = try Binary()
        let rows = (1...40).map { "公民館\($0),\($0)" }.joined(separator: "\n")
        for text in ["名称,人数\n\(rows)\n", "名称,人数\n公民館1,1\n公民館2,2\n"] {
            let file = try ydp.file("halls.csv", text)
            try ydp.run("dataset", "register", file, "--name", "halls", "--title", "公民館", "--organization", "hagi")
        }
        try #require(ydp.run("review", "list").lines.count == 1)
        return ydp
    }

    private static func desk(_ ydp: Binary) throws -> LongRunning {
        let process = ydp.makeProcess(["review", "serve"])
        process.standardError = FileHandle.nullDevice
        return try LongRunning(process)
    }

    /// The body that a button of the first form sends.
    private static func form(_ page: String, _ decision: String) throws -> Data {
        var fields: [String] = []
        for name in ["name", "version", "resource"] {
            let part = try #require(page.components(separatedBy: "name=\"\(name)\" value=\"").dropFirst().first)
            fields.append("\(name)=\(part.components(separatedBy: "\"")[0].queryEncoded)")
        }
        return Data((fields + ["decision=\(decision)"]).joined(separator: "&").utf8)
    }

    @Test(arguments: ["approve", "reject"]) func `shows what would change, and does what the button says`(
        _ decision: String
    ) async throws {
        let ydp = try Self.held()
        let desk = try Self.desk(ydp)
        defer { desk.stop() }
        let page = try await Web.get(desk.address, headers: ["accept-language": "ja"])
        #expect(page.status == 200 && page.header("cache-control") == "no-store")
        #expect(page.text.contains("行数 40 → 2") && page.text.contains("<code>row_count_change</code>"))
        #expect(!page.text.contains("確認待ちのものはありません"))
        let type = ["content-type": "application/x-www-form-urlencoded", "accept-language": "ja"]
        let body = try Self.form(page.text, decision)
        let done = try await Web.get(desk.address, headers: type, method: "POST", body: body)
        // The client follows the redirect.
        #expect(done.status == 200)
        #expect(done.text.contains(decision == "approve" ? "承認しました" : "却下しました"))
        #expect(done.text.contains("確認待ちのものはありません"))
        #expect(try ydp.run("review", "list").lines.isEmpty)
        let shown = try ydp.run("dataset", "show", "halls").lines.joined(separator: "\n")
        #expect(shown.contains(decision == "approve" ? "2" : "40"), "\(shown)")
        // The same button once more finds nothing to decide.
        let again = try await Web.get(desk.address, headers: type, method: "POST", body: body)
        #expect(again.status == 404 && again.text.contains("もう確認待ちではない"), "\(again.text)")
        #expect(desk.stop() == 0)
    }

    /// Twelve digits with their check digit (番号法): nobody can publish them, here neither.
    @Test func `has no button to publish what may not be published`() async throws {
        let ydp = try Binary()
        let numbers = (1...30).map { number in
            let digits = (0..<11).map { (number * 7 + $0 * 3) % 10 }
            let sum = digits.reversed().enumerated().reduce(0) {
                $0 + $1.element * ($1.offset < 6 ? $1.offset + 2 : $1.offset - 4)
            }
            let check = sum % 11 <= 1 ? 0 : 11 - sum % 11
            return digits.map(String.init).joined() + "\(check)"
        }
        let file = try ydp.file("people.csv", "番号,個人番号\n" + numbers.enumerated().map { "\($0),\($1)\n" }.joined())
        try ydp.run("dataset", "register", file, "--name", "people", "--title", "名簿", "--organization", "hagi")
        let waits = try ydp.run("review", "list").lines
        try #require(waits.count == 1 && waits[0].contains("pii_suspected"), "\(waits)")
        let desk = try Self.desk(ydp)
        defer { desk.stop() }
        let page = try await Web.get(desk.address, headers: ["accept-language": "ja"])
        #expect(page.text.contains("value=\"reject\"") && !page.text.contains("value=\"approve\""))
        let type = ["content-type": "application/x-www-form-urlencoded"]
        let body = try Self.form(page.text, "approve")
        #expect(try await Web.get(desk.address, headers: type, method: "POST", body: body).status == 404)
        #expect(try ydp.run("review", "list").lines.count == 1)
    }

    @Test func `is closed to whoever has not the address, and to forms of other sites`() async throws {
        let ydp = try Self.held()
        let desk = try Self.desk(ydp)
        defer { desk.stop() }
        let page = try await Web.get(desk.address, headers: ["accept-language": "ja"])
        let parts = desk.address.components(separatedBy: "/review/")
        let (root, key) = (parts[0], parts[1])
        #expect(root.hasPrefix("http://127.0.0.1:") && key.utf8.count == 40)
        let type = ["content-type": "application/x-www-form-urlencoded", "accept-language": "ja"]
        let body = try Self.form(page.text, "approve")
        for address in [root + "/review/" + String(repeating: "0", count: 40), root + "/review/", root + "/review"] {
            #expect(try await Web.get(address).status == 404)
            let answer = try await Web.get(address, headers: type, method: "POST", body: body)
            #expect(answer.status == 404 || answer.status == 405)
        }
        let foreign = type.merging(["origin": "https://evil.example"]) { $1 }
        #expect(try await Web.get(desk.address, headers: foreign, method: "POST", body: body).status == 404)
        for bad in ["", "name=halls", "name=halls&version=2&decision=maybe", "name=halls&version=9&decision=approve"] {
            let answer = try await Web.get(desk.address, headers: type, method: "POST", body: Data(bad.utf8))
            #expect((400...404).contains(answer.status), "\(bad): \(answer.status)")
        }
        #expect(try ydp.run("review", "list").lines.count == 1)
        // The public site has no such page.
        let server = try ydp.serve(["--workers", "0"])
        defer { server.stop() }
        #expect(try await Web.get(server.address + "/review/" + key).status == 404)
    }
}

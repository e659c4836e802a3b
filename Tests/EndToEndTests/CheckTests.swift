import Foundation
import TestSupport
import Testing

@Suite struct `ydp check and ydp convert` {
    static let facilities = "名称,人数,開設日\r\n中央公民館,120,2024年4月1日\r\n図書館,80,令和6年5月2日\r\n"

    /// The same text in CP932, as Excel on a Japanese Windows writes it.
    static var facilitiesInCP932: [UInt8] {
        get throws { Array(try #require(facilities.data(using: .shiftJIS))) }
    }

    @Test func `A CP932 file is read, typed and found clean`() throws {
        let ydp = try Binary()
        let result = try ydp.run("check", ydp.file("sjis.csv", Self.facilitiesInCP932), "--report", "json")
        #expect(result.status == 0, "\(result)")
        let report = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(report["encoding"] as? String == "shift_jis")
        let counts = try #require(report["counts"] as? [String: Int])
        #expect(counts["rows"] == 2 && counts["errors"] == 0)
        let columns = try #require(report["columns"] as? [[String: Any]])
        #expect(columns.map { $0["name"] as? String } == ["名称", "人数", "開設日"])
        #expect(columns.map { $0["type"] as? String } == ["string", "integer", "date"])
    }

    @Test func `Converting gives UTF-8 with the dates and numbers meant`() throws {
        let ydp = try Binary()
        let source = try ydp.file("sjis.csv", Self.facilitiesInCP932)
        let csv = try ydp.run("convert", source)
        #expect(csv.output == "名称,人数,開設日\r\n中央公民館,120,2024-04-01\r\n図書館,80,2024-05-02\r\n", "\(csv)")
        let out = ydp.directory.path + "/out.json"
        #expect(try ydp.run("convert", source, "--to", "json", "--out", out).status == 0)
        let rows =
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: out))) as? [[String: Any]]
        #expect(rows?.map { $0["人数"] as? Int } == [120, 80])
    }

    @Test func `Conversion writes GeoJSON, CSV that is safe to open, and Shift_JIS with what it lacks said`() throws {
        let ydp = try Binary()
        let source = try ydp.file("places.csv", "名称,緯度,経度,備考\n県庁,34.18,131.47,=1+1\n𠮷野家,34.05,131.56,-5\n")
        let geojson = try ydp.run("convert", source, "--to", "geojson")
        #expect(geojson.status == 0, "\(geojson)")
        #expect(geojson.output.contains(#""geometry":{"type":"Point","coordinates":[131.47,34.18]}"#), "\(geojson)")
        let safe = try ydp.run("convert", source, "--safe", "excel", "--bom")
        #expect(Array(safe.output.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF], "\(safe)")
        #expect(safe.output.contains(",'=1+1\r\n") && safe.output.contains(",-5\r\n"), "\(safe)")
        let out = ydp.directory.path + "/sjis.csv"
        let result = try ydp.run("convert", source, "--encoding", "shift_jis", "--out", out)
        #expect(result.status == 0 && result.errors.contains("U+20BB7"), "\(result)")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: out))
        #expect(bytes.starts(with: [0x96, 0xBC, 0x8F, 0xCC, 0x2C]))
        #expect(bytes.range(of: Data("&#134071;".utf8)) != nil)
        #expect(try ydp.run("convert", source, "--to", "json", "--bom").status != 0)
    }

    @Test func `A broken rule is an error with row, column and both languages, and exit code 1`() throws {
        let ydp = try Binary()
        let schema = try ydp.file(
            "schema.json",
            #"{"fields":[{"name":"名称","type":"string","constraints":{"required":true}},{"name":"人数","type":"integer","constraints":{"minimum":1}}]}"#
        )
        let file = try ydp.file("bad.csv", "名称,人数\n中央公民館,120\n,0\n")
        let result = try ydp.run("check", file, "--schema", schema, "--report", "json")
        #expect(result.status == 1, "\(result)")
        let report = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let findings = try #require(report["findings"] as? [[String: Any]]).filter {
            $0["severity"] as? String == "error"
        }
        #expect(findings.map { $0["code"] as? String } == ["required", "minimum"], "\(result)")
        #expect(findings.allSatisfy { $0["row"] as? Int == 2 })
        #expect(findings.map { $0["column"] as? String } == ["名称", "人数"])
        for finding in findings {
            let message = try #require(finding["message"] as? [String: String])
            #expect(message["ja"]?.isEmpty == false && message["en"]?.isEmpty == false)
        }
    }

    @Test(arguments: [
        ("PK\u{3}\u{4}rest of a spreadsheet", "ZIP"), ("<!DOCTYPE html><html></html>", "HTML"), ("%PDF-1.7\n", "PDF"),
        ("", "no content"),
    ])
    func `What is no table is named, whatever its file name says, with exit code 2`(
        content: String,
        name: String
    ) throws {
        let ydp = try Binary()
        let result = try ydp.run("check", ydp.file("data.csv", content))
        #expect(result.status == 2 && result.errors.contains(name) && result.errors.contains("エラー"), "\(result)")
    }

    @Test(.enabled(if: SharedFiles.exists))
    func `A town's real AED list is recognised as the standard dataset`() throws {
        let result = try Binary().run(
            "check",
            SharedFiles.path("data/kaminoseki/aed.csv"),
            "--schemas-dir",
            PackageFiles.path("schemas"),
            "--report",
            "text"
        )
        #expect(result.output.contains("aed."), "\(result)")
    }

    @Test func `An address is fetched without the proxy that the environment names`() throws {
        let server = try LoopbackServer { _ in LoopbackServer.answer(text: "名称,人数\n中央公民館,120\n") }
        defer { server.stop() }
        let proxy = "http://127.0.0.1:1"
        let result = try Binary().run(
            ["check", server.url + "/halls.csv", "--allow-address", "127.0.0.0/8"],
            environment: ["http_proxy": proxy, "HTTP_PROXY": proxy, "ALL_PROXY": proxy]
        )
        #expect(result.status == 0, "\(result)")
    }
}

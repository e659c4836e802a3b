import Foundation
import TestSupport
import Testing

/// What the program says of its API holds: the OpenAPI documents are valid, and the printed examples run as printed.
@Suite struct `The API's description` {
    /// Where the validator is, if it is installed.
    private static let validator = program("openapi-spec-validator")
    private static let python = program("python3")

    private static func program(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.components(separatedBy: ":") ?? []
        return folders.map { $0 + "/" + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    @Test(.enabled(if: validator != nil))
    func `is valid OpenAPI 3.1, of the whole and of every seeded table`() async throws {
        let ydp = try Binary()
        try #require(ydp.run("seed", PackageFiles.path("datasets")).status == 0)
        let server = try ydp.serve(["--workers", "0"])
        defer { server.stop() }
        var paths = ["/api/v1/openapi.json", "/api/v1/openapi.json?lang=en"]
        let datasets = try await Web.get(server.address + "/api/v1/datasets?limit=100").json["data"] as? [[String: Any]]
        for dataset in try #require(datasets) {
            for resource in try #require(dataset["resources"] as? [[String: Any]]) {
                paths.append("/api/v1/resources/\(try #require(resource["id"] as? String))/openapi.json")
            }
        }
        try #require(paths.count > 4)
        for (number, path) in paths.enumerated() {
            let document = try await Web.get(server.address + path).text
            let file = try ydp.file("openapi-\(number).json", document)
            let (status, printed) = try Self.run(Self.validator ?? "", [file])
            #expect(status == 0, "\(path): \(printed)")
        }
    }

    @Test(.enabled(if: python != nil), arguments: ["/developers", "/developers?lang=en", "/datasets/municipalities"])
    func `has examples in curl and Python that run as printed`(page: String) async throws {
        let ydp = try Binary()
        try #require(ydp.run("seed", PackageFiles.path("datasets")).status == 0)
        let server = try ydp.serve(["--workers", "0"])
        defer { server.stop() }
        let examples = try await Web.get(server.address + page).text.components(separatedBy: "<code>").dropFirst()
            .map { Self.unescaped($0.components(separatedBy: "</code>")[0]) }
        let commands = examples.filter { $0.hasPrefix("curl ") }
        let programs = examples.filter { $0.hasPrefix("import json") }
        #expect(!commands.isEmpty && !programs.isEmpty, "\(examples)")
        for command in commands {
            let (status, printed) = try Self.run("/bin/sh", ["-c", command + " -sSf --noproxy '*'"])
            #expect(status == 0 && printed.contains("\"data\""), "\(command): \(printed)")
        }
        for program in programs {
            let (status, printed) = try Self.run(Self.python ?? "", ["-c", program])
            #expect(status == 0 && printed.contains("_id"), "\(program): \(printed)")
        }
    }

    /// One language beside curl and Python: how its examples begin, and how a file of them is run.
    private static let languages: [(name: String, start: String, file: String, program: String)] =
        [
            ("JavaScript", "const answer = await fetch", "example.mjs", "node"),
            ("Swift", "import Foundation", "main.swift", "swiftc"),
            ("R", "library(jsonlite)", "example.R", "Rscript"),
        ]

    @Test(arguments: languages.filter { program($0.program) != nil })
    func `has examples in other languages that run as printed, where the machine has the language`(
        _ language: (name: String, start: String, file: String, program: String)
    ) async throws {
        let ydp = try Binary()
        try #require(ydp.run("seed", PackageFiles.path("datasets")).status == 0)
        let server = try ydp.serve(["--workers", "0"])
        defer { server.stop() }
        let examples = try await Web.get(server.address + "/developers").text.components(separatedBy: "<code>")
            .dropFirst()
            .map { Self.unescaped($0.components(separatedBy: "</code>")[0]) }
        let example = try #require(examples.first { $0.hasPrefix(language.start) }, "\(examples)")
        let file = try ydp.file(language.file, example)
        var program = Self.program(language.program) ?? ""
        var arguments = [file]
        if language.program == "swiftc" {
            let built = file + ".built"
            let (status, printed) = try Self.run(program, [file, "-o", built])
            try #require(status == 0, "\(printed)")
            (program, arguments) = (built, [])
        }
        let (status, printed) = try Self.run(program, arguments)
        #expect(status == 0 && printed.contains("_id"), "\(example): \(printed)")
    }

    @Test func `names the same parameters of rows on the page for developers as in OpenAPI`() async throws {
        let ydp = try Binary()
        try #require(ydp.run("seed", PackageFiles.path("datasets")).status == 0)
        let server = try ydp.serve(["--workers", "0"])
        defer { server.stop() }
        let document = try await Web.get(server.address + "/api/v1/openapi.json").json
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let operation = try #require(paths["/api/v1/resources/{id}/rows"]?["get"] as? [String: Any])
        let described = try #require(operation["parameters"] as? [[String: Any]])
            .filter { $0["in"] as? String == "query" }.compactMap { $0["name"] as? String }.filter { $0 != "lang" }
        try #require(described.count > 10)
        let page = try await Web.get(server.address + "/developers?lang=en").text
        let table = try #require(page.components(separatedBy: "parameters-caption\"").last)
        let named = table.components(separatedBy: "</table>")[0].components(separatedBy: "<th scope=\"row\"><code>")
            .dropFirst().map { $0.components(separatedBy: "</code>")[0] }
        #expect(Set(named) == Set(described), "\(named) \(described)")
    }

    private static func unescaped(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
            $0.replacingOccurrences(of: $1.0, with: $1.1)
        }
    }

    private static func run(_ path: String, _ arguments: [String]) throws -> (status: Int32, printed: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: printed, as: UTF8.self))
    }
}

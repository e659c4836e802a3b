import Foundation
import TestSupport
import Testing

/// What the pages say of commands, settings and addresses is what the program does, in both directions where that can be told.
@Suite struct `Documented program` {
    /// Options in the pages that belong to other programs.
    private static let foreignOptions: Set = [
        "--cold", "--data-urlencode", "--filter", "--only", "--product", "--records", "--rows", "--seconds",
        "--show-bin-path", "--skip-build", "--work",
    ]

    @Test func `Every command and option that --help prints is named in a page, and no other`() throws {
        let ydp = try Binary()
        let pages = try DocumentationPage.all().filter { !$0.path.hasPrefix("Sources/") }.map(\.text)
        let written = pages.joined(separator: "\n")
        var commands: [[String]] = [[]]
        var options: Set<String> = []
        var names: Set<String> = []
        while !commands.isEmpty {
            let command = commands.removeFirst()
            let help = Help(try ydp.run(command + ["--help"]).output)
            try #require(!help.options.isEmpty, "ydp \(command) --help")
            options.formUnion(help.options)
            commands += help.subcommands.map { command + [$0] }
            guard help.subcommands.isEmpty else { continue }
            let name = "ydp " + command.joined(separator: " ")
            names.insert(name)
            #expect(written.contains(name), "\(name) is in no page")
        }
        // Guards the reading of `--help` itself: the program has more of both.
        try #require(names.count >= 20 && options.count >= 20, "\(names.sorted()) \(options.sorted())")
        for option in options { #expect(written.contains(option), "\(option) is in no page") }

        let named = Set(Self.matches(#"(?<![\w-])--[a-z][a-z-]+"#, in: written))
        #expect(named.subtracting(options).subtracting(Self.foreignOptions).isEmpty)
        for called in Set(Self.matches(#"(?<=`|^|\$ )ydp [a-z]+( [a-z]+)?"#, in: written)) {
            let isKnown = names.contains { $0 == called || $0.hasPrefix(called + " ") || called.hasPrefix($0 + " ") }
            #expect(isKnown, "there is no `\(called)`")
        }
    }

    @Test func `docs/operate.md lists every setting with its variable and default, and no other`() throws {
        let printed = try Binary().run("config", "--json")
        let settings = try #require(JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: String])
        let rows = try DocumentationPage.rows(DocumentationPage("docs/operate.md").lines).filter { row in
            row.count > 2 && row[1].hasPrefix("`YDP_")
        }
        #expect(Set(rows.flatMap { DocumentationPage.codeSpans($0[0]) }) == Set(settings.keys))
        for row in rows {
            let key = try #require(DocumentationPage.codeSpans(row[0]).first)
            let variable = "YDP_" + key.uppercased().replacingOccurrences(of: "-", with: "_")
            #expect(row[1] == "`\(variable)`")
            // The tests themselves set these two.
            guard key != "data-dir", key != "language", let value = settings[key] else { continue }
            #expect(DocumentationPage.codeSpans(row[2]) == (value.isEmpty ? [] : [value]), "\(key)")
        }
    }

    @Test func `docs/api.md lists every route of the API's own description, and no other`() async throws {
        let ydp = try Binary()
        let server = try ydp.serve()
        let description = try await Web.get(server.address + "/api/v1/openapi.json").json
        server.stop()
        let paths = try #require(description["paths"] as? [String: Any])
        #expect(try Set(DocumentationPage("docs/api.md").explained("addresses")) == Set(paths.keys))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl")))
    func `The examples of docs/api.md answer when pasted`() throws {
        let ydp = try Binary()
        let seeded = try ydp.run("seed", PackageFiles.path("datasets"))
        try #require(seeded.status == 0, "\(seeded)")
        let server = try ydp.serve()
        defer { server.stop() }
        let blocks = try DocumentationPage("docs/api.md").blocks("sh")
        let examples = blocks.joined(separator: "\n").replacingOccurrences(
            of: "http://127.0.0.1:8080",
            with: server.address
        )
        let script =
            "curl() { command curl -sS --noproxy '*' -w '\\n%{http_code} %{url_effective}\\n' \"$@\"; }\n" + examples
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = ["-c", script]
        shell.currentDirectoryURL = URL(fileURLWithPath: ydp.directory.path)
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        shell.waitUntilExit()
        let answers = Self.matches(#"(?m)^\d{3} http\S+"#, in: printed)
        #expect(answers.count == examples.components(separatedBy: "\n").count { $0.hasPrefix("curl ") })
        for answer in answers {
            // One example is misspelt on purpose, to show an error.
            #expect(answer.hasPrefix(answer.contains("populaton") ? "400 " : "200 "), "\(answer)")
        }
        let suggestsNearest = printed.contains(#""did_you_mean":"population""#)
        #expect(suggestsNearest)
    }

    private static func matches(_ pattern: String, in text: String) -> [String] {
        guard let expression = try? NSRegularExpression(pattern: pattern, options: .anchorsMatchLines) else {
            return []
        }
        return expression.matches(in: text, range: NSRange(text.startIndex..., in: text))
            .compactMap { Range($0.range, in: text).map { String(text[$0]) } }
    }
}

/// What `--help` of one command prints.
private struct Help {
    /// Names under SUBCOMMANDS.
    var subcommands: [String] = []
    /// Long options: `--data-dir`.
    var options: Set<String> = []

    init(_ text: String) {
        var section = ""
        for line in text.components(separatedBy: "\n") {
            if !line.hasPrefix(" "), line.hasSuffix(":") { section = line }
            let words = line.split(whereSeparator: { " ,<>[]".contains($0) }).map(String.init)
            switch section {
            case "SUBCOMMANDS:" where line.hasPrefix("  ") && !line.hasPrefix("   "):
                if let name = words.first, name.allSatisfy({ $0.isLowercase || $0 == "-" }) { subcommands.append(name) }
            case "OPTIONS:" where line.hasPrefix("  -"):
                options.formUnion(words.prefix { $0.hasPrefix("-") }.filter { $0.hasPrefix("--") })
            default: break
            }
        }
    }
}

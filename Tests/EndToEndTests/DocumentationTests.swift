import Catalog
import Foundation
import HTTPTypes
import OpenData
import TestSupport
import Testing
import WebSupport

@testable import CatalogAPI
@testable import Fetching
@testable import Harvesting
@testable import Validation

/// What the pages explain is what the modules say, in both directions.
@Suite struct `Documentation` {
    @Test func `docs/codes.md explains every outcome`() throws {
        try expect("outcomes", explains: Outcome.allCases.map(\.rawValue))
    }

    @Test func `docs/codes.md explains every finding of reading and checking`() throws {
        let notices = try ["Notice", "Notice+JSON"].flatMap {
            try Self.matches(#""([a-z_]+)", \.(?:error|warning|info)\b"#, in: "Sources/Tabular/Findings/\($0).swift")
        }
        try #require(notices.count > 10)
        try expect("findings", explains: Set(notices).union(Rule.allCases.map(\.rawValue)))
    }

    @Test func `docs/codes.md explains every reason for which a file is no table`() throws {
        var codes: Set<String> = []
        for file in ["Sources/Tabular/Reading", "Sources/Tables/Building"].map({ $0 + "/TabularError+Message.swift" }) {
            let found = try Self.matches(#"code: "([a-z_]+)""#, in: file)
            try #require(!found.isEmpty, "\(file)")
            codes.formUnion(found)
        }
        try expect("unreadable", explains: codes)
    }

    @Test func `docs/codes.md explains every failed download, with its retries`() throws {
        try expect("downloads", explains: FetchError.Code.allCases.map(\.rawValue))
        for row in try DocumentationPage.rows(DocumentationPage("docs/codes.md").section("downloads")) {
            let name = try #require(DocumentationPage.codeSpans(row[0]).first)
            let rule = try #require(FetchError.Code(rawValue: name)).rule
            #expect(row[1] == rule.retry.rawValue, "\(name)")
            #expect(row[0].contains("†") == (rule.outcome == .blocked), "\(name)")
        }
    }

    @Test func `docs/codes.md explains every reason of imports and harvests`() throws {
        let reasons = Set(HarvestReason.allCases.map(\.rawValue)).union(ImportMessages.table.keys)
        try expect("harvest", explains: reasons)
    }

    @Test func `docs/codes.md explains every problem of the API, with its status`() throws {
        try expect("problems", explains: ProblemKind.allCases.map(\.rawValue))
        for row in try DocumentationPage.rows(DocumentationPage("docs/codes.md").section("problems")) {
            let name = try #require(DocumentationPage.codeSpans(row[0]).first)
            #expect(row[1] == String(try #require(ProblemKind(rawValue: name)).status.code), "\(name)")
        }
    }

    @Test func `The states that docs/codes.md explains are those of sources and versions`() throws {
        let page = try DocumentationPage("docs/codes.md")
        let health = page.explained("health")
        let states = page.explained("versions")
        #expect(health.count == 4 && health.allSatisfy { Source.Health(rawValue: $0) != nil }, "\(health)")
        #expect(states.count == 4 && states.allSatisfy { TableVersion.State(rawValue: $0) != nil }, "\(states)")
    }

    @Test func `docs/api.md names every action of CKAN that is answered, and no other`() throws {
        let written = try DocumentationPage("docs/api.md").section("ckan").filter { !$0.hasPrefix("| CKAN") }
        let actions = DocumentationPage.rows(written).flatMap { DocumentationPage.codeSpans($0.first ?? "") }
            .filter { name in name.allSatisfy { $0 == "_" || $0.isLowercase } && name != "url" }
        #expect(Set(actions).subtracting(["datastore_search_sql"]) == Set(CKANAction.all.map(\.name)))
    }

    @Test(arguments: try DocumentationPage.all().map(\.path))
    func `Links between pages lead somewhere`(path: String) throws {
        let page = try DocumentationPage(path)
        let folder = URL(filePath: "/" + path).deletingLastPathComponent()
        for link in page.links {
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let target =
                parts[0].isEmpty
                ? path : String(folder.appending(path: parts[0]).standardizedFileURL.path().dropFirst())
            #expect(FileManager.default.fileExists(atPath: PackageFiles.path(target)), "\(link)")
            guard parts.count == 2, target.hasSuffix(".md") else { continue }
            #expect(try DocumentationPage(target).anchors.contains(parts[1]), "\(link)")
        }
    }

    @Test func `Every module introduces itself, and docs/architecture.md draws it`() throws {
        let architecture = try DocumentationPage("docs/architecture.md").text
        for module in try DocumentationPage.modules() {
            let page = try DocumentationPage("Sources/\(module)/README.md")
            #expect(page.lines.first == "# \(module)" && (4...16).contains(page.lines.count), "\(module)")
            #expect(architecture.contains(module), "\(module)")
        }
    }

    // MARK: Comparing

    /// Whether the tables of a section of docs/codes.md explain exactly `codes`, each once.
    private func expect(
        _ anchor: String,
        explains codes: some Collection<String>,
        sourceLocation: SourceLocation = #_sourceLocation,
    ) throws {
        let explained = try DocumentationPage("docs/codes.md").explained(anchor)
        let missing = Set(codes).subtracting(explained).sorted()
        let unknown = Set(explained).subtracting(codes).sorted()
        #expect(missing.isEmpty, "not explained: \(missing)", sourceLocation: sourceLocation)
        #expect(unknown.isEmpty, "explained, but never said: \(unknown)", sourceLocation: sourceLocation)
        #expect(explained.count == Set(explained).count, "explained twice", sourceLocation: sourceLocation)
    }

    /// The first groups of all matches in a source file: for codes that are literals in a table of sentences.
    private static func matches(_ pattern: String, in file: String) throws -> [String] {
        let text = String(decoding: try PackageFiles.bytes(file), as: UTF8.self)
        let expression = try NSRegularExpression(pattern: pattern)
        let whole = NSRange(text.startIndex..., in: text)
        return expression.matches(in: text, range: whole).compactMap { match in
            Range(match.range(at: 1), in: text).map { String(text[$0]) }
        }
    }
}

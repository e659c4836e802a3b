import Foundation
import TestSupport

/// A page of the documentation, read as far as tests hold it against the program.
///
/// Sections, table rows, code spans, code blocks and links: Markdown as we write it, not as it may be written.
struct DocumentationPage: Sendable {
    /// Path from the package root: `docs/api.md`.
    let path: String
    let text: String

    init(_ path: String) throws {
        self.path = path
        text = String(decoding: try PackageFiles.bytes(path), as: UTF8.self)
    }

    /// Every page that people are sent to.
    static func all() throws -> [DocumentationPage] {
        let files = FileManager.default
        let docs = try files.subpathsOfDirectory(atPath: PackageFiles.path("docs")).map { "docs/" + $0 }
        let modules = try modules().map { "Sources/\($0)/README.md" }
        let others = ["README.md", "CHANGELOG.md", "schemas/README.md", "datasets/README.md", "Benchmarks/README.md"]
        return try (others + docs + modules).filter { $0.hasSuffix(".md") }.sorted().map(DocumentationPage.init)
    }

    /// Names of the folders of `Sources`.
    static func modules() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: PackageFiles.path("Sources"))
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    // MARK: Parts

    var lines: [String] { text.components(separatedBy: "\n") }

    /// The lines between the heading with that anchor and the next heading of its level or above; none without such a heading.
    func section(_ anchor: String) -> [String] {
        guard let start = lines.firstIndex(where: { $0.hasPrefix("#") && $0.contains("<a id=\"\(anchor)\">") }) else {
            return []
        }
        let level = lines[start].prefix { $0 == "#" }.count
        let rest = lines[(start + 1)...]
        let end = rest.firstIndex { $0.hasPrefix("#") && $0.prefix { $0 == "#" }.count <= level }
        return Array(rest[..<(end ?? rest.endIndex)])
    }

    /// The cells of the rows of all tables in `lines`, heads and rules left out, blanks around trimmed.
    static func rows(_ lines: [String]) -> [[String]] {
        let tables = lines.enumerated().filter { number, line in
            guard line.hasPrefix("|"), !line.hasPrefix("|---"), !line.hasPrefix("|:") else { return false }
            let next = number + 1 < lines.count ? lines[number + 1] : ""
            return !next.hasPrefix("|---")
        }
        return tables.map { $0.element.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
    }

    /// What stands between backquotes, in order.
    static func codeSpans(_ text: String) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    /// The code spans of the first cells of a section's tables: what that section explains.
    func explained(_ anchor: String) -> [String] {
        Self.rows(section(anchor)).flatMap { Self.codeSpans($0.first ?? "") }
    }

    /// The contents of the fenced blocks of a language.
    func blocks(_ language: String) -> [String] {
        var blocks: [String] = []
        var block: [String]?
        for line in lines {
            if let begun = block {
                if line == "```" {
                    (block, blocks) = (nil, blocks + [begun.joined(separator: "\n")])
                } else {
                    block = begun + [line]
                }
            } else if line == "```\(language)" {
                block = []
            }
        }
        return blocks
    }

    // MARK: Links

    /// Targets of links in this page that are not addresses: `api.md#rows`.
    var links: [String] {
        text.components(separatedBy: "](").dropFirst()
            .compactMap { $0.split(separator: ")", maxSplits: 1).first.map(String.init) }
            .filter { !$0.contains("://") }
    }

    /// Anchors that the page sets itself.
    var anchors: Set<String> {
        Set(text.components(separatedBy: "<a id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) })
    }
}

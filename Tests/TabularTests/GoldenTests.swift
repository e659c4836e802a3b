import Foundation
import TestSupport
import Testing

@testable import Tabular

/// How every table under `../shared/data` is understood, held against a description that people have read: one text file for each
/// folder, with no data in it but header names.
///
/// `YDP_GOLDEN=write` writes the descriptions anew (docs/extend.md); look at what changed before you keep it.
@Suite(.enabled(if: SharedFiles.exists)) struct `Golden descriptions` {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Golden"
    )
    private static let writes = ProcessInfo.processInfo.environment["YDP_GOLDEN"] == "write"

    private static let folders: [String] = {
        let paths = SharedFiles.files(below: "data", suffixes: suffixes)
        return Set(paths.map { $0.split(separator: "/") }.filter { $0.count >= 3 }.map { String($0[1]) }).sorted()
    }()
    private static let suffixes = [".csv", ".txt", ".json", ".geojson", ".topojson"]

    @Test(arguments: folders)
    func `say how the files of a folder are understood`(_ name: String) throws {
        let paths = SharedFiles.files(below: "data", suffixes: Self.suffixes)
            .filter { $0.split(separator: "/").dropFirst().first.map(String.init) == name }.sorted()
        let description = paths.map(Self.describe).joined(separator: "\n")
        let file = Self.folder.appendingPathComponent("\(name).golden")
        if Self.writes { try Data(description.utf8).write(to: file) }
        let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let lines = description.split(separator: "\n", omittingEmptySubsequences: false)
        let keptLines = kept.split(separator: "\n", omittingEmptySubsequences: false)
        let difference = lines.difference(from: keptLines).map { change in
            switch change {
            case .insert(_, let line, _): "+ \(line)"
            case .remove(_, let line, _): "- \(line)"
            }
        }
        #expect(difference.isEmpty, "\(name): \(difference.prefix(20).joined(separator: "\n"))")
    }

    /// The description of one file.
    private static func describe(_ path: String) -> String {
        let name = path.split(separator: "/").dropFirst(2).joined(separator: "/")
        var lines = ["\(name.isEmpty ? path : name)"]
        do throws(TabularError) {
            let document = try TabularDocument(path: SharedFiles.path(path))
            let reading = document.reading
            var words = [reading.format.rawValue, reading.encoding.rawValue + (reading.hasByteOrderMark ? " bom" : "")]
            if let end = reading.lineEnd { words.append(end.rawValue) }
            if let delimiter = reading.delimiter, delimiter != ",", delimiter != "\t" {
                words.append("delimiter \(delimiter)")
            }
            if let path = reading.jsonPath, !path.isEmpty { words.append("at \(path)") }
            if let line = reading.headerLine { words.append("header on line \(line)") }
            if reading.headerRows != 1 { words.append("of \(reading.headerRows) rows") }
            words.append("\(reading.rowCount) rows")
            lines.append("  \(words.joined(separator: ", "))")
            let counts = document.findingCounts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            if !counts.isEmpty { lines.append("  found: \(counts.joined(separator: ", "))") }
            for column in document.columns {
                lines.append("    \(column.name): \(column.type.rawValue)\(column.format.map { " (\($0))" } ?? "")")
            }
        } catch {
            lines.append("  no table: \(error.code)\(error.line.map { ", line \($0)" } ?? "")")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

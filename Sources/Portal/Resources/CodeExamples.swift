import OpenData
import Tabular
import WebSupport

/// Code that calls the API on one table and works when pasted: absolute, percent-encoded addresses, with a column
/// and a value that are in the data.
///
/// Only addresses made by ``Links`` enter the code, so nothing in the data can break out of its quotes.
struct CodeExamples {
    /// The condition that the samples use; nil when no cell serves, then they take the first rows.
    let filter: (column: String, value: String)?
    /// The address that the samples read.
    let address: String

    init(resource: String, preview: Preview?, _ links: Links) {
        filter = preview.flatMap(Self.filter)
        var query: [(String, String)] = filter.map { [($0.column, $0.value)] } ?? []
        query.append(("limit", "5"))
        address = links.apiResource(resource, "rows", query: query)
    }

    /// One sample per language.
    var snippets: [SnippetView] {
        [
            SnippetView(label: "curl", code: Self.curl(address)),
            SnippetView(
                label: "Python",
                code: """
                    import json, urllib.request

                    with urllib.request.urlopen("\(address)") as answer:
                        rows = json.load(answer)["data"]
                    for row in rows:
                        print(row)
                    """
            ),
            SnippetView(
                label: "JavaScript",
                code: """
                    const answer = await fetch("\(address)");
                    const { data } = await answer.json();
                    console.table(data);
                    """
            ),
            SnippetView(
                label: "Swift",
                code: """
                    import Foundation
                    #if canImport(FoundationNetworking)
                    import FoundationNetworking
                    #endif

                    let address = URL(string: "\(address)")!
                    let (data, _) = try await URLSession.shared.data(from: address)
                    let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
                    for row in answer?["data"] as? [[String: Any]] ?? [] {
                        print(row)
                    }
                    """
            ),
            SnippetView(
                label: "R",
                code: """
                    library(jsonlite)

                    rows <- fromJSON("\(address)")$data
                    print(rows)
                    """
            ),
        ]
    }

    static func curl(_ address: String) -> String { "curl '\(address)'" }

    /// A short word that comes more than once, so that the answer is a list; else the first short text.
    private static func filter(_ preview: Preview) -> (column: String, value: String)? {
        var first: (column: String, value: String)?
        for (index, field) in preview.fields.enumerated() where isPlainName(field.name) {
            guard field.type == ColumnType.string.rawValue else { continue }
            let cells = preview.rows.compactMap { $0.cells.indices.contains(index) ? $0.cells[index] : nil }
            let values = cells.filter(isShort)
            let repeated = values.first { value in isWord(value) && values.count { $0 == value } > 1 }
            if let repeated, Set(values).count > 1 { return (field.name, repeated) }
            if first == nil, let value = values.first { first = (field.name, value) }
        }
        return first
    }

    /// Whether a text says something to people, unlike a code of digits.
    private static func isWord(_ text: String) -> Bool {
        text.utf8.contains { $0 >= 0x80 || ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z")) }
    }

    /// Whether the name can be a parameter as it is: no operator in it, not one of the API's own parameters.
    private static func isPlainName(_ name: String) -> Bool {
        let reserved = APIReference.parameters.map(\.name) + ["lang"]
        let bytes = Array(name.utf8)
        let hasOperator = zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "_") && $1 == UInt8(ascii: "_") }
        return !hasOperator && !bytes.starts(with: "f.".utf8) && !reserved.contains(name) && isShort(name)
    }

    private static func isShort(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}

/// A piece of code with the name of its language.
struct SnippetView {
    var label: String
    var code: String
}

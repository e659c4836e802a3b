import ArgumentParser
import Foundation
import Tables
import Tabular
import Validation

/// `ydp convert`: the cleaned table, UTF-8.
struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write a file's table as clean UTF-8 CSV, JSON or NDJSON.",
        discussion: "Example: ydp convert 352012_aed.csv --to json --out aed.json",
    )

    /// Formats that can be written.
    enum Target: String, ExpressibleByArgument, CaseIterable {
        case csv, json, ndjson

        var rows: RowFormat {
            switch self {
            case .csv: .csv
            case .json: .json
            case .ndjson: .ndjson
            }
        }
    }

    @Argument(help: "File, or address beginning with http:// or https://.")
    var file: String
    @Option(help: "csv, json or ndjson.")
    var to: Target = .csv
    @Option(help: "Where to write. (default: standard output)")
    var out: String?
    @Option(
        name: .customLong("allow-address"),
        parsing: .singleValue,
        help: "Allow addresses that are not public, as CIDR."
    )
    var allowedAddresses: [String] = []
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let settings = try global.settings()
        let input = try await InputFile.open(file, allowing: allowedAddresses, settings: settings)
        defer { input.remove() }
        let document = try TabularDocument(path: input.path)
        // A table file in a folder of its own is the shortest way to the same cells that the API serves.
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ydp-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = FileStore(directory: folder)
        try store.prepare()
        let built = try TableBuilder(store: store).build(document, blob: "", source: input.name, schema: nil)
        let output = try OutputFile(path: out)
        let queries = TableQueries(store: store, threads: 1, timeout: .seconds(3_600))
        defer { queries.shutDown() }
        let table = TableReference(resource: "convert", version: 1, table: built.table)
        try await queries.export(RowQuery(), of: table, as: to.rows) { try output.write($0) }
        try output.finish()
    }
}

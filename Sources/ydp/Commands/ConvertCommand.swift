import ArgumentParser
import Foundation
import Tables
import Tabular
import Validation

/// `ydp convert`: the cleaned table, UTF-8.
struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write a file's table as clean CSV, JSON, NDJSON or GeoJSON.",
        discussion: "Example: ydp convert 352012_aed.csv --to json --out aed.json",
    )

    /// Formats that can be written.
    enum Target: String, ExpressibleByArgument, CaseIterable {
        case csv, json, ndjson, geojson

        var rows: RowFormat {
            switch self {
            case .csv: .csv
            case .json: .json
            case .ndjson: .ndjson
            case .geojson: .geojson
            }
        }
    }

    /// Encodings that can be written.
    enum Encoding: String, ExpressibleByArgument, CaseIterable {
        case utf8 = "utf-8"
        case shiftJIS = "shift_jis"
    }

    @Argument(help: "File, or address beginning with http:// or https://.")
    var file: String
    @Option(help: "csv, json, ndjson or geojson.")
    var to: Target = .csv
    @Option(help: "utf-8, or shift_jis for CSV that old programs read.")
    var encoding: Encoding = .utf8
    @Flag(help: "Begin CSV with a byte order mark, by which Excel knows UTF-8.")
    var bom = false
    @Option(help: "excel: put ' before cells of a CSV that a spreadsheet would run as formulas.")
    var safe: CSVBytes.Safety = .none
    @Option(help: "Where to write. (default: standard output)")
    var out: String?
    @Option(
        name: .customLong("allow-address"),
        parsing: .singleValue,
        help: "Allow addresses that are not public, as CIDR."
    )
    var allowedAddresses: [String] = []
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard to != .csv, encoding != .utf8 || bom || safe != .none else { return }
        throw ValidationError(
            "--encoding, --bom and --safe are for csv only. / --encoding、--bom、--safe は csv だけで使えます。"
        )
    }

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
        var style = RowStyle()
        style.safety = safe
        if bom, encoding == .utf8 { try output.write(CSVBytes.byteOrderMark) }
        let encoder = encoding == .shiftJIS ? ShiftJISWriter() : nil
        try await queries.export(RowQuery(), of: table, as: to.rows, style: style) { piece in
            try output.write(encoder?.encode(piece) ?? piece)
        }
        try output.finish()
        if let report = encoder?.report { Console.note("\(report.ja)\n\(report.en)") }
    }
}

extension CSVBytes.Safety: ExpressibleByArgument {}

import ArgumentParser
import Fetching
import Tabular
import Validation

/// `ydp check`: reads and validates a file without registering it.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read and check a file or address without registering it.",
        discussion: """
            Prints how the file was read (encoding, delimiter, header row, types) and every finding with row and column.
            Without --schema, the municipal standard dataset is recognised by the header.
            Example: ydp check 352012_aed.csv --schema aed.new
            Exit codes: 0 no errors · 1 errors were found · 2 the file cannot be read as a table
            """,
    )

    /// How the report is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

    @Argument(help: "File, or address beginning with http:// or https://.")
    var file: String
    @Option(help: "Name of a schema (aed.new) or path of a Table Schema file.")
    var schema: String?
    @Option(help: "text, json or html.")
    var report: Format?
    @Option(
        name: .customLong("allow-address"),
        parsing: .singleValue,
        help: "Allow addresses that are not public, as CIDR."
    )
    var allowedAddresses: [String] = []
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let settings = try global.settings()
        let library = try Platform.schemas(settings)
        let input = try await InputFile.open(file, allowing: allowedAddresses, settings: settings)
        defer { input.remove() }
        let result = try Report.make(of: TabularOpening(path: input.path), source: input.name) { columns in
            try schema.map { try SchemaArgument.schema($0, in: library) } ?? library.recognise(columns)
        }
        switch report ?? (global.wantsJSON ? .json : .text) {
        case .text: Console.print(bytes: Array(result.text(language: settings.language).utf8))
        case .json: Console.print(bytes: result.json() + [UInt8(ascii: "\n")])
        case .html: Console.print(bytes: Array(result.html(language: settings.language).utf8))
        }
        guard result.errorCount == 0 else { throw Failure(.answerIsNo) }
    }
}

/// A `--schema` argument: a name of the library, or a file.
enum SchemaArgument {
    static func schema(_ text: String, in library: SchemaLibrary) throws -> TableSchema {
        if let schema = library.schema(named: text) { return schema }
        guard let bytes = InputFile.bytes(at: text) else {
            let known = library.schemas.map(\.name).sorted().joined(separator: ", ")
            throw Failure(
                .badInput,
                ja: "スキーマ「\(text)」は、名前の一覧（\(known)）にもファイルとしてもありません。",
                en: "There is no schema “\(text)”, neither by name (\(known)) nor as a file."
            )
        }
        return try TableSchema(name: text, json: bytes)
    }
}

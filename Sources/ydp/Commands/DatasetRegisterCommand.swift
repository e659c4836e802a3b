import ArgumentParser
import Catalog
import Foundation
import Harvesting
import OpenData
import Tabular
import Validation

/// `ydp dataset register`: one dataset with one distribution from a file or address.
struct DatasetRegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Register one dataset from a CSV or JSON file, or publish a new version of it.",
        discussion: """
            The file is read and checked first; when it is no table, nothing is stored.
            Example: ydp dataset register aed.csv --name hagi-aed --title AED設置箇所一覧 --organization hagi --license cc-by-4.0
            """,
    )

    @Argument(help: "File, or address beginning with http:// or https://.")
    var file: String
    @Option(help: "Name in URLs: a-z, 0-9, - and _.")
    var name: String
    @Option(help: "Title in Japanese.")
    var title: String
    @Option(help: "Name of the publisher; made when it does not exist.")
    var organization: String
    @Option(help: "Licence id, for example cc-by-4.0 or pdl-1.0.")
    var license: String?
    @Option(help: "Name of a schema (aed.new) or path of a Table Schema file. (default: recognised by the header)")
    var schema: String?
    @Option(parsing: .singleValue, help: "A tag; may be repeated.")
    var tag: [String] = []
    @Option(help: "What the dataset is about.")
    var description: String?
    @Option(help: "Fetch the address again after this time: 6h, 1d. Only for addresses.")
    var every: String?
    @Option(
        name: .customLong("allow-address"),
        parsing: .singleValue,
        help: "Allow addresses that are not public, as CIDR."
    )
    var allowedAddresses: [String] = []
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        try checkArguments()
        let settings = try global.settings()
        let interval = try every.map(SourceArguments.seconds)
        let input = try await InputFile.open(file, allowing: allowedAddresses, settings: settings)
        defer { input.remove() }
        // Read before anything is stored: a file that is no table leaves no trace.
        _ = try TabularDocument(path: input.path)
        let platform = try await Platform(settings: settings)
        let now = Timestamp.now()
        if try await platform.catalog.organization(organization) == nil {
            try await platform.catalog.put(
                Organization(
                    name: organization,
                    id: Identifier.uuid("organization", organization),
                    title: organization,
                    created: now,
                    modified: now
                ),
                actor: "cli"
            )
        }
        let dataset = makeDataset(input, now: now)
        let chosen = try schema.map { try SchemaArgument.schema($0, in: platform.schemas) }
        let result = try await platform.ingest.register(dataset, file: input.path, schema: chosen, actor: "cli")
        if isAddress, let interval {
            var source = Source(name: name, kind: .file, url: file, created: now, modified: now)
            source.organization = organization
            source.interval = interval
            source.allowedAddresses = allowedAddresses
            try await platform.catalog.put(source, actor: "cli")
        }
        Console.print(RecordLine.text(result, language: settings.language))
        guard ![.held, .rejected, .withdrawn].contains(result.outcome) else { throw Failure(.answerIsNo) }
    }

    private var isAddress: Bool { file.utf8.starts(with: "http://".utf8) || file.utf8.starts(with: "https://".utf8) }

    private func checkArguments() throws {
        for value in [name, organization] where !Identifier.isValidName(value) {
            throw CatalogError(.invalidName(value))
        }
        if let license, License.named(license) == nil {
            let known = License.all.map(\.id).joined(separator: ", ")
            throw Failure(
                .badInput,
                ja: "ライセンス「\(license)」はありません。使えるもの: \(known)",
                en: "There is no licence “\(license)”. Known: \(known)"
            )
        }
        if every != nil, !isAddress {
            throw Failure(
                .badInput,
                ja: "--every は URL を登録するときだけ使えます。ファイルは、変わったときにもう一度 register してください。",
                en: "--every works only for an address. Register a file again when it has changed."
            )
        }
        for block in allowedAddresses { _ = try SourceArguments.block(block) }
    }

    private func makeDataset(_ input: InputFile, now: Timestamp) -> Dataset {
        var dataset = Dataset(
            name: name,
            id: Identifier.uuid("dataset", name),
            title: title,
            organization: organization,
            created: now,
            modified: now
        )
        dataset.description = description
        dataset.license = license
        dataset.tags = tag
        let suffix = input.name.split(separator: ".").last.map { $0.uppercased() } ?? ""
        var distribution = Distribution(
            id: Identifier.uuid("distribution", name),
            title: input.name,
            format: ["CSV", "TSV", "JSON", "GEOJSON"].contains(suffix) ? suffix : "CSV"
        )
        distribution.downloadURL = isAddress ? file : nil
        distribution.schema = schema
        dataset.distributions = [distribution]
        return dataset
    }
}

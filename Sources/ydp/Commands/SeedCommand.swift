import ArgumentParser
import Catalog
import Foundation
import Harvesting
import Tabular

/// `ydp seed`: registers the data packages of a folder.
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed",
        abstract: "Register every data package (datapackage.json) below a folder. Running it again changes nothing.",
        discussion: "Example: ydp seed datasets",
    )

    @Argument(help: "Folder of data packages. (default: datasets/ here or beside ydp)")
    var directory: String?
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let settings = try global.settings()
        guard let folder = directory ?? Checkout.find("datasets"), FileManager.default.fileExists(atPath: folder) else {
            throw Failure(
                .badInput,
                ja: "データパッケージのフォルダー「\(directory ?? "datasets")」がありません。",
                en: "There is no folder of data packages “\(directory ?? "datasets")”."
            )
        }
        let platform = try await Platform(settings: settings)
        var isBad = false
        for record in try await platform.ingest.seed(directory: folder) {
            Console.print(RecordLine.text(record, language: settings.language))
            isBad = isBad || ![.created, .updated, .unchanged].contains(record.outcome)
        }
        guard !isBad else { throw Failure(.answerIsNo) }
    }
}

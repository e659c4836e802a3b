import ArgumentParser
import Catalog
import OpenData
import Tabular

/// `ydp dataset`: datasets that are registered by hand, and what may be done to any dataset.
struct DatasetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset",
        abstract: "Datasets: register one, list, show, withdraw.",
        subcommands: [DatasetRegisterCommand.self, List.self, Show.self, Withdraw.self],
    )

    /// `ydp dataset list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List datasets with organization and number of rows.",
            discussion: "Example: ydp dataset list"
        )

        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            for name in try await platform.catalog.datasetNames() {
                guard let dataset = try await platform.catalog.dataset(name) else { continue }
                let rows = dataset.distributions.compactMap(\.current?.rowCount).reduce(0, +)
                Console.print("\(name)\t\(dataset.organization)\t\(rows)\t\(dataset.title)")
            }
        }
    }

    /// `ydp dataset show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one dataset with its files and versions.",
            discussion: "Example: ydp dataset show initiatives"
        )

        @Argument var name: String
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            let dataset = try await DatasetArguments.dataset(name, in: platform)
            Console.print("\(dataset.name)  \(dataset.title)")
            Console.print(
                "organization: \(dataset.organization)  license: \(dataset.license ?? "-")  state: \(dataset.state.rawValue)"
            )
            for distribution in dataset.distributions {
                Console.print("resource \(distribution.id)  \(distribution.format)  \(distribution.title)")
                for version in try await platform.catalog.versions(ofDistribution: distribution.id) {
                    let reason = version.reason.map { " (\($0))" } ?? ""
                    Console.print(
                        "  version \(version.number) \(version.state.rawValue)\(reason) \(version.created.rfc3339) "
                            + "\(version.rowCount) rows, \(version.errorCount) errors, \(version.warningCount) warnings"
                    )
                }
            }
        }
    }

    /// `ydp dataset withdraw`.
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hide a dataset from every page and API (410). Its history stays.",
            discussion: "Example: ydp dataset withdraw initiatives"
        )

        @Argument var name: String
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            _ = try await DatasetArguments.dataset(name, in: platform)
            try await platform.catalog.withdraw(name, actor: "cli")
            Console.print("withdrawn \(name)")
        }
    }
}

/// What commands about datasets accept.
enum DatasetArguments {
    static func dataset(_ name: String, in platform: Platform) async throws -> Dataset {
        guard let dataset = try await platform.catalog.dataset(name) else {
            throw Failure(
                .badInput,
                ja: "データセット「\(name)」はありません。`ydp dataset list` で名前を確かめてください。",
                en: "There is no dataset “\(name)”. `ydp dataset list` shows the names."
            )
        }
        return dataset
    }
}

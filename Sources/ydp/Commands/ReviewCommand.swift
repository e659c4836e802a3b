import ArgumentParser
import Catalog
import OpenData
import Tabular

/// `ydp review`: versions that are held, waiting for a person.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Held versions: list, show, approve, reject.",
        subcommands: [List.self, Show.self, Approve.self, Reject.self],
    )

    /// `ydp review list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List versions that wait for a person: dataset, version, reason, rows now and rows held.",
            discussion: "Example: ydp review list"
        )

        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            for held in try await platform.catalog.heldVersions() {
                let now = held.distribution.current.map { "\($0.rowCount)" } ?? "-"
                let version = held.version
                Console.print(
                    "\(held.dataset.name)\t\(version.number)\t\(version.reason ?? "-")\t\(now)\t\(version.rowCount)"
                )
            }
        }
    }

    /// `ydp review show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a held version would change.",
            discussion: "Example: ydp review show 35201_aed 3"
        )

        @OptionGroup var choice: HeldArguments
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            let held = try await choice.version(in: platform)
            let before = held.distribution.current
            Console.print("\(held.dataset.name)  \(held.dataset.title)")
            Console.print("resource \(held.distribution.id)  \(held.distribution.title)")
            Console.print(
                "version \(held.version.number)  \(held.version.reason ?? "-")  \(held.version.created.rfc3339)"
            )
            Console.print("rows: \(before.map { "\($0.rowCount)" } ?? "-") -> \(held.version.rowCount)")
            let old = before?.fields.map(\.name) ?? []
            let new = held.version.fields.map(\.name)
            for name in old where !new.contains(name) { Console.print("- \(name)") }
            for name in new where !old.contains(name) { Console.print("+ \(name)") }
        }
    }

    /// `ydp review approve`.
    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish a held version: readers see it from now on.",
            discussion: "Example: ydp review approve 35201_aed 3"
        )

        @OptionGroup var choice: HeldArguments
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            let held = try await choice.version(in: platform)
            try await platform.catalog.approve(held.version.number, of: held.distribution.id, actor: "cli")
            Console.print("approved \(held.dataset.name) \(held.version.number)")
        }
    }

    /// `ydp review reject`.
    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a held version away. It stays in the history and is not offered again.",
            discussion: "Example: ydp review reject 35201_aed 3"
        )

        @OptionGroup var choice: HeldArguments
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            let held = try await choice.version(in: platform)
            try await platform.catalog.reject(held.version.number, of: held.distribution.id, actor: "cli")
            Console.print("rejected \(held.dataset.name) \(held.version.number)")
        }
    }
}

/// Names one held version.
struct HeldArguments: ParsableArguments {
    @Argument(help: "Name of the dataset.")
    var name: String
    @Argument(help: "Number of the version, as `ydp review list` shows it.")
    var version: Int
    @Option(help: "Id of the resource, where two of a dataset hold the same number.")
    var resource: String?

    /// The version meant.
    /// - Throws: ``Failure`` code 2 when none, or more than one, is held under that name and number.
    func version(in platform: Platform) async throws -> HeldVersion {
        let found = try await platform.catalog.heldVersions().filter {
            $0.dataset.name == name && $0.version.number == version
                && (resource ?? $0.distribution.id) == $0.distribution.id
        }
        guard let first = found.first else {
            throw Failure(
                .badInput,
                ja: "データセット「\(name)」の版 \(version) は確認待ちではありません。`ydp review list` で確かめてください。",
                en: "Version \(version) of dataset “\(name)” is not held. See `ydp review list`."
            )
        }
        guard found.count == 1 else {
            let ids = found.map(\.distribution.id).joined(separator: ", ")
            throw Failure(
                .badInput,
                ja: "同じ番号の版を持つファイルが複数あります。--resource で選んでください: \(ids)",
                en: "Several files hold a version of that number. Choose one with --resource: \(ids)"
            )
        }
        return first
    }
}

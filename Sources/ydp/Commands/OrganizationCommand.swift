import ArgumentParser
import Catalog
import OpenData
import Tabular

/// `ydp organization`: publishers.
struct OrganizationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organization",
        abstract: "Publishers: add one, list them.",
        subcommands: [Add.self, List.self],
    )

    /// `ydp organization add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a publisher, or change its title.",
            discussion: "Example: ydp organization add hagi --title 萩市 --title-en \"Hagi City\"",
        )

        @Argument(help: "Name in URLs: a-z, 0-9, - and _, 2 to 100 of them.")
        var name: String
        @Option(help: "Title in Japanese.")
        var title: String
        @Option(name: .customLong("title-en"), help: "Title in English.")
        var titleEnglish: String?
        @Option(help: "Home page.")
        var homepage: String?
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            let now = Timestamp.now()
            try await platform.catalog.put(
                Organization(
                    name: name,
                    id: Identifier.uuid("organization", name),
                    title: title,
                    titleEnglish: titleEnglish,
                    homepage: homepage,
                    created: now,
                    modified: now
                ),
                actor: "cli"
            )
            Console.print("\(name) \(title)")
        }
    }

    /// `ydp organization list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List publishers with their number of datasets.",
            discussion: "Example: ydp organization list"
        )

        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            for (organization, count) in try await platform.catalog.organizations() {
                Console.print("\(organization.name)\t\(count)\t\(organization.title)")
            }
        }
    }
}

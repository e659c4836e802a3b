import ArgumentParser
import Catalog
import OpenData
import Tabular

/// `ydp review`: what is held and waits for a person: versions of tables, and changes of datasets as a whole.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Held versions and proposals: list, show, approve, reject, allow; serve, in a browser.",
        subcommands: [List.self, Show.self, Approve.self, Reject.self, Allow.self, Serve.self],
    )

    /// `ydp review list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what waits for a person.",
            discussion: """
                Each line is dataset, version (or the code of a proposal), reason, rows now and rows held.
                Example: ydp review list
                """
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
            for open in try await platform.catalog.openProposals() {
                Console.print("\(open.dataset.name)\t\(open.proposal.code)\t\(open.proposal.code)\t-\t-")
            }
        }
    }

    /// `ydp review serve`.
    struct Serve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide in a browser on this machine, with buttons, until Ctrl-C.",
            discussion: """
                Prints "listening on http://127.0.0.1:…/review/…": open that address. Only whoever has it can decide, and only from this
                machine. Works beside a running `ydp serve`.
                Example: ydp review serve
                """
        )

        @Option(help: "Port to listen on; 0 picks a free one.")
        var port = 0
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            guard (0...65_535).contains(port) else {
                throw Failure(.badInput, ja: "--port は 0〜65535 です。", en: "--port is 0 to 65535.")
            }
            try await ReviewDesk(platform: Platform(settings: global.settings()), port: port).run()
        }
    }

    /// `ydp review show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a held version or a proposal would change.",
            discussion: """
                Example: ydp review show 35201_aed 3
                Example: ydp review show 35201_aed license_change
                """
        )

        @OptionGroup var choice: HeldArguments
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            let language = platform.settings.language
            switch try await choice.choice(in: platform) {
            case .version(let held):
                for line in VersionDifference(held).lines(language: language) { Console.print(line) }
            case .proposal(let open):
                Console.print("\(open.dataset.name)  \(open.dataset.title)")
                Console.print("proposal \(open.proposal.code)  \(open.proposal.since.rfc3339)")
                Console.print(language == "en" ? open.proposal.message.en : open.proposal.message.ja)
            }
        }
    }

    /// `ydp review approve`.
    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish a held version, or do what is proposed.",
            discussion: """
                The same change is not held again.
                Example: ydp review approve 35201_aed 3
                Example: ydp review approve 35201_aed gone
                """
        )

        @OptionGroup var choice: HeldArguments
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            switch try await choice.choice(in: platform) {
            case .version(let held):
                try await platform.catalog.approve(held.version.number, of: held.distribution.id, actor: "cli")
                Console.print("approved \(held.dataset.name) \(held.version.number)")
            case .proposal(let open):
                let (name, code) = (open.dataset.name, open.proposal.code)
                try await platform.catalog.decide(code, of: name, isApproved: true, actor: "cli")
                Console.print("approved \(name) \(code)")
            }
        }
    }

    /// `ydp review reject`.
    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a held version away, or decline a proposal. It is not offered again.",
            discussion: "Example: ydp review reject 35201_aed 3"
        )

        @OptionGroup var choice: HeldArguments
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            switch try await choice.choice(in: platform) {
            case .version(let held):
                try await platform.catalog.reject(held.version.number, of: held.distribution.id, actor: "cli")
                Console.print("rejected \(held.dataset.name) \(held.version.number)")
            case .proposal(let open):
                let (name, code) = (open.dataset.name, open.proposal.code)
                try await platform.catalog.decide(code, of: name, isApproved: false, actor: "cli")
                Console.print("rejected \(name) \(code)")
            }
        }
    }

    /// `ydp review allow`.
    struct Allow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set how far the tables of a dataset may change without being held.",
            discussion: """
                What is not given goes back to the rule for all: rows from 80 to 300 percent, never none, places in Yamaguchi.
                Example: ydp review allow 35201_events --rows 10..1000 --may-be-empty
                """
        )

        @Argument(help: "Name of the dataset.")
        var name: String
        @Option(help: "Rows of a new version in percent of the published one, LEAST..MOST.")
        var rows: String?
        @Flag(help: "A table without rows is published.")
        var mayBeEmpty = false
        @Flag(help: "Places may lie outside Yamaguchi.")
        var anywhere = false
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            var tolerance = Tolerance()
            if let rows {
                let parts = rows.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: true)
                    .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
                guard parts.count == 2, (0...100).contains(parts[0]), (100...1_000_000).contains(parts[1]) else {
                    throw Failure(
                        .badInput,
                        ja: "--rows は「50..400」のように、0〜100 と 100 以上の割合（%）で指定してください。",
                        en: "Give --rows as percentages such as 50..400: 0 to 100, and 100 or more."
                    )
                }
                tolerance.leastRows = Double(parts[0]) / 100
                tolerance.mostRows = Double(parts[1]) / 100
            }
            if mayBeEmpty { tolerance.mayBeEmpty = true }
            if anywhere { tolerance.anywhere = true }
            let platform = try await Platform(settings: global.settings())
            let isPlain = tolerance == Tolerance()
            try await platform.catalog.setTolerance(isPlain ? nil : tolerance, of: name, actor: "cli")
            Console.print(name)
        }
    }
}

/// Names one thing that waits.
struct HeldArguments: ParsableArguments {
    @Argument(help: "Name of the dataset.")
    var name: String
    @Argument(help: "Number of the version or code of the proposal, as `ydp review list` shows it.")
    var version: String
    @Option(help: "Id of the resource, where two of a dataset hold the same number.")
    var resource: String?

    /// What was named.
    enum Choice {
        case version(HeldVersion)
        case proposal(OpenProposal)
    }

    /// - Throws: ``Failure`` code 2 when nothing, or more than one thing, waits under that name.
    func choice(in platform: Platform) async throws -> Choice {
        guard let number = Int(version) else {
            let open = try await platform.catalog.openProposals()
                .first { $0.dataset.name == name && $0.proposal.code == version }
            guard let open else { throw nothing }
            return .proposal(open)
        }
        let found = try await platform.catalog.heldVersions().filter {
            $0.dataset.name == name && $0.version.number == number
                && (resource ?? $0.distribution.id) == $0.distribution.id
        }
        guard let first = found.first else { throw nothing }
        guard found.count == 1 else {
            let ids = found.map(\.distribution.id).joined(separator: ", ")
            throw Failure(
                .badInput,
                ja: "同じ番号の版を持つファイルが複数あります。--resource で選んでください: \(ids)",
                en: "Several files hold a version of that number. Choose one with --resource: \(ids)"
            )
        }
        return .version(first)
    }

    private var nothing: Failure {
        Failure(
            .badInput,
            ja: "データセット「\(name)」の版または提案「\(version)」は確認待ちではありません。`ydp review list` で確かめてください。",
            en: "Neither a version nor a proposal “\(version)” of dataset “\(name)” waits. See `ydp review list`."
        )
    }
}

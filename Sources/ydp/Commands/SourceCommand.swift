import ArgumentParser
import Catalog
import OpenData
import Tabular

/// `ydp source`: the places that are harvested.
struct SourceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "Harvest sources: add, list, show, pause, resume, remove.",
        subcommands: [Add.self, List.self, Show.self, Pause.self, Resume.self, Remove.self],
    )

    /// `ydp source add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a place to harvest. Nothing is downloaded yet.",
            discussion: """
                KIND is one of
                  ckan          a CKAN portal; the API is found from any of its addresses
                  dcat          a DCAT catalogue in Turtle, RDF/XML or JSON-LD
                  datajson      a data.json (DCAT-US 1.1)
                  opendatalist  オープンデータ一覧, the standard CSV in which a municipality lists its data
                  file          one CSV or JSON file; {yyyy} {mm} {dd} {gyy} in its address take the newest that exists
                Examples:
                  ydp source add ckan https://yamaguchi-opendata.jp/ckan --name pref --every 1d
                  ydp source add ckan https://data.bodik.jp --name bodik-hagi --filter organization=352047 --filter format=CSV
                  ydp source add dcat https://data.example/catalog.ttl --name region --every 1d
                  ydp source add datajson https://data.example/data.json --name prefecture-data
                  ydp source add opendatalist https://www.town.example.jp/open_data_list.csv --name town --organization town
                  ydp source add file 'https://www.town.example.jp/population_{yyyy}{mm}.csv' --name town-population --every 1d
                """,
        )

        @Argument(help: "ckan, dcat, datajson, opendatalist or file.")
        var kind: String
        @Argument(help: "Address of the portal or file, http:// or https://.")
        var url: String
        @Option(help: "Name of the source: a-z, 0-9, - and _.")
        var name: String
        @Option(help: "Publisher of records that name none.")
        var organization: String?
        @Option(help: "Time between runs: 30m, 6h, 1d, 2w. Without it, only `ydp harvest` runs it.")
        var every: String?
        @Option(
            name: .customLong("allow-address"),
            parsing: .singleValue,
            help: "Allow addresses that are not public, as CIDR (127.0.0.0/8). May be repeated."
        )
        var allowedAddresses: [String] = []
        @Option(
            name: .customLong("allow-host"),
            parsing: .singleValue,
            help: "Allow redirects to another host (data.example.jp, or .example.jp for a domain). May be repeated."
        )
        var allowedHosts: [String] = []
        @Option(
            name: .customLong("allow-port"),
            parsing: .singleValue,
            help: "Allow a port beside 80, 443, 8080 and 8443. May be repeated."
        )
        var allowedPorts: [Int] = []
        @Option(
            name: .customLong("ca-file"),
            help: "PEM file of the certificates to trust for this source instead of the system's."
        )
        var certificates: String?
        @Option(
            parsing: .singleValue,
            help:
                "Only records with organization=, group=, tag= or format=. May be repeated: one key or, several keys and."
        )
        var filter: [String] = []
        @Flag(
            name: .customLong("ignore-robots"),
            help: "Fetch what the host's robots.txt forbids. Only with the publisher's permission."
        )
        var ignoresRobots = false
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let kind = try SourceArguments.kind(kind)
            let filters = try filter.map(SourceArguments.filter)
            let hosts = try allowedHosts.map(SourceArguments.host)
            let ports = try allowedPorts.map(SourceArguments.port)
            let authorities = try certificates.map(SourceArguments.authorities)
            try SourceArguments.checkAddress(url)
            let blocks = try allowedAddresses.map(SourceArguments.block)
            let interval = try every.map(SourceArguments.seconds)
            let platform = try await Platform(settings: global.settings())
            guard try await platform.catalog.source(name) == nil else {
                throw Failure(
                    .badInput,
                    ja: "収集元「\(name)」はすでにあります。`ydp source show \(name)` で確かめ、変えるときは先に remove してください。",
                    en:
                        "There is already a source “\(name)”. See `ydp source show \(name)`; to change it, remove it first."
                )
            }
            let now = Timestamp.now()
            var source = Source(name: name, kind: kind, url: url, created: now, modified: now)
            source.organization = organization
            source.interval = interval
            source.allowedAddresses = blocks
            source.filters = filters.isEmpty ? nil : filters
            source.ignoresRobots = ignoresRobots ? true : nil
            source.allowedHosts = hosts.isEmpty ? nil : hosts
            source.allowedPorts = ports.isEmpty ? nil : ports
            source.authorities = authorities
            try await platform.catalog.put(source, actor: "cli")
            Console.print("\(name) \(kind.rawValue) \(url)")
        }
    }

    /// `ydp source list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List sources with their health.",
            discussion: "Example: ydp source list"
        )

        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            for source in try await platform.catalog.sources() {
                let health = try await platform.catalog.health(ofSource: source.name)
                let state = source.isPaused ? "paused" : health.rawValue
                Console.print("\(source.name)\t\(source.kind.rawValue)\t\(state)\t\(source.url)")
            }
        }
    }

    /// `ydp source show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one source and its last runs.",
            discussion: "Example: ydp source show pref"
        )

        @Argument var name: String
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            let source = try await SourceArguments.source(name, in: platform)
            Console.print("name: \(source.name)")
            Console.print("kind: \(source.kind.rawValue)")
            Console.print("url: \(source.url)")
            Console.print("every: \(source.interval.map { "\($0) s" } ?? "-")")
            Console.print("paused: \(source.isPaused)")
            Console.print("health: \(try await platform.catalog.health(ofSource: name).rawValue)")
            if !source.allowedAddresses.isEmpty {
                Console.print("allowed addresses: \(source.allowedAddresses.joined(separator: ", "))")
            }
            if let filters = source.filters { Console.print("filters: \(filters.joined(separator: ", "))") }
            if let hosts = source.allowedHosts { Console.print("allowed hosts: \(hosts.joined(separator: ", "))") }
            if let ports = source.allowedPorts {
                Console.print("allowed ports: \(ports.map(String.init).joined(separator: ", "))")
            }
            if source.authorities != nil { Console.print("certificates: own") }
            if source.ignoresRobots == true { Console.print("robots.txt: ignored") }
            for job in try await platform.catalog.jobs(ofSource: name, limit: 10) {
                let counts = Outcome.allCases.compactMap { outcome in
                    job.counts[outcome].map { "\(outcome.rawValue)=\($0)" }
                }
                let result = job.outcome?.rawValue ?? job.state.rawValue
                Console.print("job \(job.id) \(job.created.rfc3339) \(result) \(counts.joined(separator: " "))")
            }
        }
    }

    /// `ydp source pause`.
    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop scheduled runs of a source.",
            discussion: "Example: ydp source pause pref"
        )

        @Argument var name: String
        @OptionGroup var global: GlobalOptions

        func run() async throws { try await SourceArguments.setPaused(true, name, global) }
    }

    /// `ydp source resume`.
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start scheduled runs of a paused source again.",
            discussion: "Example: ydp source resume pref"
        )

        @Argument var name: String
        @OptionGroup var global: GlobalOptions

        func run() async throws { try await SourceArguments.setPaused(false, name, global) }
    }

    /// `ydp source remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget a source. Its datasets stay as they are.",
            discussion: "Example: ydp source remove pref"
        )

        @Argument var name: String
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let platform = try await Platform(settings: global.settings())
            _ = try await SourceArguments.source(name, in: platform)
            try await platform.catalog.removeSource(name, actor: "cli")
            Console.print(name)
        }
    }
}

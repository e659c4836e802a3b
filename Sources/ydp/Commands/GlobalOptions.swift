import ArgumentParser
import Foundation
import Logging

/// The options that every command takes, and the settings that follow from them.
struct GlobalOptions: ParsableArguments {
    @Option(name: .customLong("data-dir"), help: "Where the catalogue, blobs and tables live. (default: ./data)")
    var dataDirectory: String?

    @Option(
        name: .customLong("log-level"),
        help: "trace, debug, info, notice, warning, error or critical. (default: info)"
    )
    var logLevel: String?

    @Option(
        name: .customLong("schemas-dir"),
        help: "Table Schemas of the standard datasets. (default: those inside ydp)"
    )
    var schemasDirectory: String?

    @Flag(name: .customLong("json"), help: "Report as JSON.")
    var wantsJSON = false

    /// The effective settings of this run.
    /// - Parameter more: further flags of the command, by setting key; nil values were not given.
    func settings(_ more: [String: String?] = [:]) throws -> Settings {
        var flags = more.compactMapValues { $0 }
        flags["data-dir"] = dataDirectory
        flags["log-level"] = logLevel
        flags["schemas-dir"] = schemasDirectory
        return try Settings(
            flags: flags,
            environment: ProcessInfo.processInfo.environment,
            file: SettingsFile.read(path: "ydp.yaml")
        )
    }
}

extension Settings {
    /// The language of command output: the setting, else English where the locale says English, else Japanese.
    var language: String {
        let chosen = text("language")
        guard chosen.isEmpty else { return chosen }
        let environment = ProcessInfo.processInfo.environment
        let locale =
            [environment["LC_ALL"], environment["LC_MESSAGES"], environment["LANG"]].lazy
            .compactMap { $0 }.first { !$0.isEmpty } ?? ""
        return locale.utf8.starts(with: "en".utf8) ? "en" : "ja"
    }

    /// A logger to stderr at the level that was set.
    func logger(_ label: String) -> Logger {
        var logger = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: text("log-level")) ?? .info
        return logger
    }
}

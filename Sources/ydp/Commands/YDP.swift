import ArgumentParser

/// The root command.
///
/// Every subcommand is one file beside this one.
struct YDP: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ydp",
        abstract: "Yamaguchi Data Platform: harvest, check, store and serve open data.",
        discussion: """
            自治体のオープンデータを収集・検査・公開します。
            Examples:
              ydp serve
              ydp check 352012_aed.csv
              ydp source add ckan https://example.lg.jp/ckan --name pref && ydp harvest pref

            Exit codes: 0 done · 1 the answer is "no" · 2 wrong usage or unusable input · 3 the environment failed
            """,
        version: Product.version,
        subcommands: [
            ServeCommand.self, WorkerCommand.self, SeedCommand.self, CheckCommand.self, ConvertCommand.self,
            DatasetCommand.self, OrganizationCommand.self, SourceCommand.self, HarvestCommand.self, ReviewCommand.self,
            VerifyCommand.self, RebuildCommand.self, DoctorCommand.self, ConfigCommand.self,
        ],
    )
}

/// What the product calls itself.
enum Product {
    static let version = "0.1.0"
}

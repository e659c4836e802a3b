/// One setting of the program: a row of the table that flags, environment, `ydp.yaml`, `ydp config` and the documentation share.
struct Setting: Sendable {
    /// Key in `ydp.yaml` and, with two dashes, the flag: `data-dir`.
    ///
    /// The environment variable is `YDP_DATA_DIR`.
    let key: String
    /// The built-in value, as text; empty: none.
    let fallback: String
    /// What it sets, for `ydp config` and the docs.
    let summary: String
    let kind: Kind

    /// What values are allowed.
    enum Kind: Sendable {
        case text
        case number(ClosedRange<Int>)
        case choice([String])
        case url
        /// A number, or nothing.
        case optionalNumber(ClosedRange<Int>)
        /// CIDR blocks and addresses, separated by commas.
        case addresses
    }

    /// `YDP_` and the key in upper snake case.
    var variable: String {
        "YDP_"
            + String(decoding: key.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 & 0xDF }, as: UTF8.self)
    }

    /// All settings there are, sorted by key.
    ///
    /// Any other key in `ydp.yaml` or `YDP_` variable is an error.
    static let all: [Setting] = (general + serving).sorted { $0.key < $1.key }

    private static let general: [Setting] = [
        Setting(
            key: "ckan-prefix",
            fallback: "",
            summary: "CKAN routes are also mounted under this path, e.g. /ckan",
            kind: .text
        ),
        Setting(
            key: "contact",
            fallback: "",
            summary: "address that harvested servers can write to, sent in User-Agent",
            kind: .text
        ),
        Setting(
            key: "data-dir",
            fallback: "./data",
            summary: "where the catalogue, blobs and tables live",
            kind: .text
        ),
        Setting(
            key: "harvest-downloads",
            fallback: "8",
            summary: "downloads at once in each worker process",
            kind: .number(1...64)
        ),
        Setting(
            key: "harvest-jobs",
            fallback: "4",
            summary: "sources that each worker process harvests side by side",
            kind: .number(1...32)
        ),
        Setting(
            key: "harvest-pace",
            fallback: "1000",
            summary: "least milliseconds between two requests to one host; this machine itself is not paced",
            kind: .number(0...60_000)
        ),
        Setting(
            key: "harvest-per-host",
            fallback: "2",
            summary: "downloads at once from one host",
            kind: .number(1...16)
        ),
        Setting(
            key: "harvest-records",
            fallback: "20000",
            summary: "most datasets that one source may list",
            kind: .number(1...1_000_000)
        ),
        Setting(
            key: "harvest-sweep",
            fallback: "4",
            summary: "every so many scheduled runs reads a source's whole list, at least once a day; 1: always",
            kind: .number(1...100)
        ),
        Setting(key: "host", fallback: "127.0.0.1", summary: "address that serve listens on", kind: .text),
        Setting(
            key: "language",
            fallback: "",
            summary: "language of command output; empty: from LC_ALL and LANG, else ja",
            kind: .choice(["", "ja", "en"])
        ),
        Setting(
            key: "log-level",
            fallback: "info",
            summary: "least level that is logged to stderr",
            kind: .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"])
        ),
        Setting(
            key: "port",
            fallback: "8080",
            summary: "port that serve listens on; 0 picks a free one",
            kind: .number(0...65_535)
        ),
        Setting(
            key: "public-url",
            fallback: "",
            summary: "where readers reach this site; empty: http://HOST:PORT",
            kind: .url
        ),
        Setting(
            key: "schemas-dir",
            fallback: "",
            summary: "Table Schemas of the standard datasets; empty: those inside the program",
            kind: .text
        ),
        Setting(key: "site-title", fallback: "山口県データプラットフォーム", summary: "name of the site in Japanese", kind: .text),
        Setting(
            key: "site-title-en",
            fallback: "Yamaguchi Data Platform",
            summary: "name of the site in English",
            kind: .text
        ),
        Setting(key: "workers", fallback: "1", summary: "worker processes that serve starts", kind: .number(0...64)),
    ]

    static func named(_ key: String) -> Setting? { all.first { $0.key == key } }
}

import Tabular
import WebSupport

/// The effective settings of one run: flags over `YDP_*` variables over `ydp.yaml` over built-in values.
struct Settings: Sendable {
    /// Where a value came from, as `ydp config` prints it.
    enum Origin: String, Sendable {
        case flag, environment, file
        case fallback = "default"
    }

    struct Value: Sendable {
        var text: String
        var origin: Origin
    }

    private let values: [String: Value]

    /// - Parameters:
    ///   - flags: settings given on the command line, by key.
    ///   - environment: the process environment; names that do not begin with `YDP_` are ignored.
    ///   - file: key and value of `ydp.yaml`, already read; nil when there is no such file.
    /// - Throws: ``Failure`` with code 2 naming an unknown key, the nearest known one, and values that are not allowed.
    init(flags: [String: String], environment: [String: String], file: [String: String]?) throws {
        var values: [String: Value] = [:]
        for setting in Setting.all { values[setting.key] = Value(text: setting.fallback, origin: .fallback) }
        for (key, text) in (file ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let setting = Setting.named(key) else {
                throw Self.unknown(key, in: "ydp.yaml", known: Setting.all.map(\.key))
            }
            values[key] = Value(text: try Self.checked(text, setting, place: "ydp.yaml: \(key)"), origin: .file)
        }
        for (name, text) in environment.sorted(by: { $0.key < $1.key }) where name.utf8.starts(with: "YDP_".utf8) {
            guard let setting = Setting.all.first(where: { $0.variable == name }) else {
                throw Self.unknown(name, in: "environment", known: Setting.all.map(\.variable))
            }
            values[setting.key] = Value(text: try Self.checked(text, setting, place: name), origin: .environment)
        }
        for (key, text) in flags {
            guard let setting = Setting.named(key) else { continue }
            values[key] = Value(text: try Self.checked(text, setting, place: "--\(key)"), origin: .flag)
        }
        self.values = values
    }

    /// The value of a key of ``Setting/all``.
    func value(_ key: String) -> Value { values[key] ?? Value(text: "", origin: .fallback) }
    func text(_ key: String) -> String { value(key).text }
    /// The value of a number setting; it was checked when read.
    func number(_ key: String) -> Int { Int(text(key)) ?? 0 }

    private static func checked(_ text: String, _ setting: Setting, place: String) throws -> String {
        switch setting.kind {
        case .text:
            return text
        case .number(let range):
            guard let number = Int(text), range.contains(number) else {
                throw Failure(
                    .badInput,
                    ja: "\(place) は \(range.lowerBound) から \(range.upperBound) までの整数で指定してください（「\(text)」は使えません）。",
                    en:
                        "\(place) must be a whole number from \(range.lowerBound) to \(range.upperBound), not “\(text)”."
                )
            }
            return text
        case .optionalNumber(let range):
            return text.isEmpty ? text : try checked(text, number(range, of: setting), place: place)
        case .addresses:
            guard AddressRanges(text) != nil else {
                throw Failure(
                    .badInput,
                    ja: "\(place) は 10.0.0.0/8,::1 のように、アドレスの範囲をコンマで区切って指定してください（「\(text)」は使えません）。",
                    en: "\(place) must be address ranges separated by commas, such as 10.0.0.0/8,::1, not “\(text)”."
                )
            }
            return text
        case .choice(let allowed):
            guard allowed.contains(text) else {
                let list = allowed.filter { !$0.isEmpty }.joined(separator: ", ")
                throw Failure(
                    .badInput,
                    ja: "\(place) は次のどれかで指定してください: \(list)（「\(text)」は使えません）。",
                    en: "\(place) must be one of \(list), not “\(text)”."
                )
            }
            return text
        case .url:
            let isURL = text.utf8.starts(with: "http://".utf8) || text.utf8.starts(with: "https://".utf8)
            guard text.isEmpty || isURL else {
                throw Failure(
                    .badInput,
                    ja: "\(place) は http:// または https:// で始めてください（「\(text)」は使えません）。",
                    en: "\(place) must begin with http:// or https://, not “\(text)”."
                )
            }
            var bytes = Array(text.utf8)
            while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func number(_ range: ClosedRange<Int>, of setting: Setting) -> Setting {
        Setting(key: setting.key, fallback: setting.fallback, summary: setting.summary, kind: .number(range))
    }

    private static func unknown(_ key: String, in place: String, known: [String]) -> Failure {
        let nearest = known.min { distance(key, $0) < distance(key, $1) } ?? ""
        return Failure(
            .badInput,
            ja: "\(place) の設定「\(key)」はありません。「\(nearest)」のことですか。`ydp config` で一覧を見られます。",
            en: "There is no setting “\(key)” (\(place)). Did you mean “\(nearest)”? `ydp config` lists them all."
        )
    }

    /// Edit distance (Levenshtein) over bytes; keys are ASCII.
    static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.utf8)
        var row = Array(0...right.count)
        for (i, a) in left.utf8.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}

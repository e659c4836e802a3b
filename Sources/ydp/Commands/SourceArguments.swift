import Catalog
import Fetching
import Harvesting
import OpenData
import Tabular

/// What commands about sources accept, checked with sentences that say what is right.
enum SourceArguments {
    static func kind(_ text: String) throws -> Source.Kind {
        guard let kind = Source.Kind(rawValue: text) else {
            let list = Source.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .badInput,
                ja: "収集元の種類「\(text)」は使えません。使えるのは \(list) です。",
                en: "“\(text)” is not a kind of source that can be harvested. Use one of \(list)."
            )
        }
        return kind
    }

    static func checkAddress(_ url: String) throws {
        // A user name in an address is a secret in a place for none, and `good.example@10.0.0.1` a host in disguise.
        let authority = url.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(3).prefix { $0 != UInt8(ascii: "/") }
        guard !authority.contains(UInt8(ascii: "@")) else {
            throw Failure(
                .badInput,
                ja: "利用者名やパスワードを含む URL は使えません。公開された URL を指定してください。",
                en: "An address with a user name or password cannot be used. Give a public address."
            )
        }
        let isWeb = url.utf8.starts(with: "http://".utf8) || url.utf8.starts(with: "https://".utf8)
        guard isWeb, !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) else {
            throw Failure(
                .badInput,
                ja: "「\(url)」は使えません。http:// または https:// で始まる、空白のない URL を指定してください。",
                en: "“\(url)” cannot be used. Give an address that begins with http:// or https:// and has no blanks."
            )
        }
    }

    /// A CIDR block as text, as it was given.
    static func block(_ text: String) throws -> String {
        guard AddressBlock(text) != nil else {
            throw Failure(
                .badInput,
                ja: "--allow-address の「\(text)」は CIDR 形式（例: 127.0.0.0/8）ではありません。",
                en: "--allow-address “\(text)” is not in CIDR form (for example 127.0.0.0/8)."
            )
        }
        return text
    }

    /// A host that redirects may lead to, in lower case; `.example.jp` for all below that domain.
    static func host(_ text: String) throws -> String {
        let isHost =
            text.utf8.count <= 253 && text.utf8.contains { $0 != UInt8(ascii: ".") }
            && text.utf8.allSatisfy { byte in
                byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                    || ".-_".utf8.contains(byte)
            }
        guard isHost else {
            throw Failure(
                .badInput,
                ja: "--allow-host の「\(text)」はホスト名ではありません。data.example.jp、またはドメイン全体なら .example.jp と書いてください。",
                en: "--allow-host “\(text)” is no host name. Write data.example.jp, or .example.jp for a whole domain."
            )
        }
        return text.lowercased()
    }

    /// A port beside the usual ones.
    static func port(_ number: Int) throws -> Int {
        guard (1...65_535).contains(number) else {
            throw Failure(
                .badInput,
                ja: "--allow-port は 1 から 65535 までの数で指定してください。",
                en: "--allow-port must be a number from 1 to 65535."
            )
        }
        return number
    }

    /// The certificates of a PEM file, as text.
    static func authorities(_ path: String) throws -> String {
        let longest = 1 << 20
        guard let bytes = InputFile.bytes(at: path), bytes.count <= longest,
            let text = String(validating: bytes, as: UTF8.self), text.contains("-----BEGIN CERTIFICATE-----")
        else {
            throw Failure(
                .badInput,
                ja: "--ca-file の「\(path)」は PEM 形式の証明書（-----BEGIN CERTIFICATE-----）として読めません。",
                en: "--ca-file “\(path)” cannot be read as certificates in PEM (-----BEGIN CERTIFICATE-----)."
            )
        }
        return text
    }

    /// A filter as text, as it was given.
    static func filter(_ text: String) throws -> String {
        guard RecordFilter.parsed(text) != nil else {
            let keys = RecordFilter.Key.allCases.map { "\($0.rawValue)=" }.joined(separator: ", ")
            throw Failure(
                .badInput,
                ja: "--filter の「\(text)」は使えません。\(keys) のどれかに値を続けてください（例: organization=35207）。",
                en:
                    "--filter “\(text)” cannot be used. Write one of \(keys) and a value (for example organization=35207)."
            )
        }
        return text
    }

    /// Seconds of `30m`, `6h`, `1d`, `2w`; at least a minute.
    static func seconds(_ text: String) throws -> Int {
        let units: [UInt8: Int] = [
            UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3_600, UInt8(ascii: "d"): 86_400, UInt8(ascii: "w"): 604_800,
        ]
        guard let unit = text.utf8.last.flatMap({ units[$0] }), let count = Int(text.dropLast()),
            (1...10_000).contains(count)
        else {
            throw Failure(
                .badInput,
                ja: "--every の「\(text)」は読めません。30m（分）、6h（時間）、1d（日）、2w（週）の形で指定してください。",
                en: "--every “\(text)” cannot be read. Write it as 30m, 6h, 1d or 2w."
            )
        }
        return count * unit
    }

    static func source(_ name: String, in platform: Platform) async throws -> Source {
        if let source = try await platform.catalog.source(name) { return source }
        let known = try await platform.catalog.sources().map(\.name)
        let list = known.isEmpty ? "—" : known.joined(separator: ", ")
        throw Failure(
            .badInput,
            ja: "収集元「\(name)」はありません。登録済み: \(list)。`ydp source add` で登録できます。",
            en: "There is no source “\(name)”. Registered: \(list). `ydp source add` registers one."
        )
    }

    static func setPaused(_ isPaused: Bool, _ name: String, _ global: GlobalOptions) async throws {
        let platform = try await Platform(settings: global.settings())
        var source = try await source(name, in: platform)
        source.isPaused = isPaused
        source.modified = Timestamp.now()
        try await platform.catalog.put(source, actor: "cli")
        Console.print("\(name) \(isPaused ? "paused" : "resumed")")
    }
}

import Tabular

/// The period in which a server's certificate is valid, as it says itself.
struct CertificateDates: Hashable, Sendable {
    let from: String
    let until: String

    /// Reads curl's `NAME:VALUE` lines of one certificate; nil when the dates are not among them.
    init?(lines: [String]) {
        // OpenSSL's curl writes "Start date", GnuTLS's "Start Date".
        func value(_ name: String) -> String? {
            lines.first { $0.lowercased().hasPrefix(name + ":") }.map {
                String(decoding: $0.utf8.dropFirst(name.utf8.count + 1), as: UTF8.self)
            }
        }
        guard let from = value("start date"), let until = value("expire date") else { return nil }
        self.from = from
        self.until = until
    }

    var message: Bilingual {
        Bilingual(
            ja: "（証明書の有効期間: \(from) から \(until) まで。こちらの時計も確かめてください。）",
            en: "(It is valid from \(from) to \(until). Check our own clock, too.)"
        )
    }
}

import Crypto

/// The files that pages load: few, small, ours.
///
/// Their addresses carry a hash of their content, so readers keep them for ever.
enum Asset: String, CaseIterable, Sendable {
    case stylesheet = "portal.css"
    case script = "portal.js"
    case logo = "logo.svg"

    var bytes: [UInt8] {
        switch self {
        case .stylesheet: PackageResources.portal_css
        case .script: PackageResources.portal_js
        case .logo: PackageResources.logo_svg
        }
    }

    var mediaType: String {
        switch self {
        case .stylesheet: "text/css; charset=utf-8"
        case .script: "text/javascript; charset=utf-8"
        case .logo: "image/svg+xml"
        }
    }

    /// Sixteen hex digits of the content's SHA-256.
    var fingerprint: String { Self.fingerprints[self] ?? "" }

    /// `/assets/{fingerprint}/{name}`.
    var path: String { "/assets/\(fingerprint)/\(rawValue)" }

    private static let fingerprints = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, Fingerprint.of($0.bytes)) }
    )
}

/// A short name for content: the first sixteen hex digits of its SHA-256.
enum Fingerprint {
    static func of(_ bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        hash.update(data: Array(bytes))
        return String(
            decoding: hash.finalize().prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

/// Writes `Content-Disposition` so that a Japanese file name survives and no name becomes a header of its own.
package enum ContentDisposition {
    /// `attachment; filename="data.csv"; filename*=UTF-8''%E9…` (RFC 6266, RFC 8187).
    /// - Parameter name: the file's name; path separators and control characters are taken out.
    package static func attachment(_ name: String) -> String {
        let name = clean(name)
        return "attachment; filename=\"\(plain(name))\"; filename*=UTF-8''\(Links.encode(name))"
    }

    /// Without separators, quotes, control and direction characters; `download` when nothing is left; at most 150 scalars, the
    /// extension kept.
    private static func clean(_ name: String) -> String {
        let refused: Set<Unicode.Scalar> = ["/", "\\", "\"", ":", "*", "?", "<", ">", "|"]
        let scalars = name.unicodeScalars.filter { scalar in
            guard !refused.contains(scalar) else { return false }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: return false
            default: return true
            }
        }
        let kept = scalars.count > 150 ? Array(scalars.prefix(130)) + Array(scalars.suffix(20)) : Array(scalars)
        let text = String(String.UnicodeScalarView(kept.drop { $0 == "." || $0 == " " }))
        return text.isEmpty ? "download" : text
    }

    /// For clients that read only `filename`: ASCII, `_` for the rest, `download` with the extension when no letter is left.
    private static func plain(_ name: String) -> String {
        let ascii = name.unicodeScalars.map { scalar -> Character in
            scalar.isASCII && scalar.value >= 0x20 && scalar.value < 0x7F ? Character(scalar) : "_"
        }
        let text = String(ascii)
        let stem = text.utf8.prefix { $0 != UInt8(ascii: ".") }
        guard stem.contains(where: { $0 != UInt8(ascii: "_") }) else {
            return "download" + String(Substring(text.utf8.dropFirst(stem.count)))
        }
        return text
    }
}

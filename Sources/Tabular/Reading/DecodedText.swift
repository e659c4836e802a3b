import CTabular

/// The text of a file: its bytes without byte order mark, and how fields become UTF-8.
struct DecodedText: Sendable {
    /// How the bytes of a field become UTF-8.
    enum FieldEncoding: Sendable {
        /// They are UTF-8.
        case none
        case cp932, eucJP

        /// The constant of CTabular.
        var code: Int32 {
            switch self {
            case .none: 0
            case .cp932: Int32(ctabular_cp932)
            case .eucJP: Int32(ctabular_euc_jp)
            }
        }
    }

    let source: SourceBytes
    /// Offset of the first byte of text in the source; behind the byte order mark.
    var start: Int
    /// Offset behind the last byte of text.
    var end: Int
    var encoding: Reading.Encoding
    var hasByteOrderMark: Bool
    var fieldEncoding: FieldEncoding
    /// Whether most of the characters of CP932 text that are not ASCII are those that Japanese is written with.
    var isPlausible = true
    /// Whether CP932 text has characters of the user-defined area (外字).
    var hasPrivateUse = false
    // What was seen in passing when the text was found to be UTF-8; true where nobody looked.
    var mayHoldMark = true
    var mayHoldBracket = true
    var mayHoldPrivateUse = true
    var mayHoldLoneCR = true

    var base: UnsafePointer<UInt8> { source.start + start }
    var count: Int { end - start }

    /// The text as UTF-8, for the rare cases where its structure cannot be scanned on the raw bytes.
    func converted() -> DecodedText {
        guard fieldEncoding != .none else { return self }
        let converted = SourceBytes(capacity: count * 3) { target in
            var written = 0
            _ = ctabular_decode(fieldEncoding.code, base, count, target, &written)
            return written
        }
        return DecodedText(
            source: converted,
            start: 0,
            end: converted.count,
            encoding: encoding,
            hasByteOrderMark: hasByteOrderMark,
            fieldEncoding: .none
        )
    }

    /// Physical line (1-based) of the byte at `offset` from the text's start.
    func line(at offset: Int) -> Int {
        let next = offset < count ? base[offset] : 0
        return 1 + ctabular_line_breaks(base, offset, next)
    }
}

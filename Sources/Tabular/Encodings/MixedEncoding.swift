import CTabular

/// Finds files whose lines are in different encodings, as when someone appends rows in another program.
///
/// UTF-8 read as CP932 is often valid by accident (`あい` is `縺ゅ＞`), so validity of the whole says nothing. A line with at
/// least two characters of three bytes that is valid UTF-8 is UTF-8: in CP932 it would be rare kanji next to symbols.
enum MixedEncoding {
    /// - Parameter isCP932: Whether the whole text is valid CP932, so that no part of it need be judged again.
    /// - Throws: `charset_mixed` when there are lines of either kind; `charset_undefined` for UTF-8 with damaged lines.
    static func check(_ text: DecodedText, isCP932: Bool) throws(TabularError) {
        var utf8: [Int] = []
        var cp932: [Int] = []
        var utf8Count = 0
        var cp932Count = 0
        var broken: TabularError?
        var line = 1
        var start = 0
        while start < text.count {
            let end = endOfLine(text, from: start)
            switch kind(text.base + start, end - start, isCP932: isCP932) {
            case .ascii: break
            case .utf8:
                utf8Count += 1
                if utf8.count < 20 { utf8.append(line) }
            case .cp932:
                cp932Count += 1
                if cp932.count < 20 { cp932.append(line) }
            case .neither(let offset):
                let bytes = Array(UnsafeBufferPointer(start: text.base + start + offset, count: 1))
                broken = broken ?? .charsetUndefined(bytes: bytes, encoding: "UTF-8", line: line)
            }
            start = end + 1
            line += 1
        }
        guard utf8Count > 0 else { return }
        if let broken { throw broken }
        guard cp932Count > 0 else { return }
        throw .charsetMixed(utf8: utf8, cp932: cp932, utf8Count: utf8Count, cp932Count: cp932Count)
    }

    private enum Kind {
        /// Nothing that tells encodings apart.
        case ascii
        case utf8
        case cp932
        /// Offset of the first byte that is no UTF-8, in a line that is no CP932 either.
        case neither(Int)
    }

    private static func endOfLine(_ text: DecodedText, from start: Int) -> Int {
        let end = start + ctabular_line_length(text.base + start, text.count - start)
        // CRLF is one line end.
        let isCRLF =
            end + 1 < text.count && text.base[end] == UInt8(ascii: "\r") && text.base[end + 1] == UInt8(ascii: "\n")
        return isCRLF ? end + 1 : end
    }

    private static func kind(_ bytes: UnsafePointer<UInt8>, _ count: Int, isCP932: Bool) -> Kind {
        let ascii = ctabular_ascii_prefix(bytes, count)
        guard ascii < count else { return .ascii }
        // Most characters of CP932 begin with what only continues one in UTF-8.
        if isCP932, bytes[ascii] & 0xC0 == 0x80 { return .cp932 }
        let valid = ctabular_utf8_prefix(bytes, count)
        guard valid == count else {
            if isCP932 { return .cp932 }
            var survey = ctabular_survey_result()
            return ctabular_survey(Int32(ctabular_cp932), bytes, count, &survey) == count ? .cp932 : .neither(valid)
        }
        var characters = 0
        for index in ascii..<count where bytes[index] & 0xF0 == 0xE0 { characters += 1 }
        return characters >= 2 ? .utf8 : .ascii
    }
}

import CTabular

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Tells the encoding of a whole file, never of a sample: a byte order mark, strictly valid UTF-8, the escapes of ISO-2022-JP,
/// then CP932 against EUC-JP by validity and plausibility (right for all 575 files of japan.md §2.4).
///
/// UTF-16 and ISO-2022-JP cannot be scanned for structure byte by byte and are converted whole; the others stay as they are.
enum EncodingJudgement {
    /// - Throws: `empty_body`, `nul_byte`, `charset_mixed`, `charset_undefined`.
    static func judge(_ source: SourceBytes) throws(TabularError) -> DecodedText {
        let bytes = source.bytes
        if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(source, hasMark: true, isBigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(source, hasMark: true, isBigEndian: true) }
        var text = DecodedText(
            source: source,
            start: 0,
            end: source.count,
            encoding: .utf8,
            hasByteOrderMark: false,
            fieldEncoding: .none
        )
        // A file that was marked twice, by two programs, has the mark in its first header cell otherwise.
        while bytes[text.start...].starts(with: [0xEF, 0xBB, 0xBF]) {
            text.start += 3
            text.hasByteOrderMark = true
        }
        // MS-DOS ended text with Ctrl-Z.
        while text.end > text.start, bytes[text.end - 1] == 0x1A { text.end -= 1 }
        guard text.count > 0 else { throw .emptyBody() }
        var facts = ctabular_text_facts()
        ctabular_look(text.base, text.count, &facts)
        let valid = facts.utf8
        var cp932 = CP932Survey()
        if valid < text.count { cp932.valid = ctabular_look_cp932(text.base, text.count, &facts, &cp932.kinds) }
        if facts.nul != 0, let nul = memchr(text.base, 0, text.count) {
            if !text.hasByteOrderMark, let isBigEndian = UTF16Decoder.isBigEndian(bytes) {
                return try utf16(source, hasMark: false, isBigEndian: isBigEndian)
            }
            throw .nulByte(line: text.line(at: UnsafeRawPointer(nul) - UnsafeRawPointer(text.base)))
        }
        let ascii = ctabular_ascii_prefix(text.base, text.count)
        if ascii == text.count, let converted = try iso2022JP(text) { return converted }
        if valid == text.count {
            text.mayHoldMark = facts.mark != 0
            text.mayHoldBracket = facts.bracket != 0
            text.mayHoldPrivateUse = facts.private_use != 0
            text.mayHoldLoneCR = facts.lone_cr != 0
            return text
        }
        text.mayHoldBracket = facts.bracket != 0
        text.mayHoldLoneCR = facts.lone_cr != 0
        guard !text.hasByteOrderMark else { throw undefined(text, at: valid, encoding: "UTF-8", size: 1) }
        cp932.mayHoldUTF8Line = facts.utf8_line != 0
        return try legacy(text, cp932)
    }

    /// - Throws: `json_encoding` where the text is not valid UTF-8.
    static func requireUTF8(_ text: DecodedText) throws(TabularError) {
        let valid = ctabular_utf8_prefix(text.base, text.count)
        guard valid == text.count else { throw .jsonEncoding(line: text.line(at: valid)) }
    }

    /// A text read as CP932.
    private struct CP932Survey {
        var kinds = ctabular_survey_result()
        /// Length of the longest prefix that has a character for every byte.
        var valid = 0
        /// Whether a line of it may be UTF-8.
        var mayHoldUTF8Line = true
    }

    /// Not valid UTF-8: CP932, EUC-JP, or a mixture.
    private static func legacy(_ text: DecodedText, _ survey: CP932Survey) throws(TabularError) -> DecodedText {
        var text = text
        let (cp932, cp932Valid) = (survey.kinds, survey.valid)
        let isCP932 = cp932Valid == text.count
        if !isCP932 || looksLikeMojibake(cp932) {
            var eucJP = ctabular_survey_result()
            let eucJPValid = ctabular_survey(Int32(ctabular_euc_jp), text.base, text.count, &eucJP)
            if eucJPValid == text.count {
                text.encoding = .eucJP
                text.fieldEncoding = .eucJP
                // What the walk took for half of a character of CP932 may be a bracket.
                text.mayHoldBracket = true
                return text
            }
            if !isCP932, eucJPValid > cp932Valid, !looksLikeMojibake(eucJP) {
                throw undefined(text, at: eucJPValid, encoding: "EUC-JP", size: 2)
            }
        }
        if !isCP932 || survey.mayHoldUTF8Line { try MixedEncoding.check(text, isCP932: isCP932) }
        guard isCP932 else { throw undefined(text, at: cp932Valid, encoding: "Shift_JIS (CP932)", size: 2) }
        text.encoding = .cp932
        text.fieldEncoding = .cp932
        text.hasPrivateUse = cp932.private_use > 0
        text.isPlausible = Self.usual(cp932) > Self.unusual(cp932) + cp932.private_use + cp932.other
        return text
    }

    /// EUC-JP read as CP932 turns into half-width katakana and rare kanji.
    private static func looksLikeMojibake(_ survey: ctabular_survey_result) -> Bool {
        unusual(survey) > usual(survey)
    }

    /// Characters that Japanese text is mostly made of.
    private static func usual(_ survey: ctabular_survey_result) -> Int {
        survey.hiragana + survey.katakana + survey.kanji_level1 + survey.symbols
    }

    private static func unusual(_ survey: ctabular_survey_result) -> Int {
        survey.halfwidth_katakana + survey.kanji_level2
    }

    private static func undefined(_ text: DecodedText, at offset: Int, encoding: String, size: Int) -> TabularError {
        let end = min(offset + size, text.count)
        return .charsetUndefined(
            bytes: (offset..<end).map { text.base[$0] },
            encoding: encoding,
            line: text.line(at: offset)
        )
    }

    /// The text of a file with the escapes of ISO-2022-JP, nil where there are none.
    private static func iso2022JP(_ text: DecodedText) throws(TabularError) -> DecodedText? {
        guard memchr(text.base, 0x1B, text.count) != nil else { return nil }
        var read = 0
        let converted = SourceBytes(capacity: text.count * 3) { target in
            var written = 0
            read = ctabular_decode_iso2022jp(text.base, text.count, target, &written)
            return written
        }
        guard read == text.count else { throw undefined(text, at: read, encoding: "ISO-2022-JP", size: 3) }
        guard converted.count > 0 else { throw .emptyBody() }
        return DecodedText(
            source: converted,
            start: 0,
            end: converted.count,
            encoding: .iso2022JP,
            hasByteOrderMark: false,
            fieldEncoding: .none
        )
    }

    /// The text of a file in UTF-16.
    private static func utf16(
        _ source: SourceBytes,
        hasMark: Bool,
        isBigEndian: Bool
    ) throws(TabularError) -> DecodedText {
        var failure: (offset: Int, line: Int)?
        let converted = SourceBytes(capacity: source.count / 2 * 3 + 3) { target in
            UTF16Decoder.decode(
                source.bytes,
                from: hasMark ? 2 : 0,
                isBigEndian: isBigEndian,
                into: target,
                failure: &failure
            )
        }
        if let failure {
            let end = min(failure.offset + 2, source.count)
            throw .charsetUndefined(
                bytes: Array(source.bytes[failure.offset..<end]),
                encoding: "UTF-16",
                line: failure.line
            )
        }
        guard converted.count > 0 else { throw .emptyBody() }
        let text = DecodedText(
            source: converted,
            start: 0,
            end: converted.count,
            encoding: isBigEndian ? .utf16BE : .utf16LE,
            hasByteOrderMark: hasMark,
            fieldEncoding: .none
        )
        if let nul = memchr(text.base, 0, text.count) {
            throw .nulByte(line: text.line(at: UnsafeRawPointer(nul) - UnsafeRawPointer(text.base)))
        }
        return text
    }
}

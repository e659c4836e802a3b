import CTabular

/// Notices that concern the text as bytes, whatever its structure.
enum TextNotices {
    static func collect(_ text: DecodedText, into findings: inout FindingCollector) {
        if text.fieldEncoding == .none, text.mayHoldMark {
            search(text, for: [0xEF, 0xBB, 0xBF], notice: .innerByteOrderMark, into: &findings)
        }
        if text.mayHoldBracket {
            search(text, for: Array("[sanitize]".utf8), notice: .sanitizedText, into: &findings)
        }
        if text.hasPrivateUse { privateUse(text, into: &findings) }
        if text.fieldEncoding == .none, text.mayHoldPrivateUse { privateUseInUTF8(text, into: &findings) }
    }

    /// One finding for each line that has the bytes.
    private static func search(
        _ text: DecodedText,
        for needle: [UInt8],
        notice: Notice,
        into findings: inout FindingCollector
    ) {
        var at = 0
        var line = 1
        var lastLine = 0
        while at < text.count {
            let place = at + ctabular_find(text.base + at, text.count - at, needle, needle.count)
            guard place < text.count else { return }
            line += ctabular_line_breaks(text.base + at, place - at, text.base[place])
            if line != lastLine { findings.add(notice, line: line) }
            lastLine = line
            at = place + needle.count
        }
    }

    /// Characters of the user-defined area (外字), in CP932 0xF040–0xF9FC: the first of each line.
    private static func privateUse(_ text: DecodedText, into findings: inout FindingCollector) {
        var at = 0
        var line = 1
        var lastLine = 0
        while at < text.count {
            let place = at + ctabular_cp932_private_use(text.base + at, text.count - at)
            guard place + 1 < text.count else { return }
            line += ctabular_line_breaks(text.base + at, place - at, text.base[place])
            if line != lastLine { findings.add(.privateUseCharacter(scalar: scalar(text, place)), line: line) }
            lastLine = line
            guard findings.counts["private_use_character", default: 0] < 1_000 else { return }
            at = place + 2
        }
    }

    /// The same in UTF-8, where Windows puts them at U+E000 and up: 0xEE leads U+E000–U+EFFF and is nothing else.
    private static func privateUseInUTF8(_ text: DecodedText, into findings: inout FindingCollector) {
        var at = 0
        var line = 1
        var lastLine = 0
        while at < text.count {
            let place = at + ctabular_find(text.base + at, text.count - at, [0xEE], 1)
            guard place + 2 < text.count, findings.counts["private_use_character", default: 0] < 1_000 else { return }
            line += ctabular_line_breaks(text.base + at, place - at, text.base[place])
            let scalar = 0xE000 | UInt32(text.base[place + 1] & 0x3F) << 6 | UInt32(text.base[place + 2] & 0x3F)
            if line != lastLine { findings.add(.privateUseCharacter(scalar: scalar), line: line) }
            lastLine = line
            at = place + 3
        }
    }

    /// The code point that WHATWG gives the two bytes at `place`.
    private static func scalar(_ text: DecodedText, _ place: Int) -> UInt32 {
        let trail = UInt32(text.base[place + 1])
        return 0xE000 + (UInt32(text.base[place]) - 0xF0) * 188 + trail - (trail < 0x7F ? 0x40 : 0x41)
    }
}

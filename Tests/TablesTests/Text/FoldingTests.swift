import CSQLite
import Testing

@testable import Tables

@Suite struct `Folding` {
    @Test(arguments: [
        ("ＡＥＤ", "aed"), ("ｶﾞﾗｽ", "ガラス"), ("がらす", "ガラス"), ("か\u{3099}らす", "ガラス"), ("ﾊﾟﾋﾟﾌﾟ", "パピプ"), ("ｳﾞ", "ヴ"), ("ﾜﾞ", "ヷ"),
        ("わ\u{3099}", "ヷ"),
        ("㈱山口", "(株)山口"), ("①", "1"), ("　市　", "市"), ("～", "~"), ("ｱﾞ", "ア\u{3099}"), ("Ä", "ä"), ("A\u{308}", "ä"),
        ("ゝゞ", "ヽヾ"), ("葛\u{E0100}", "葛"),
        ("a\u{200B}b", "ab"), ("\u{FEFF}x", "x"), ("｡｢｣､･", "。「」、・"), ("ﬁ", "fi"), ("﨑", "﨑"), ("か", "カ"), ("", ""),
        (" \t\n", ""), ("İ", "i̇"),
    ])
    func `joins spellings of one word`(_ text: String, _ folded: String) {
        #expect(Array(SearchText.fold(text).unicodeScalars) == Array(folded.unicodeScalars))
    }

    /// The fast path of C must be a part of the slow one, or a cell and the text looked for would fold differently.
    @Test func `gives the same with and without Unicode's tables, alone and beside a voicing mark`() throws {
        var tried = 0
        for value in UInt32(1)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in ["a\(scalar)カ", "\(scalar)ﾞ", "ﾊ\(scalar)"] {
                let bytes = Array(text.utf8)
                var output = [UInt8](repeating: 0, count: bytes.count)
                let written = ydp_fold(bytes, bytes.count, &output)
                guard written >= 0 else { continue }
                tried += 1
                // U+0308 forces the general case; it composes with nothing before a blank.
                let general = SearchText.fold(text + " \u{308}").utf8.dropLast(3)
                if !output[..<written].elementsEqual(general) {
                    Issue.record("U+\(String(value, radix: 16)) in \(text)")
                }
            }
        }
        #expect(tried > 150_000)
    }

    @Test func `changes nothing the second time`() {
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = SearchText.fold("x\(scalar)わ")
            let twice = SearchText.fold(once)
            if !once.utf8.elementsEqual(twice.utf8) { Issue.record("U+\(String(value, radix: 16))") }
        }
    }
}

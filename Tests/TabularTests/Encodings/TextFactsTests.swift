import CTabular
import Testing

@Suite struct `One walk over a text` {
    private func look(_ bytes: [UInt8]) -> ctabular_text_facts {
        var facts = ctabular_text_facts()
        ctabular_look(bytes, bytes.count, &facts)
        return facts
    }

    /// Characters of every length, and sequences that are none, at every place of a vector and at the seams of blocks.
    @Test(
        arguments: [
            [0x41], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xE5, 0xB1, 0xB1], [0xED, 0x9F, 0xBF],
            [0xEE, 0x80, 0x80],
            [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0x80], [0xBF], [0xC0, 0x80],
            [0xC1, 0xBF],
            [0xC2], [0xC2, 0x41], [0xE0, 0x9F, 0xBF], [0xE5, 0xB1], [0xE5, 0x41, 0x41], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0xE5, 0xB1, 0xB1, 0x80],
            [0xF0, 0x9F, 0x8F],
        ] as [[UInt8]]
    )
    func `tells how far it is UTF-8, as the plain walk does`(_ sequence: [UInt8]) {
        for filler in [[0x61], Array("山".utf8)] as [[UInt8]] {
            for before in Array(0...33) {
                for after in [0, 1, 2, 17] {
                    expectTheSame(Array(repeatElement(filler, count: before).joined()) + sequence, filler, after)
                }
            }
            // The first block has 32,768 bytes.
            for before in 32_763...32_769 {
                expectTheSame([UInt8](repeating: 0x61, count: before) + sequence, filler, 20)
            }
        }
    }

    private func expectTheSame(_ start: [UInt8], _ filler: [UInt8], _ after: Int) {
        let bytes = start + repeatElement(filler, count: after).joined()
        let plain = ctabular_utf8_prefix_plain(bytes, bytes.count)
        #expect(look(bytes).utf8 == plain)
        #expect(ctabular_utf8_prefix(bytes, bytes.count) == plain)
    }

    @Test func `tells what is in it, also at the seams of blocks`() {
        for before in [0, 5, 32_765, 32_766, 32_767, 32_768, 70_000] {
            let filler = [UInt8](repeating: 0x61, count: before)
            let behind = [UInt8](repeating: 0x62, count: 40_000)
            #expect(look(filler + behind).nul == 0)
            #expect(look(filler + [0] + behind).nul == 1)
            #expect(look(filler + [0x5B] + behind).bracket == 1)
            #expect(look(filler + [0xEE, 0x80, 0x80] + behind).private_use == 1)
            #expect(look(filler + [0xEF, 0xBB, 0xBF] + behind).mark == 1)
            #expect(look(filler + [0xEF, 0xBC, 0x88] + behind).mark == 0)
            #expect(look(filler + [0x0D, 0x0A] + behind).lone_cr == 0)
            #expect(look(filler + [0x0D] + behind).lone_cr == 1)
            #expect(look(filler + [0x0D]).lone_cr == 1)
            #expect(look(filler + [0x0A, 0x0D, 0x0A]).lone_cr == 0)
        }
        #expect(look([]).utf8 == 0)
    }

    /// Lines of CP932 with what is looked for at every place around the seams of blocks, and without any line end.
    @Test(arguments: ["", "\0", "\r", "[", "\u{FF}", "ｱ"]) func `tells the same of CP932 as one walk for each question`(
        _ sign: String
    ) {
        let word: [UInt8] = [0x8E, 0x52, 0x8C, 0xFB, 0x83, 0x5B]  // 山口ー, whose last byte is a `[`
        let special: [UInt8] = sign == "\u{FF}" ? [0xFF] : sign == "ｱ" ? [0xB1] : Array(sign.utf8)
        for ending in [[0x0A], [0x0D, 0x0A], []] as [[UInt8]] {
            let line = Array(repeatElement(word, count: 9).joined()) + ending
            for place in [0, 1, 500, 546, 547, 548, 549, 1_199] {
                var lines = Array(repeatElement(line, count: 1_200))
                lines[place] = line.dropLast(ending.count) + special + ending
                expectTheSame(cp932: Array(lines.joined()))
            }
        }
        expectTheSame(cp932: special)
    }

    /// All pairs of bytes, in the middle of a block of 64 bytes and over its seams, among characters of two bytes.
    @Test(arguments: [0, 1, 5, 30, 31, 62, 63, 64]) func `tells of every character of CP932 what a plain walk tells`(
        _ place: Int
    ) {
        let before =
            Array(repeatElement([0x8E, 0x52] as [UInt8], count: place / 2).joined()) + (place % 2 > 0 ? [0x61] : [])
        let behind = Array(repeatElement([0x83, 0x81] as [UInt8], count: 70).joined())
        var strange: [String] = []
        for first in UInt8(0x80)...0xFF {
            for second in UInt8.min...UInt8.max where !isSame(cp932: before + [first, second] + behind) {
                strange.append("\(first) \(second)")
            }
        }
        #expect(strange == [])
    }

    /// Any bytes, most of them such as are a lead or a trail by what stands before them.
    @Test func `counts the same characters of CP932 as a plain walk in any row of bytes`() {
        var numbers = SeededGenerator(seed: 932)
        let often: [UInt8] = [
            0x81, 0x82, 0x83, 0x88, 0x98, 0x9F, 0xE0, 0xEA, 0xF0, 0xFA, 0x5B, 0x40, 0x41, 0xB1, 0x80, 0x0A,
        ]
        for round in 0..<3_000 {
            var bytes = (0..<Int.random(in: 64...300, using: &numbers)).map { _ in
                Int.random(in: 0..<8, using: &numbers) < 6
                    ? often.randomElement(using: &numbers) ?? 0 : UInt8.random(in: .min ... .max, using: &numbers)
            }
            // Every other row holds nothing but characters.
            while round % 2 == 0, let fault = firstFault(of: bytes) { bytes[fault] = 0x41 }
            #expect(isSame(cp932: bytes), "\(bytes)")
        }
    }

    private func firstFault(of bytes: [UInt8]) -> Int? {
        var result = ctabular_survey_result()
        let valid = ctabular_survey(Int32(ctabular_cp932), bytes, bytes.count, &result)
        return valid < bytes.count ? valid : nil
    }

    /// Whether the walk by blocks, the plain walk and what is counted here agree.
    private func isSame(cp932 bytes: [UInt8]) -> Bool {
        var (facts, plainFacts) = (ctabular_text_facts(), ctabular_text_facts())
        var (kinds, plainKinds, survey) = (ctabular_survey_result(), ctabular_survey_result(), ctabular_survey_result())
        let valid = ctabular_survey(Int32(ctabular_cp932), bytes, bytes.count, &survey)
        let isCP932 = valid == bytes.count
        return ctabular_look_cp932(bytes, bytes.count, &facts, &kinds) == valid
            && ctabular_look_cp932_plain(bytes, bytes.count, &plainFacts, &plainKinds) == valid
            && isSame(kinds, survey) && isSame(plainKinds, survey) && signs(of: facts) == signs(of: plainFacts)
            && (facts.nul != 0) == bytes.contains(0)
            && (facts.lone_cr != 0) == (ctabular_lone_cr(bytes, bytes.count) < bytes.count)
            && (facts.bracket != 0) == (!isCP932 || hasBracket(cp932: bytes))
            && (facts.utf8_line != 0) == (!isCP932 || hasStrangeLine(bytes))
    }

    private func signs(of facts: ctabular_text_facts) -> [UInt8] {
        [facts.nul, facts.bracket, facts.lone_cr, facts.utf8_line]
    }

    private func isSame(_ one: ctabular_survey_result, _ other: ctabular_survey_result) -> Bool {
        withUnsafeBytes(of: one) { one in withUnsafeBytes(of: other) { one.elementsEqual($0) } }
    }

    private func expectTheSame(cp932 bytes: [UInt8]) {
        #expect(isSame(cp932: bytes))
    }

    /// Whether the first byte from 0x80 on of a line is from 0xC0 on.
    private func hasStrangeLine(_ bytes: [UInt8]) -> Bool {
        bytes.split { $0 == 0x0A || $0 == 0x0D }.contains { ($0.first { $0 >= 0x80 } ?? 0) >= 0xC0 }
    }

    /// Whether there is a `[` that is not the second half of a character.
    private func hasBracket(cp932 bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x5B { return true }
            let isLead = (0x81...0x9F).contains(bytes[index]) || (0xE0...0xFC).contains(bytes[index])
            index += isLead ? 2 : 1
        }
        return false
    }
}

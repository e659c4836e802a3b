import Testing

@testable import Validation

@Suite struct `Patterns` {
    struct Case: Sendable, CustomTestStringConvertible {
        let pattern: String
        let matches: [String]
        let misses: [String]
        var testDescription: String { pattern }
    }

    static let cases: [Case] = [
        Case(pattern: "", matches: [""], misses: ["a"]),
        Case(pattern: "abc", matches: ["abc"], misses: ["", "ab", "abcd", "xabc"]),
        Case(pattern: "a.c", matches: ["abc", "a漢c", "a👩c"], misses: ["ac", "a\nc", "a\rc", "abbc"]),
        Case(pattern: "a|b|", matches: ["a", "b", ""], misses: ["ab", "c"]),
        Case(pattern: "a|bc", matches: ["a", "bc"], misses: ["ac", "abc", "b"]),
        Case(pattern: "^(?:a|bc)$", matches: ["a", "bc"], misses: ["abc"]),
        Case(pattern: "a^b", matches: [], misses: ["ab", "a^b"]),
        Case(pattern: "(^a|b)c$", matches: ["ac", "bc"], misses: ["c", "abc"]),
        Case(pattern: "a*", matches: ["", "a", "aaaa"], misses: ["b", "aab"]),
        Case(pattern: "a+", matches: ["a", "aaaa"], misses: ["", "ab"]),
        Case(pattern: "a?b", matches: ["b", "ab"], misses: ["aab", "a"]),
        Case(pattern: "a+?", matches: ["a", "aa"], misses: [""]),
        Case(pattern: "(a|)*", matches: ["", "a", "aa"], misses: ["b"]),
        Case(pattern: "(a*)*", matches: ["", "aaa"], misses: ["b"]),
        Case(pattern: "(){1000}", matches: [""], misses: ["a"]),
        Case(pattern: "a{3}", matches: ["aaa"], misses: ["aa", "aaaa"]),
        Case(pattern: "a{2,}", matches: ["aa", "aaaaaa"], misses: ["a", ""]),
        Case(pattern: "a{0,2}", matches: ["", "a", "aa"], misses: ["aaa"]),
        Case(pattern: "a{0}", matches: [""], misses: ["a"]),
        Case(pattern: "(ab|c){2,3}", matches: ["abc", "ccc", "ababab"], misses: ["c", "cccc", "aba"]),
        Case(pattern: "[abc]", matches: ["a", "c"], misses: ["d", "ab", ""]),
        Case(pattern: "[^abc]", matches: ["d", "漢"], misses: ["a", ""]),
        Case(pattern: "[a-cx-z]", matches: ["b", "y"], misses: ["d", "-"]),
        Case(pattern: "[-a]", matches: ["-", "a"], misses: ["b"]),
        Case(pattern: "[a-]", matches: ["-", "a"], misses: ["b"]),
        Case(pattern: "[a\\-z]", matches: ["a", "-", "z"], misses: ["m"]),
        Case(pattern: "[\\d-]+", matches: ["1-2"], misses: ["a"]),
        Case(pattern: "[a^]", matches: ["a", "^"], misses: ["b"]),
        Case(pattern: "[.*(]", matches: [".", "*", "("], misses: ["a"]),
        Case(pattern: "[ぁ-ん]+", matches: ["やまぐち"], misses: ["ヤマグチ", "山口"]),
        Case(pattern: "[月火水木金土日]{1,7}", matches: ["月火水木金"], misses: ["月・火", "月火水木金土日祝", ""]),
        Case(pattern: "\\d+", matches: ["0123"], misses: ["１２", "a", ""]),
        Case(pattern: "\\D", matches: ["a", "１"], misses: ["1"]),
        Case(pattern: "\\w+", matches: ["a_1", "山口", "カナ", "é"], misses: ["a b", "-", "、"]),
        Case(pattern: "\\W", matches: ["-", "、", " "], misses: ["a", "山", "_"]),
        Case(pattern: "[^\\W_]", matches: ["a", "山"], misses: ["_", "-"]),
        Case(pattern: "[\\w-]+", matches: ["a-b", "山-口"], misses: ["a b"]),
        Case(pattern: "\\s", matches: [" ", "\t", "\u{3000}", "\u{A0}"], misses: ["a", ""]),
        Case(pattern: "\\S+", matches: ["山口"], misses: ["山\u{3000}口"]),
        Case(
            pattern: "\\.\\*\\(\\)\\[\\]\\{\\}\\\\\\^\\$\\|\\?\\+\\-\\/",
            matches: [".*()[]{}\\^$|?+-/"],
            misses: ["."]
        ),
        Case(pattern: "\\t\\n\\r", matches: ["\t\n\r"], misses: ["tnr"]),
        Case(pattern: "\\x41\\u3042", matches: ["Aあ"], misses: ["A"]),
        Case(pattern: "\\p{Hiragana}+", matches: ["やまぐち"], misses: ["ヤマ", "山", "やー"]),
        Case(pattern: "[\\p{Katakana}ー・]+", matches: ["センター・ビル", "ｾﾝﾀ"], misses: ["せんたー"]),
        Case(pattern: "\\p{Han}+", matches: ["山口県", "々", "𠮷野"], misses: ["やま", "A"]),
        Case(pattern: "\\P{Han}", matches: ["や", "A"], misses: ["山"]),
        Case(pattern: "\\p{IsHan}\\p{Script=Han}\\p{sc=Han}", matches: ["山口県"], misses: ["山口"]),
        Case(
            pattern: "(\\(0[0-9]{1,4}\\)|0[0-9]{1,4}-)[0-9]{1,4}-[0-9]{4}",
            matches: ["0836-21-9504", "(083)929-0105", "08396-2-0515", "(08388)2-2838"],
            misses: ["44-1705", "(083)-934-2873", "0820‐45‐2126", "0836-21-9504 ", "０８３６-21-9504"]
        ),
        // One grapheme, two scalars: the accent is no part of the quotation mark.
        Case(pattern: "\".", matches: ["\"\u{0301}"], misses: ["\""]),
    ]

    @Test(arguments: cases) func `accept whole values only`(_ sample: Case) throws {
        var matcher = PatternMatcher(try Pattern(sample.pattern))
        // Twice, because the matcher keeps its lists from cell to cell.
        for _ in 1...2 {
            let refused = sample.matches.filter { !matcher.matches($0) }
            #expect(refused.isEmpty)
            let accepted = sample.misses.filter { matcher.matches($0) }
            #expect(accepted.isEmpty)
        }
    }

    static let hostile: [(pattern: String, unit: String, tail: String)] = [
        ("(a+)+$", "a", ""), ("(a+)+$", "a", "!"), ("^(a|a)*$", "a", "b"), ("(a*)*b", "a", ""),
        ("(.*)(.*)(.*)(.*)x", "a", ""),
        ("((a{0,20}){0,20})*c", "a", ""), ("(あ|あ|い?)+$", "あ", "う"),
    ]

    @Test(arguments: hostile) func `cost steps in proportion to the text, whatever both are`(
        _ sample: (pattern: String, unit: String, tail: String),
    ) throws {
        let pattern = try Pattern(sample.pattern)
        let steps = [1_000, 2_000, 4_000].map { count in
            var walk = PatternWalk(pattern)
            _ = walk.matches(String(repeating: sample.unit, count: count) + sample.tail)
            return walk.steps
        }
        #expect(steps[0] > 1_000)
        // Another 2,000 scalars cost twice as much as another 1,000: each instruction is reached once and tried once at most.
        #expect(steps[2] - steps[1] <= (steps[1] - steps[0]) * 2 + pattern.program.count)
        #expect(steps[2] <= 4_002 * pattern.program.count * 2)
        // What is remembered is not walked again.
        var matcher = PatternMatcher(pattern)
        _ = matcher.matches(String(repeating: sample.unit, count: 4_000) + sample.tail)
        #expect(matcher.steps <= steps[2])
    }

    /// `.*a.{11}` remembers which of the last twelve scalars were an `a`: 4,096 states, more than are kept.
    @Test func `stay right, bounded and no slower than the walk where there are more states than are kept`() throws {
        let pattern = try Pattern("[abあ]*a[abあ]{11}")
        var matcher = PatternMatcher(pattern)
        var dice = Dice(state: 7)
        var matched = 0
        for _ in 0..<300 {
            let letters: [Character] = (0..<200).map { _ in "abあ".randomElement(using: &dice) ?? "a" }
            let before = matcher.steps
            let isMatch = matcher.matches(String(letters))
            #expect(isMatch == (letters[188] == "a"))
            matched += isMatch ? 1 : 0
            // Each scalar is looked at twice when it is new: as the last one, and as one that others follow.
            #expect(matcher.steps - before <= 200 * pattern.program.count * 4)
        }
        #expect((50..<200).contains(matched))
    }

    static let faults: [(pattern: String, fault: PatternError.Fault, offset: Int)] = [
        ("(a", .groupNotClosed, 0), ("a)", .groupNotOpened, 1), ("x[a", .classNotClosed, 1), ("[]", .classEmpty, 0),
        ("[^]", .classEmpty, 0), ("[z-a]", .rangeReversed, 2), ("[a-\\d]", .rangeReversed, 2),
        ("*a", .nothingToRepeat, 0),
        ("a|+", .nothingToRepeat, 2), ("a**", .nothingToRepeat, 2), ("^*", .nothingToRepeat, 1),
        ("{2}", .braceNotRepetition, 0),
        ("a{", .braceNotRepetition, 1), ("a{,2}", .braceNotRepetition, 1), ("a{2", .braceNotRepetition, 1),
        ("a{3,2}", .rangeReversed, 1), ("a{1001}", .repetitionTooLarge, 5), ("a\\", .escapeUnfinished, 1),
        ("\\x4", .escapeUnfinished, 0), ("\\p{Han", .escapeUnfinished, 0), ("\\q", .escapeUnknown("\\q"), 0),
        ("(a)\\1", .unsupported("\\1"), 3), ("\\bA", .unsupported("\\b"), 0), ("(?=a)", .unsupported("(?"), 0),
        ("(?i)a", .unsupported("(?"), 0), ("\\p{Latin}", .scriptUnknown("Latin"), 0),
        (String(repeating: "(", count: 65), .tooDeep, 64), (String(repeating: "a", count: 4_097), .tooLong, 4_096),
        ("((a{1000}){1000}){1000}", .tooComplex, 0),
    ]

    @Test(arguments: faults) func `name the place of what they cannot mean`(
        _ sample: (pattern: String, fault: PatternError.Fault, offset: Int),
    ) {
        #expect(throws: PatternError(fault: sample.fault, offset: sample.offset)) { try Pattern(sample.pattern) }
    }

    @Test func `stay small when nothing is repeated a thousand times over`() throws {
        #expect(try Pattern("((){1000}){1000}").program.count == 1)
    }
}

extension PatternWalk {
    /// The walk alone, without what is remembered.
    mutating func matches(_ text: String) -> Bool {
        begin(isEnd: text.isEmpty)
        for (index, scalar) in text.unicodeScalars.enumerated() {
            step(over: scalar.value, isEnd: index == text.unicodeScalars.count - 1)
        }
        return hasMatched
    }
}

extension PatternMatcher {
    mutating func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0) }
    }
}

import Testing

@testable import Validation

@Suite struct `Patterns beside the engine of the language` {
    private static let atoms = ["a", "b", "あ", ".", "[ab]", "[^a]", "[あ-ん1]", "\\d", "\\D", "^", "$"]
    private static let quantifiers = ["*", "+", "?", "{2}", "{1,}", "{0,2}", "*?"]

    private static func pattern(depth: Int, _ dice: inout Dice) -> String {
        let count = Int.random(in: 1...3, using: &dice)
        return (0..<count).map { _ in part(depth: depth, &dice) }.joined()
    }

    private static func part(depth: Int, _ dice: inout Dice) -> String {
        guard depth > 0, Bool.random(using: &dice) else {
            let atom = atoms.randomElement(using: &dice) ?? "a"
            guard atom != "^", atom != "$", Bool.random(using: &dice) else { return atom }
            return atom + (quantifiers.randomElement(using: &dice) ?? "")
        }
        let inner = pattern(depth: depth - 1, &dice)
        let group = Bool.random(using: &dice) ? "(\(inner))" : "(?:\(inner)|\(pattern(depth: depth - 1, &dice)))"
        return Bool.random(using: &dice) ? group + (quantifiers.randomElement(using: &dice) ?? "") : group
    }

    private static func text(_ dice: inout Dice) -> String {
        let length = Int.random(in: 0...6, using: &dice)
        return (0..<length).map { _ in ["a", "b", "あ", "1", "山"].randomElement(using: &dice) ?? "a" }.joined()
    }

    @Test(arguments: 1...20) func `agree on whatever they both understand`(_ seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        var matchCount = 0
        for _ in 0..<25 {
            let source = Self.pattern(depth: 2, &dice)
            var matcher = PatternMatcher(try Pattern(source))
            let regex = try Regex(source).matchingSemantics(.unicodeScalar)
            for _ in 0..<20 {
                let text = Self.text(&dice)
                let isMatch = matcher.matches(text)
                let expected = try regex.wholeMatch(in: text) != nil
                #expect(isMatch == expected, "\(source) on \(text)")
                matchCount += isMatch ? 1 : 0
            }
        }
        #expect(matchCount > 20)
    }
}

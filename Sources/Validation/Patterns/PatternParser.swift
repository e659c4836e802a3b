/// Reads the regular expressions of Table Schema: literals, `.`, classes, `\d \w \s` and their opposites, `\p{Hiragana}`,
/// groups, alternatives, `* + ? {m,n}` and the anchors.
///
/// A recursive descent over Unicode scalars. Depth and length are bounded, since a schema may come from a stranger.
struct PatternParser {
    /// Longest pattern, in Unicode scalars.
    static let longest = 4_096
    /// Deepest nesting of groups.
    static let deepest = 64
    /// Largest number in `{m,n}`.
    static let mostRepetitions = 1_000

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    static func parse(_ text: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(text)
        guard parser.scalars.count <= longest else { throw PatternError(fault: .tooLong, offset: longest) }
        let node = try parser.alternatives()
        guard parser.position == parser.scalars.count else { throw parser.error(.groupNotOpened) }
        return node
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func error(_ fault: PatternError.Fault, at offset: Int? = nil) -> PatternError {
        PatternError(fault: fault, offset: offset ?? position)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            let atom = try atom()
            parts.append(try repeated(atom, isAnchor: scalar == "^" || scalar == "$"))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        let offset = position
        let scalar = scalars[position]
        position += 1
        switch scalar {
        case "(": return try group(openedAt: offset)
        case "[": return .scalar(try scalarClass(openedAt: offset))
        case ".": return .scalar(ScalarSet(ScalarSet.lineEnds, isNegated: true))
        case "^": return .start
        case "$": return .end
        case "*", "+", "?": throw error(.nothingToRepeat, at: offset)
        case "{": throw error(.braceNotRepetition, at: offset)
        case "\\": return .scalar(try escape(at: offset).set)
        default: return .scalar(ScalarSet([scalar.value...scalar.value]))
        }
    }

    private mutating func group(openedAt offset: Int) throws(PatternError) -> PatternNode {
        guard depth < Self.deepest else { throw error(.tooDeep, at: offset) }
        if take("?") {
            guard take(":") else { throw error(.unsupported("(?"), at: offset) }
        }
        depth += 1
        let inner = try alternatives()
        depth -= 1
        guard take(")") else { throw error(.groupNotClosed, at: offset) }
        return inner
    }

    // MARK: Repetition

    private mutating func repeated(_ atom: PatternNode, isAnchor: Bool) throws(PatternError) -> PatternNode {
        let offset = position
        let bounds: (minimum: Int, maximum: Int?)
        if take("*") {
            bounds = (0, nil)
        } else if take("+") {
            bounds = (1, nil)
        } else if take("?") {
            bounds = (0, 1)
        } else if next == "{" {
            bounds = try braces()
        } else {
            return atom
        }
        if isAnchor { throw error(.nothingToRepeat, at: offset) }
        // A lazy quantifier accepts the same texts as a greedy one when both ends are anchored.
        _ = take("?")
        return .repetition(atom, minimum: bounds.minimum, maximum: bounds.maximum)
    }

    /// `{m}`, `{m,}` or `{m,n}`.
    private mutating func braces() throws(PatternError) -> (minimum: Int, maximum: Int?) {
        let offset = position
        position += 1
        guard let minimum = try number() else { throw error(.braceNotRepetition, at: offset) }
        guard take(",") else {
            guard take("}") else { throw error(.braceNotRepetition, at: offset) }
            return (minimum, minimum)
        }
        let maximum = try number()
        guard take("}") else { throw error(.braceNotRepetition, at: offset) }
        if let maximum, maximum < minimum { throw error(.rangeReversed, at: offset) }
        return (minimum, maximum)
    }

    private mutating func number() throws(PatternError) -> Int? {
        var value: Int?
        while let scalar = next, ("0"..."9").contains(scalar) {
            value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
            guard (value ?? 0) <= Self.mostRepetitions else { throw error(.repetitionTooLarge) }
            position += 1
        }
        return value
    }

    // MARK: Classes and escapes

    /// What a class or an escape adds, before it becomes a set.
    private struct Members {
        var ranges: [ClosedRange<UInt32>] = []
        var words = false
        var nonWords = false
        /// The scalar, when the members are just one: only such can begin or end a range.
        var single: UInt32?

        init(single: UInt32) {
            self.single = single
            ranges = [single...single]
        }

        init(ranges: [ClosedRange<UInt32>] = [], words: Bool = false, nonWords: Bool = false) {
            self.ranges = ranges
            self.words = words
            self.nonWords = nonWords
        }

        var set: ScalarSet { ScalarSet(ranges, includesWords: words, includesNonWords: nonWords) }

        mutating func add(_ other: Members) {
            ranges += other.ranges
            words = words || other.words
            nonWords = nonWords || other.nonWords
        }
    }

    private mutating func scalarClass(openedAt offset: Int) throws(PatternError) -> ScalarSet {
        let isNegated = take("^")
        var members = Members()
        var isEmpty = true
        while true {
            guard next != nil else { throw error(.classNotClosed, at: offset) }
            if take("]") { break }
            isEmpty = false
            let first = try classMember()
            guard let lower = first.single, next == "-", position + 1 < scalars.count, scalars[position + 1] != "]"
            else {
                members.add(first)
                continue
            }
            let dash = position
            position += 1
            guard let upper = try classMember().single, lower <= upper else { throw error(.rangeReversed, at: dash) }
            members.add(Members(ranges: [lower...upper]))
        }
        guard !isEmpty else { throw error(.classEmpty, at: offset) }
        return ScalarSet(
            members.ranges,
            includesWords: members.words,
            includesNonWords: members.nonWords,
            isNegated: isNegated
        )
    }

    private mutating func classMember() throws(PatternError) -> Members {
        let offset = position
        let scalar = scalars[position]
        position += 1
        guard scalar == "\\" else { return Members(single: scalar.value) }
        return try escape(at: offset)
    }

    /// The control characters that have a letter.
    private static let controls: [Unicode.Scalar: UInt32] = ["t": 0x09, "n": 0x0A, "v": 0x0B, "f": 0x0C, "r": 0x0D]

    /// What follows a backslash at `offset`.
    private mutating func escape(at offset: Int) throws(PatternError) -> Members {
        guard let scalar = next else { throw error(.escapeUnfinished, at: offset) }
        position += 1
        if let control = Self.controls[scalar] { return Members(single: control) }
        switch scalar {
        case "d": return Members(ranges: ScalarSet.digits)
        case "D": return Members(ranges: ScalarSet.complement(of: ScalarSet.digits))
        case "s": return Members(ranges: ScalarSet.spaces)
        case "S": return Members(ranges: ScalarSet.complement(of: ScalarSet.spaces))
        case "w": return Members(words: true)
        case "W": return Members(nonWords: true)
        case "p": return Members(ranges: try script(at: offset))
        case "P": return Members(ranges: ScalarSet.complement(of: try script(at: offset)))
        case "x": return Members(single: try hexadecimal(digits: 2, at: offset))
        case "u": return Members(single: try hexadecimal(digits: 4, at: offset))
        case "b", "B", "A", "z", "Z", "G", "K", "k", "1"..."9": throw error(.unsupported("\\\(scalar)"), at: offset)
        case "a"..."z", "A"..."Z", "0": throw error(.escapeUnknown("\\\(scalar)"), at: offset)
        default: return Members(single: scalar.value)
        }
    }

    private mutating func hexadecimal(digits: Int, at offset: Int) throws(PatternError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let scalar = next, let digit = Character(scalar).hexDigitValue, scalar.isASCII else {
                throw error(.escapeUnfinished, at: offset)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    /// The name in `{Hiragana}`, also written `Script=Hiragana`, `sc=Hiragana` or, as XML Schema has it, `IsHiragana`.
    private mutating func script(at offset: Int) throws(PatternError) -> [ClosedRange<UInt32>] {
        guard take("{"), let close = scalars[position...].firstIndex(of: "}") else {
            throw error(.escapeUnfinished, at: offset)
        }
        var name = ""
        name.unicodeScalars.append(contentsOf: scalars[position..<close])
        position = close + 1
        for prefix in ["Script=", "sc=", "Is"] where name.hasPrefix(prefix) {
            name.removeFirst(prefix.count)
            break
        }
        guard let ranges = ScalarSet.scripts[name] else { throw error(.scriptUnknown(name), at: offset) }
        return ranges
    }
}

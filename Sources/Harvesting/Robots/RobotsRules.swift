/// The rules of one `robots.txt` for us (RFC 9309), read within bounds: the group that names us, else that for everybody.
struct RobotsRules: Sendable {
    /// Our product token, as in User-Agent.
    static let ourName = "YamaguchiDataPlatform"
    /// Bytes that are read; RFC 9309 §2.5 asks for at least so many.
    static let longest = 500 << 10
    private static let mostRules = 2_000
    private static let longestPattern = 512
    /// The longest pause between requests that is kept.
    static let longestDelay: Duration = .seconds(10)

    private static let ruleKeys = ["allow", "disallow", "crawl-delay"].map { Array($0.utf8) }

    private struct Rule {
        let allows: Bool
        let pattern: [UInt8]
    }

    private var rules: [Rule] = []
    /// Whether a group is meant for us by name.
    private(set) var namesUs = false
    /// `Crawl-delay` (no part of the RFC, widely used), at most ``longestDelay``; nil when there is none.
    private(set) var crawlDelay: Duration?

    /// No rules: everything is allowed.
    init() {}

    /// - Parameter agent: product token to look for, whatever its case.
    init(_ text: [UInt8], agent: String) {
        var ours = RobotsRules()
        var everybodys = RobotsRules()
        var agents: [[UInt8]] = []
        var isHeaderOpen = false
        let agent = Array(agent.lowercased().utf8)
        var text = text.prefix(Self.longest)
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let (key, value) = Self.field(line) else { continue }
            if key == Array("user-agent".utf8) {
                if !isHeaderOpen { agents = [] }
                isHeaderOpen = true
                agents.append(Self.lowercased(value.prefix { $0 != UInt8(ascii: "/") }))
                if agents.last == agent { ours.namesUs = true }
                continue
            }
            // Other lines (`Sitemap`) belong to no group.
            guard Self.ruleKeys.contains(key) else { continue }
            isHeaderOpen = false
            if agents.contains(agent) { ours.add(key, value) }
            if agents.contains([UInt8(ascii: "*")]) { everybodys.add(key, value) }
        }
        self = ours.namesUs ? ours : everybodys
    }

    private mutating func add(_ key: [UInt8], _ value: ArraySlice<UInt8>) {
        switch String(decoding: key, as: UTF8.self) {
        case "allow", "disallow":
            guard !value.isEmpty, rules.count < Self.mostRules, value.count <= Self.longestPattern else { return }
            rules.append(Rule(allows: key.first == UInt8(ascii: "a"), pattern: Self.normalized(value)))
        case "crawl-delay":
            guard let seconds = Double(String(decoding: value, as: UTF8.self)), seconds > 0 else { return }
            crawlDelay = seconds < 3_600 ? min(.seconds(seconds), Self.longestDelay) : Self.longestDelay
        default: return
        }
    }

    /// Whether a path with its query may be asked for: the longest rule that matches decides, and of two as long the kinder.
    func allows(_ path: [UInt8]) -> Bool {
        let path = Self.normalized(path[...])
        var best: (length: Int, allows: Bool)?
        for rule in rules where Self.matches(rule.pattern, path) {
            let length = rule.pattern.count
            if let best, best.length > length || (best.length == length && best.allows) { continue }
            best = (length, rule.allows)
        }
        return best?.allows ?? true
    }

    // MARK: Bytes

    /// `key: value` of a line without its comment; nil when it is none.
    private static func field(_ line: ArraySlice<UInt8>) -> (key: [UInt8], value: ArraySlice<UInt8>)? {
        let line = line.prefix { $0 != UInt8(ascii: "#") }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        return (lowercased(trimmed(line[..<colon])), trimmed(line[(colon + 1)...]))
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = bytes.drop { $0 <= 0x20 }
        let end = start.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start.startIndex
        return start[start.startIndex..<max(end, start.startIndex)]
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    /// One spelling for paths (RFC 9309 §2.2.2): bytes beyond ASCII percent-encoded, encoded letters and digits plain.
    private static func normalized(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                rest = rest.dropFirst(2)
                append(value, isEncoded: true, to: &result)
            } else {
                append(byte, isEncoded: false, to: &result)
            }
        }
        return result
    }

    private static func append(_ byte: UInt8, isEncoded: Bool, to result: inout [UInt8]) {
        let isUnreserved =
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "-._~".utf8.contains(byte)
            }
        if isUnreserved || (!isEncoded && byte < 0x80) {
            result.append(byte)
        } else {
            let digits = String(byte, radix: 16, uppercase: true)
            result.append(UInt8(ascii: "%"))
            result.append(contentsOf: (digits.utf8.count == 1 ? "0" + digits : digits).utf8)
        }
    }

    /// Whether `pattern` matches the beginning of `path`; `*` stands for anything, `$` at the end for the path's end.
    static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        let isWhole = pattern.last == UInt8(ascii: "$")
        let pattern = isWhole ? pattern.dropLast() : pattern[...]
        var (p, s) = (0, 0)
        // Where to go back to: the last star, and how much of the path it has eaten.
        var star: (pattern: Int, path: Int)?
        while true {
            if p == pattern.count {
                if !isWhole || s == path.count { return true }
            } else if pattern[p] == UInt8(ascii: "*") {
                star = (p + 1, s)
                p += 1
                continue
            } else if s < path.count, pattern[p] == path[s] {
                (p, s) = (p + 1, s + 1)
                continue
            }
            guard let last = star, last.path < path.count else { return false }
            star = (last.pattern, last.path + 1)
            (p, s) = (last.pattern, last.path + 1)
        }
    }
}

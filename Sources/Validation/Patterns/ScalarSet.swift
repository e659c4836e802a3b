/// A set of Unicode scalars: what `.`, `[...]`, `\d` or one letter of a pattern accepts.
///
/// Ranges are sorted and disjoint. ASCII, which codes and telephone numbers are made of, is answered from a bit map.
struct ScalarSet: Hashable, Sendable {
    private let ranges: [ClosedRange<UInt32>]
    /// Whether every letter, digit and `_` of any script belongs to the set (`\w`), or everything else (`\W`).
    private let includesWords: Bool
    private let includesNonWords: Bool
    private let isNegated: Bool
    private let asciiLow: UInt64
    private let asciiHigh: UInt64

    init(
        _ ranges: [ClosedRange<UInt32>],
        includesWords: Bool = false,
        includesNonWords: Bool = false,
        isNegated: Bool = false,
    ) {
        self.ranges = Self.merged(ranges)
        self.includesWords = includesWords
        self.includesNonWords = includesNonWords
        self.isNegated = isNegated
        var low: UInt64 = 0
        var high: UInt64 = 0
        for value in UInt32(0)..<128 {
            let isMember =
                ranges.contains { $0.contains(value) } || (Self.isWord(value) ? includesWords : includesNonWords)
            guard isMember != isNegated else { continue }
            if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
        }
        asciiLow = low
        asciiHigh = high
    }

    func contains(_ value: UInt32) -> Bool {
        if value < 64 { return asciiLow & (1 << UInt64(value)) != 0 }
        if value < 128 { return asciiHigh & (1 << UInt64(value - 64)) != 0 }
        return isListed(value) != isNegated
    }

    private func isListed(_ value: UInt32) -> Bool {
        if hasRange(around: value) { return true }
        guard includesWords || includesNonWords else { return false }
        return Self.isWord(value) ? includesWords : includesNonWords
    }

    private func hasRange(around value: UInt32) -> Bool {
        var lower = 0
        var upper = ranges.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if ranges[middle].upperBound < value { lower = middle + 1 } else { upper = middle }
        }
        return lower < ranges.count && ranges[lower].lowerBound <= value
    }

    /// Everything that `ranges` leaves out of Unicode.
    static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in merged(ranges) {
            if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
        return gaps
    }

    private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let last = merged.last, range.lowerBound <= last.upperBound else {
                merged.append(range)
                continue
            }
            merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
        }
        return merged
    }

    /// A letter or digit of any script, or `_`, as `\w` is read by the tools that Table Schema comes from.
    private static func isWord(_ value: UInt32) -> Bool {
        // Unicode's tables take their time, and every set asks for all of ASCII.
        if value < 128 {
            let isLetter = (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
            return isLetter || (0x30...0x39).contains(value) || value == 0x5F
        }
        guard let scalar = Unicode.Scalar(value) else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}

extension ScalarSet {
    /// ASCII digits only: a telephone number in full-width digits must not pass `\d`.
    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    /// White space of every width, U+3000 among it.
    static let spaces: [ClosedRange<UInt32>] = [
        0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
        0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
    ]
    /// What `.` refuses.
    static let lineEnds: [ClosedRange<UInt32>] = [0x0A...0x0A, 0x0D...0x0D]

    /// Scripts by the names of Unicode's Script property (UAX #24).
    ///
    /// `ー` and `・` belong to no script there: name them beside it.
    static let scripts: [String: [ClosedRange<UInt32>]] = [
        "Hiragana": [0x3041...0x3096, 0x309D...0x309F, 0x1B001...0x1B11F, 0x1B150...0x1B152],
        "Katakana": [
            0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF, 0x32D0...0x32FE, 0x3300...0x3357, 0xFF66...0xFF6F,
            0xFF71...0xFF9D, 0x1B000...0x1B000, 0x1B164...0x1B167,
        ],
        "Han": [
            0x2E80...0x2E99, 0x2E9B...0x2EF3, 0x2F00...0x2FD5, 0x3005...0x3005, 0x3007...0x3007, 0x3021...0x3029,
            0x3038...0x303B, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFA6D, 0xFA70...0xFAD9, 0x20000...0x2A6DF,
            0x2A700...0x2EE5D, 0x2F800...0x2FA1D, 0x30000...0x323AF,
        ],
    ]
}

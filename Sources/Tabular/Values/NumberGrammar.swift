import CTabular

/// Numbers as municipal files write them: `1234`, `-5`, `△1,234`, `34.0873`, `1.2E-5`.
///
/// Stricter than any standard library: no leading zeros (`007` is a code), no `+` before more than nine digits (`+81839224111` is a
/// telephone number), no hexadecimal, never NaN or infinity, and nothing whose meaning a 64-bit integer or a double would change: an integer beyond Int64 or a decimal of more than 17
/// significant digits is not a number here, and its column keeps it as text.
enum NumberGrammar {
    enum Value {
        case integer(Int64)
        case decimal(Double)
        /// Digits that begin with a superfluous zero: what codes and identifiers look like.
        case leadingZero
    }

    /// The number that `count` folded signs are; nil where they are none.
    static func parse(_ signs: UnsafePointer<UInt8>, count: Int) -> Value? {
        var at = 0
        let isNegative = count > 0 && (signs[0] == UInt8(ascii: "-") || signs[0] == FoldedText.Sign.negative)
        let hasPlus = count > 0 && count <= 10 && signs[0] == UInt8(ascii: "+")
        if isNegative || hasPlus { at = 1 }
        guard at < count, isDigit(signs[at]) else { return nil }

        var digits = Digits()
        let integerStart = at
        guard let integerEnd = integerPart(signs, from: at, count: count, into: &digits) else { return nil }
        at = integerEnd
        let hasLeadingZero = signs[integerStart] == UInt8(ascii: "0") && digits.count > 1
        let isWhole = at == count
        if hasLeadingZero { return isWhole ? .leadingZero : nil }
        if isWhole { return integer(digits, isNegative: isNegative) }

        if signs[at] == UInt8(ascii: ".") {
            at += 1
            let start = at
            while at < count, isDigit(signs[at]) {
                digits.append(signs[at])
                at += 1
            }
            guard at > start else { return nil }
            digits.exponent = -(at - start)
        }
        if at < count {
            guard let (exponent, end) = exponent(signs, from: at, count: count), end == count else { return nil }
            digits.exponent += exponent
        }
        return decimal(digits, isNegative: isNegative)
    }

    static func isDigit(_ sign: UInt8) -> Bool {
        sign &- UInt8(ascii: "0") < 10
    }

    /// Significant digits as they are read.
    ///
    /// Zeros before the first other digit are not kept.
    private struct Digits {
        var mantissa: UInt64 = 0
        /// Digits read, leading zeros included.
        var count = 0
        /// Digits from the first that is not zero to the last that is not.
        var significant = 0
        private var zeros = 0
        var exponent = 0
        var overflows = false

        mutating func append(_ digit: UInt8) {
            count += 1
            let value = UInt64(digit &- UInt8(ascii: "0"))
            if value == 0 {
                if significant > 0 { zeros += 1 }
            } else {
                significant += zeros + 1
                zeros = 0
            }
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(value)
            overflows = overflows || overflow || carry
            mantissa = sum
        }
    }

    /// Digits with or without thousands separators; the place behind them, nil where separators stand wrong.
    private static func integerPart(
        _ signs: UnsafePointer<UInt8>,
        from start: Int,
        count: Int,
        into digits: inout Digits
    ) -> Int? {
        var at = start
        while at < count, isDigit(signs[at]) {
            digits.append(signs[at])
            at += 1
        }
        guard at < count, signs[at] == UInt8(ascii: ",") else { return at }
        guard at - start <= 3, signs[start] != UInt8(ascii: "0") else { return nil }
        while at < count, signs[at] == UInt8(ascii: ",") {
            guard at + 3 < count, isDigit(signs[at + 1]), isDigit(signs[at + 2]), isDigit(signs[at + 3]) else {
                return nil
            }
            for offset in 1...3 { digits.append(signs[at + offset]) }
            at += 4
        }
        return at < count && isDigit(signs[at]) ? nil : at
    }

    /// `E-5`: the exponent and the place behind it.
    private static func exponent(_ signs: UnsafePointer<UInt8>, from start: Int, count: Int) -> (Int, Int)? {
        guard signs[start] | 0x20 == UInt8(ascii: "e") else { return nil }
        var at = start + 1
        var isNegative = false
        if at < count, signs[at] == UInt8(ascii: "+") || signs[at] == UInt8(ascii: "-") {
            isNegative = signs[at] == UInt8(ascii: "-")
            at += 1
        }
        let digitsStart = at
        var value = 0
        while at < count, isDigit(signs[at]) {
            value = min(value * 10 + Int(signs[at] &- UInt8(ascii: "0")), 100_000)
            at += 1
        }
        guard at > digitsStart else { return nil }
        return (isNegative ? -value : value, at)
    }

    private static func integer(_ digits: Digits, isNegative: Bool) -> Value? {
        if isNegative, digits.mantissa == 0 { return .decimal(-0.0) }
        guard !digits.overflows, digits.mantissa <= UInt64(Int64.max) + (isNegative ? 1 : 0) else { return nil }
        return .integer(isNegative ? Int64(truncatingIfNeeded: 0 &- digits.mantissa) : Int64(digits.mantissa))
    }

    private static func decimal(_ digits: Digits, isNegative: Bool) -> Value? {
        guard digits.significant <= 17 else { return nil }
        let magnitude: Double
        if !digits.overflows, digits.mantissa < 1 << 53, digits.exponent <= 22, digits.exponent >= -22 {
            // Both factors are exact doubles, so the one operation rounds correctly (Clinger 1990).
            let power = powersOfTen[abs(digits.exponent)]
            magnitude = digits.exponent < 0 ? Double(digits.mantissa) / power : Double(digits.mantissa) * power
        } else {
            guard let exact = converted(digits) else { return nil }
            magnitude = exact
        }
        guard magnitude.isFinite, magnitude != 0 || digits.significant == 0 else { return nil }
        return .decimal(isNegative ? -magnitude : magnitude)
    }

    /// The rare long way: mantissa and exponent written out and read by the C library, which rounds correctly.
    private static func converted(_ digits: Digits) -> Double? {
        guard !digits.overflows else { return nil }
        var text = Array(String(digits.mantissa).utf8)
        text.append(UInt8(ascii: "e"))
        text.append(contentsOf: String(digits.exponent).utf8)
        return ctabular_double(text, text.count)
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20,
        1e21, 1e22,
    ]

    /// An integer as a double, where the double means the same; nil beyond 2^53 for those that are not exact.
    static func double(_ value: Int64) -> Double? {
        let double = Double(value)
        return Int64(exactly: double) == value ? double : nil
    }
}

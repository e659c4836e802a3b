/// Shapes of text values that tell what a column is, judged on bytes.
enum ValueShape {
    /// The role whose values look like `field`.
    ///
    /// Digits are the half-width ones that the standards ask for.
    ///
    /// - Parameter hint: What the column's name says: bare digits from 0 are a telephone number only under such a name, otherwise
    ///   they may be any zero-padded number.
    static func role(of field: UnsafeBufferPointer<UInt8>, hint: ColumnRole?) -> ColumnRole? {
        guard let first = field.first, field.count <= 2_048 else { return nil }
        if first >= 0x80 {
            // Of the shapes only a postal code may begin with a character beyond ASCII.
            return first == 0xE3 && isPostalCode(field, isNamedSo: false) ? .postalCode : nil
        }
        if first | 0x20 == UInt8(ascii: "h"), isURL(field) { return .url }
        // No value has two of these shapes, so the likely one may come first.
        if hint == .phone, isPhone(field, isNamedSo: true) { return .phone }
        if isPostalCode(field, isNamedSo: hint == .postalCode) { return .postalCode }
        if isPhone(field, isNamedSo: hint == .phone) { return .phone }
        if CheckDigits.isMunicipalityCode(field) { return .municipalityCode }
        if CheckDigits.isCorporateNumber(field) { return .corporateNumber }
        return isEmail(field) ? .email : nil
    }

    private static func isURL(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        starts(field, "http://") || starts(field, "https://")
    }

    private static func starts(_ field: UnsafeBufferPointer<UInt8>, _ prefix: StaticString) -> Bool {
        guard field.count > prefix.utf8CodeUnitCount else { return false }
        return (0..<prefix.utf8CodeUnitCount).allSatisfy { field[$0] | 0x20 == prefix.utf8Start[$0] | 0x20 }
    }

    /// `753-8501`, `〒753-8501`; `7538501` where the column's name says so.
    private static func isPostalCode(_ field: UnsafeBufferPointer<UInt8>, isNamedSo: Bool) -> Bool {
        if isNamedSo, field.count == 7 { return field.allSatisfy(NumberGrammar.isDigit) }
        let hasMark = field.count == 11 && field[0] == 0xE3 && field[1] == 0x80 && field[2] == 0x92
        let start = hasMark ? 3 : 0
        guard field.count - start == 8, field[start + 3] == UInt8(ascii: "-") else { return false }
        return (0..<8).allSatisfy { $0 == 3 || NumberGrammar.isDigit(field[start + $0]) }
    }

    /// Nine to eleven digits from 0 (or +81) with hyphens or brackets: `083-922-4111`, `(0835)25-2144`, `(08388)2-2838`.
    private static func isPhone(_ field: UnsafeBufferPointer<UInt8>, isNamedSo: Bool) -> Bool {
        guard field.count >= 10, field.count <= 18 else { return false }
        var digits = 0
        var signs = 0
        for (index, byte) in field.enumerated() {
            if NumberGrammar.isDigit(byte) {
                if digits == 0, byte != UInt8(ascii: "0"), field[0] != UInt8(ascii: "+") { return false }
                digits += 1
            } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") {
                signs += 1
            } else if byte != UInt8(ascii: "+") || index > 0 {
                return false
            }
        }
        return digits >= 9 && digits <= 12 && (signs > 0 || (isNamedSo && digits >= 10))
    }

    /// One `@` with something before it and a dotted name behind, no spaces.
    private static func isEmail(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        guard field.count <= 254, let at = field.firstIndex(of: UInt8(ascii: "@")), at > 0 else { return false }
        let domain = field[(at + 1)...]
        return domain.contains(UInt8(ascii: ".")) && !domain.contains(UInt8(ascii: "@"))
            && domain.last != UInt8(ascii: ".") && field.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// Whether a value begins with a digit, of either width.
    @inline(__always)
    static func beginsWithDigit(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        if NumberGrammar.isDigit(first) { return true }
        return bytes.count >= 3 && first == 0xEF && bytes[1] == 0xBC && (0x90...0x99).contains(bytes[2])
    }
}

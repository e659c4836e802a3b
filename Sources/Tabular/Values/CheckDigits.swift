/// Check digits of Japanese public codes (japan.md §2.2).
enum CheckDigits {
    /// Whether six digits are a municipality code: prefecture 01–47, municipality, check digit (総務省 全国地方公共団体コード).
    static func isMunicipalityCode(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        guard field.count == 6, field.allSatisfy(NumberGrammar.isDigit) else { return false }
        let digits = field.map { Int($0 &- UInt8(ascii: "0")) }
        guard (1...47).contains(digits[0] * 10 + digits[1]) else { return false }
        let sum = digits[0] * 6 + digits[1] * 5 + digits[2] * 4 + digits[3] * 3 + digits[4] * 2
        let check = sum < 11 ? (11 - sum) % 10 : (11 - sum % 11) % 10
        return check == digits[5]
    }

    /// Whether thirteen digits are a corporate number: the first checks the others (国税庁 法人番号).
    static func isCorporateNumber(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        guard field.count == 13, field.allSatisfy(NumberGrammar.isDigit) else { return false }
        let digits = field.map { Int($0 &- UInt8(ascii: "0")) }
        let sum = (1...12).reduce(0) { $0 + digits[13 - $1] * ($1.isMultiple(of: 2) ? 2 : 1) }
        return digits[0] == 9 - sum % 9
    }
}

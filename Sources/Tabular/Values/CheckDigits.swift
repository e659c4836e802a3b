/// Check digits of Japanese public codes (japan.md §2.2).
enum CheckDigits {
    /// Whether six digits are a municipality code: prefecture 01–47, municipality, check digit (総務省 全国地方公共団体コード).
    static func isMunicipalityCode(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        guard field.count == 6, field.allSatisfy(NumberGrammar.isDigit) else { return false }
        func digit(_ place: Int) -> Int { Int(field[place] &- UInt8(ascii: "0")) }
        guard (1...47).contains(digit(0) * 10 + digit(1)) else { return false }
        let sum = digit(0) * 6 + digit(1) * 5 + digit(2) * 4 + digit(3) * 3 + digit(4) * 2
        let check = sum < 11 ? (11 - sum) % 10 : (11 - sum % 11) % 10
        return check == digit(5)
    }

    /// Whether thirteen digits are a corporate number: the first checks the others (国税庁 法人番号).
    static func isCorporateNumber(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        guard field.count == 13, field.allSatisfy(NumberGrammar.isDigit) else { return false }
        func digit(_ place: Int) -> Int { Int(field[place] &- UInt8(ascii: "0")) }
        let sum = (1...12).reduce(0) { $0 + digit(13 - $1) * ($1.isMultiple(of: 2) ? 2 : 1) }
        return digit(0) == 9 - sum % 9
    }
}

/// Spellings of "there is no value" (japan.md §5: `-` 1,562 times, 不明 516, ― 94, なし 73 …).
///
/// They mean that only in a column whose other values are numbers, dates or flags; in a column of text なし may be an answer.
enum NullSpelling {
    /// Whether the field is one.
    ///
    /// `folded` holds its signs where it folds.
    static func matches(_ field: UnsafeBufferPointer<UInt8>, folded: borrowing FoldedText, folds: Bool) -> Bool {
        if folds, folded.count > 0 {
            let first = folded.signs[0]
            if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: ".") {
                return (1..<folded.count).allSatisfy { folded.signs[$0] == first }
            }
            if folded.count == 1, first == FoldedText.Sign.cross || first | 0x20 == UInt8(ascii: "x") { return true }
        }
        guard field.count <= 32 else { return false }
        let trimmed = Blank.trim(field)
        return words.contains { $0.utf8CodeUnitCount == trimmed.count && isEqual(trimmed, $0) }
    }

    private static let words: [StaticString] = [
        "なし", "無し", "ナシ", "不明", "未定", "未詳", "未設定", "未記入", "該当なし", "データなし", "…", "・・・", "N/A", "n/a",
        "#N/A", "NA", "null", "NULL", "None", "nan", "NaN",
        // What Excel leaves where a formula failed.
        "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!",
    ]

    private static func isEqual(_ field: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        for (index, byte) in field.enumerated() where byte != word.utf8Start[index] {
            return false
        }
        return true
    }
}

/// White space around values: space, TAB, CR, LF and the ideographic space U+3000.
enum Blank {
    static func trim(_ field: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = field.count
        while start < end {
            if isASCIISpace(field[start]) {
                start += 1
            } else if end - start >= 3, isIdeographicSpace(field, at: start) {
                start += 3
            } else {
                break
            }
        }
        while end > start {
            if isASCIISpace(field[end - 1]) {
                end -= 1
            } else if end - start >= 3, isIdeographicSpace(field, at: end - 3) {
                end -= 3
            } else {
                break
            }
        }
        return UnsafeBufferPointer(rebasing: field[start..<end])
    }

    static func isBlank(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = field.first else { return true }
        // The kana begin with the same byte as the ideographic space.
        guard first <= 0x20 || (first == 0xE3 && field.count >= 3 && field[1] == 0x80) else { return false }
        return trim(field).isEmpty
    }

    private static func isASCIISpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }

    private static func isIdeographicSpace(_ field: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        field[start] == 0xE3 && field[start + 1] == 0x80 && field[start + 2] == 0x80
    }
}

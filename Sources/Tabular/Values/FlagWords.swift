/// Words that say yes or no.
///
/// A column is boolean only when all its cells are of one family, so that 有 and × in one column stay what the author
/// wrote.
enum FlagWords {
    /// 有・無 — ○・× — true・false — 1・0.
    ///
    /// The last are numbers everywhere but in a column whose name asks a question (``NameHint/isFlag``).
    enum Family: Int, CaseIterable {
        case presence, circle, latin, binary
    }

    /// The family and the value of `count` folded signs; nil where they are no flag.
    static func parse(_ signs: UnsafePointer<UInt8>, count: Int) -> (family: Family, value: Bool)? {
        switch count {
        case 1:
            switch signs[0] {
            case FoldedText.Sign.present: (.presence, true)
            case FoldedText.Sign.absent: (.presence, false)
            case FoldedText.Sign.circle: (.circle, true)
            case FoldedText.Sign.cross: (.circle, false)
            case UInt8(ascii: "1"): (.binary, true)
            case UInt8(ascii: "0"): (.binary, false)
            default: nil
            }
        case 4 where matches(signs, "true"): (.latin, true)
        case 5 where matches(signs, "false"): (.latin, false)
        default: nil
        }
    }

    private static func matches(_ signs: UnsafePointer<UInt8>, _ word: StaticString) -> Bool {
        for index in 0..<word.utf8CodeUnitCount where signs[index] | 0x20 != word.utf8Start[index] {
            return false
        }
        return true
    }
}

/// A short field folded to one byte per sign, so that every grammar of values reads half-width and full-width, kanji and ASCII
/// spellings alike.
///
/// Folding trims spaces (also U+3000), maps full-width ASCII and every kind of hyphen to ASCII, and maps the kanji that dates,
/// eras and flags are written with to the bytes of ``Sign``. A field with any other character, or longer than ``capacity``,
/// is no number, date or flag: it does not fold. Most text cells end at their first character here, which makes judging a
/// column of text cheap.
struct FoldedText: ~Copyable {
    /// More than the longest value: `令和　６年１１月１日　１２：３４：５６` has 23 signs.
    static let capacity = 48

    let signs: UnsafeMutablePointer<UInt8>
    private(set) var count = 0

    init() {
        signs = .allocate(capacity: Self.capacity)
    }

    deinit {
        signs.deallocate()
    }

    /// The signs that are not ASCII.
    enum Sign {
        static let year: UInt8 = 0x80
        static let month: UInt8 = 0x81
        static let day: UInt8 = 0x82
        static let hour: UInt8 = 0x83
        static let minute: UInt8 = 0x84
        /// △ or ▲, which accounts write before negative numbers.
        static let negative: UInt8 = 0x86
        /// 元, the first year of an era.
        static let first: UInt8 = 0x87
        /// 0x90 + the era's place in ``Era/all``.
        static let era: UInt8 = 0x90
        static let present: UInt8 = 0xA0
        static let absent: UInt8 = 0xA1
        static let circle: UInt8 = 0xA2
        static let cross: UInt8 = 0xA3
        /// 点, 現 and 在, of 時点 and 現在.
        static let point: UInt8 = 0xA4
        static let nowFirst: UInt8 = 0xA5
        static let nowSecond: UInt8 = 0xA6
        /// 度 of 年度.
        static let degree: UInt8 = 0xA7
        /// 午, 前 and 後, of 午前 and 午後.
        static let noon: UInt8 = 0xA8
        static let before: UInt8 = 0xA9
        static let after: UInt8 = 0xAA
        /// 火, 水, 木, 金, 土; 日 and 月 are ``day`` and ``month``.
        static let weekday: UInt8 = 0xB0
        /// 曜.
        static let dayOfWeek: UInt8 = 0xB5
    }

    /// Replaces the content with `field`; false where it does not fold.
    ///
    /// A blank field folds to no signs.
    mutating func fold(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        count = 0
        guard var at = field.baseAddress else { return true }
        let end = at + field.count
        let target = signs
        var written = 0
        var spaces = 0
        while at < end {
            var sign = at.pointee
            if sign < 0x80 {
                at += 1
            } else {
                guard let (folded, size) = Self.fold(at, until: end) else { return false }
                sign = folded
                at += size
            }
            if sign == UInt8(ascii: " ") || sign == UInt8(ascii: "\t") {
                // Leading spaces are dropped; inner ones are written when something follows, so trailing ones never are.
                if written > 0 { spaces += 1 }
                continue
            }
            guard written + spaces < Self.capacity else { return false }
            while spaces > 0 {
                target[written] = UInt8(ascii: " ")
                written += 1
                spaces -= 1
            }
            target[written] = sign
            written += 1
        }
        count = written
        return true
    }

    /// The sign of the character at `at` and its size in bytes; nil where it has none.
    private static func fold(_ at: UnsafePointer<UInt8>, until end: UnsafePointer<UInt8>) -> (UInt8, Int)? {
        let left = end - at
        guard left >= 2 else { return nil }
        if at[0] == 0xC3, at[1] == 0x97 { return (Sign.cross, 2) }  // ×
        guard left >= 3, at[0] & 0xF0 == 0xE0 else { return nil }
        let scalar = scalar(at)
        if scalar >= 0xFF01, scalar <= 0xFF5E { return (UInt8(scalar - 0xFF01 + 0x21), 3) }
        for entry in signsByScalar where entry.scalar == scalar {
            return (entry.sign, 3)
        }
        let following = left >= 6 ? self.scalar(at + 3) : 0
        for (index, era) in Era.all.enumerated() where era.kanji.0 == scalar {
            // The first kanji stands for both in 昭64.1.7.
            return (Sign.era + UInt8(index), era.kanji.1 == following ? 6 : 3)
        }
        return nil
    }

    private static func scalar(_ at: UnsafePointer<UInt8>) -> UInt32 {
        UInt32(at[0] & 0x0F) << 12 | UInt32(at[1] & 0x3F) << 6 | UInt32(at[2] & 0x3F)
    }

    /// Characters of three bytes; frequent ones first.
    private static let signsByScalar: [(scalar: UInt32, sign: UInt8)] = [
        (0x3000, UInt8(ascii: " ")),
        (0x5E74, Sign.year), (0x6708, Sign.month), (0x65E5, Sign.day),
        (0x6642, Sign.hour), (0x5206, Sign.minute),
        (0x6709, Sign.present), (0x7121, Sign.absent),
        (0x25CB, Sign.circle), (0x3007, Sign.circle), (0x25EF, Sign.circle),
        (0x2715, Sign.cross), (0x2716, Sign.cross), (0x2573, Sign.cross),
        (0x25B3, Sign.negative), (0x25B2, Sign.negative),
        (0x5143, Sign.first),
        (0x5EA6, Sign.degree), (0x5348, Sign.noon), (0x524D, Sign.before), (0x5F8C, Sign.after),
        (0x706B, Sign.weekday), (0x6C34, Sign.weekday + 1), (0x6728, Sign.weekday + 2), (0x91D1, Sign.weekday + 3),
        (0x571F, Sign.weekday + 4), (0x66DC, Sign.dayOfWeek),
        (0x70B9, Sign.point), (0x73FE, Sign.nowFirst), (0x5728, Sign.nowSecond),
        (0x337E, Sign.era), (0x337D, Sign.era + 1), (0x337C, Sign.era + 2), (0x337B, Sign.era + 3),
        (0x32FF, Sign.era + 4),
        // The hyphens, dashes, minus and long-vowel signs that Japanese files write for one another.
        (0x2010, UInt8(ascii: "-")), (0x2011, UInt8(ascii: "-")), (0x2012, UInt8(ascii: "-")),
        (0x2013, UInt8(ascii: "-")), (0x2014, UInt8(ascii: "-")), (0x2015, UInt8(ascii: "-")),
        (0x2212, UInt8(ascii: "-")), (0x30FC, UInt8(ascii: "-")), (0xFF70, UInt8(ascii: "-")),
        (0x2500, UInt8(ascii: "-")),
    ]
}

/// What a column's name says about its values, from the headers that Japanese municipalities and the standard datasets use.
struct NameHint: Hashable {
    /// Codes, identifiers, telephone numbers: digits, but never a quantity.
    ///
    /// They stay text, so that no leading zero is lost.
    var isCode = false
    /// Years: four bare digits are a year here, elsewhere an integer.
    var isYear = false
    /// Fiscal years: `令和6年度` is one here.
    var isFiscalYear = false
    /// A question that is answered by yes or no: 1 and 0 are answers here, elsewhere numbers.
    var isFlag = false
    /// The role that the name promises; values must agree before the column gets it.
    var role: ColumnRole?

    init(name: String) {
        let folded = ColumnName.folded(name)
        role = Self.roles.first { $0.pattern.matches(folded) }?.role
        isCode =
            Self.codes.contains { $0.matches(folded) } || Self.endsWithID(name)
            || (role.map { $0 != .latitude && $0 != .longitude } ?? false)
        isYear = Self.years.contains { $0.matches(folded) }
        isFiscalYear = Pattern.ends("年度").matches(folded)
        isFlag = Self.flags.contains { $0.matches(folded) }
    }

    /// How a word is looked for in a folded name (lower case, half-width, no spaces).
    private enum Pattern {
        case whole(String)
        case contains(String)
        case ends(String)
        /// At the end, and not the tail of a longer Latin word: `geo:lat`, `wgs84_pos#lat`, but not `flat`.
        case endsAsWord(String)

        func matches(_ name: String) -> Bool {
            switch self {
            case .whole(let word): name == word
            case .contains(let word): name.utf8.count >= word.utf8.count && NameHint.range(of: word, in: name)
            case .ends(let word): name.hasSuffix(word)
            case .endsAsWord(let word):
                name.hasSuffix(word)
                    && !(name.dropLast(word.count).unicodeScalars.last.map { ("a"..."z").contains($0) } ?? false)
            }
        }
    }

    private static let roles: [(pattern: Pattern, role: ColumnRole)] = [
        (.contains("緯度"), .latitude), (.endsAsWord("lat"), .latitude), (.endsAsWord("latitude"), .latitude),
        (.contains("経度"), .longitude), (.endsAsWord("lon"), .longitude), (.endsAsWord("lng"), .longitude),
        (.endsAsWord("long"), .longitude), (.endsAsWord("longitude"), .longitude),
        (.contains("公共団体コード"), .municipalityCode), (.contains("市区町村コード"), .municipalityCode),
        (.contains("市町村コード"), .municipalityCode), (.contains("自治体コード"), .municipalityCode),
        (.whole("団体コード"), .municipalityCode), (.endsAsWord("lgcode"), .municipalityCode),
        (.contains("municipality_code"), .municipalityCode), (.contains("municipalitycode"), .municipalityCode),
        (.contains("法人番号"), .corporateNumber), (.contains("corporate_number"), .corporateNumber),
        (.contains("郵便番号"), .postalCode), (.endsAsWord("zip"), .postalCode), (.contains("zipcode"), .postalCode),
        (.contains("postalcode"), .postalCode), (.contains("postal_code"), .postalCode),
        (.contains("postcode"), .postalCode),
        (.contains("電話"), .phone), (.contains("ファックス"), .phone), (.endsAsWord("tel"), .phone),
        (.endsAsWord("fax"), .phone),
        (.contains("fax番号"), .phone), (.contains("telephone"), .phone), (.endsAsWord("phone"), .phone),
        (.contains("phonenumber"), .phone), (.contains("phone_number"), .phone),
    ]

    private static let codes: [Pattern] = [
        .contains("コード"), .contains("番号"), .contains("内線"), .endsAsWord("no"), .endsAsWord("no."), .whole("№"),
        .whole("連番"), .whole("通番"), .ends("code"), .endsAsWord("cd"), .endsAsWord("id"), .contains("識別子"),
    ]

    /// `設置年`, `発生日時　年`; values that are no years (築年, 通年) keep a column from being one.
    private static let years: [Pattern] = [
        .ends("年"), .ends("年度"), .ends("西暦"), .ends("年次"), .endsAsWord("year"),
    ]

    /// `授乳室の有無`, `利用可否`, `wheelchair_flag`.
    private static let flags: [Pattern] = [
        .ends("有無"), .ends("可否"), .ends("要否"), .ends("フラグ"), .endsAsWord("flag"), .endsAsWord("flg"),
    ]

    /// `施設ID`, `stopId`: capital letters mark the word where no other sign does.
    private static func endsWithID(_ name: String) -> Bool {
        name.hasSuffix("ID") || name.hasSuffix("Id")
    }

    /// Whether `name` contains `word`, compared as bytes.
    private static func range(of word: String, in name: String) -> Bool {
        let haystack = Array(name.utf8)
        let needle = Array(word.utf8)
        return (0...haystack.count - needle.count).contains { haystack[$0..<$0 + needle.count].elementsEqual(needle) }
    }
}

/// What the values of a column are beyond their type; the raw values are the `format` of ``Column``.
enum ColumnRole: String, CaseIterable {
    case latitude, longitude, phone, url, email
    case municipalityCode = "municipality_code"
    case corporateNumber = "corporate_number"
    case postalCode = "postal_code"
}

import Testing

@testable import Tabular

/// One column: its name, its cells, and what they must be taken for.
struct TypeCase: Sendable, CustomTestStringConvertible {
    let name: String
    let cells: [String]
    let type: ColumnType
    var format: String?
    /// What the cells become; nil where that is their own text.
    var parsed: [String]?

    init(_ name: String, _ cells: [String], _ type: ColumnType, format: String? = nil, _ parsed: [String]? = nil) {
        self.name = name
        self.cells = cells
        self.type = type
        self.format = format
        self.parsed = parsed
    }

    var testDescription: String { "\(name): \(cells.prefix(3).joined(separator: " · ")) → \(type.rawValue)" }

    /// As CSV with a second column, so that blank cells are no blank rows.
    var text: String {
        "\(name),_\n" + cells.map { "\"\($0)\",x\n" }.joined()
    }
}

private let numbers = [
    TypeCase("人数", ["1", "20", "-3", "0"], .integer, ["integer 1", "integer 20", "integer -3", "integer 0"]),
    TypeCase("人数", ["１２", "３"], .integer, ["integer 12", "integer 3"]),
    TypeCase("人数", ["1,234", "1,234,567", "12"], .integer, ["integer 1234", "integer 1234567", "integer 12"]),
    TypeCase(
        "増減",
        ["△123", "▲1,000", "－5", "−7", "8"],
        .integer,
        ["integer -123", "integer -1000", "integer -5", "integer -7", "integer 8"]
    ),
    TypeCase("人数", ["4,315 ", "\u{3000}12"], .integer, ["integer 4315", "integer 12"]),
    TypeCase(
        "値",
        ["9223372036854775807", "-9223372036854775808"],
        .integer,
        ["integer 9223372036854775807", "integer -9223372036854775808"]
    ),
    TypeCase("割合", ["1.5", "2", "-0.25"], .number, ["number 1.5", "number 2.0", "number -0.25"]),
    TypeCase("割合", ["1.20E-5", "3e2"], .number, ["number 1.2e-05", "number 300.0"]),
    TypeCase("値", ["34.08737279999999", "0.1"], .number, ["number 34.08737279999999", "number 0.1"]),
    TypeCase("金額", ["1,234.5", "0.5"], .number, ["number 1234.5", "number 0.5"]),
    TypeCase("値", ["9223372036854775808", "1"], .string),
    TypeCase("値", ["1234567890123456789012345678901", "1"], .string),
    TypeCase("値", ["0.123456789012345678", "1"], .string),
    TypeCase("値", ["1e400", "1"], .string),
    TypeCase("値", ["1e-400", "1"], .string),
    TypeCase("値", ["Infinity", "1"], .string),
    TypeCase("値", ["0x10", "1"], .string),
    TypeCase("値", ["1.", "1"], .string),
    TypeCase("値", [".5", "1"], .string),
    TypeCase("値", ["1,23", "1"], .string),
    TypeCase("値", ["12,34,567", "1"], .string),
    TypeCase("値", ["1 000", "1"], .string),
    TypeCase("値", ["50%", "1"], .string),
    TypeCase("人数", ["282人", "10"], .string),
]

private let codes = [
    TypeCase("番地", ["007", "123"], .string),
    TypeCase("死者数", ["000", "012"], .string),
    TypeCase("ID", ["1", "2"], .string),
    TypeCase("施設_ID", ["1", "2"], .string),
    TypeCase("施設ID", ["1", "2"], .string),
    TypeCase("ＮＯ", ["1", "2"], .string),
    TypeCase("No.", ["1", "2"], .string),
    TypeCase("整理番号", ["1", "2"], .string),
    TypeCase("POIコード", ["1", "2"], .string),
    TypeCase("内線番号", ["427", "12"], .string),
    TypeCase("stopId", ["1", "2"], .string),
    TypeCase("paid", ["1", "2"], .integer, ["integer 1", "integer 2"]),
    TypeCase("町字ID", ["136000", "73000"], .string),
    TypeCase("NO", ["0000000001", "0000000002", "0000000003", "0000000004"], .string),
]

private let roles = [
    TypeCase(
        "建設年",
        ["1969年（昭和44年）", "平成元年(1989年)", "2001年"],
        .year,
        ["integer 1969", "integer 1989", "integer 2001"]
    ),
    TypeCase("建設年", ["1969年（昭和45年）", "2001年"], .string),
    TypeCase(
        "指定日",
        ["2019年（令和元年）5月1日", "昭和44年(1969年)12月1日"],
        .date,
        ["normalized 2019-05-01", "normalized 1969-12-01"]
    ),
    TypeCase("基準日", ["令和3年10月1日時点", "2022年4月1日現在"], .date, ["normalized 2021-10-01", "normalized 2022-04-01"]),
    TypeCase("基準日", ["令和3年10月1日時", "2022年4月1日現"], .string),
    TypeCase(
        "開始",
        ["9時", "17時30分", "24時"],
        .time,
        ["normalized 09:00:00", "normalized 17:30:00", "normalized 24:00:00"]
    ),
    TypeCase("開始", ["25時", "9時"], .string),
    TypeCase("法人番号", ["-", "―"], .string, format: nil),
    TypeCase("法人番号", ["7000020350001", "-"], .string, format: "corporate_number"),
    TypeCase("全国地方公共団体コード", ["35343"], .string, format: "municipality_code"),
    TypeCase("緯度", ["34.17", "33.95"], .number, format: "latitude", ["number 34.17", "number 33.95"]),
    TypeCase("緯度", ["34", "33"], .number, format: "latitude", ["number 34.0", "number 33.0"]),
    TypeCase("経度", ["131.47", "130.9"], .number, format: "longitude", ["number 131.47", "number 130.9"]),
    TypeCase("lat", ["34.17"], .number, format: "latitude", ["number 34.17"]),
    TypeCase("http://www.w3.org/2003/01/geo/wgs84_pos#long", ["131.4"], .number, format: "longitude", ["number 131.4"]),
    TypeCase("flat", ["34.17"], .number, ["number 34.17"]),
    TypeCase("緯度", ["3707321", "3707322"], .number, ["number 3707321.0", "number 3707322.0"]),
    TypeCase("緯度", ["34°03'07.7''N"], .string),
    TypeCase("全国地方公共団体コード", ["352012", "350001"], .string, format: "municipality_code"),
    TypeCase("市区町村コード", ["35343"], .string, format: "municipality_code"),
    TypeCase("自治体", (0..<25).map { _ in "352012" }, .string, format: "municipality_code"),
    TypeCase("人口", ["352012", "352021"], .integer, ["integer 352012", "integer 352021"]),
    TypeCase("法人番号", ["5000020352110"], .string, format: "corporate_number"),
    TypeCase("郵便番号", ["7538501", "753-8501"], .string, format: "postal_code"),
    TypeCase("郵便番号", ["753-8501", "〒753-8501"], .string, format: "postal_code"),
    TypeCase("電話番号", ["083-922-4111", "(0835)25-2144", "(08388)2-2838"], .string, format: "phone"),
    TypeCase("電話番号", ["0839224111", "0835252144"], .string, format: "phone"),
    TypeCase("電話の有無", ["有", "無"], .boolean, ["integer 1", "integer 0"]),
    TypeCase("ホームページ", ["https://www.pref.yamaguchi.lg.jp/", "http://example.jp/a"], .string, format: "url"),
    TypeCase("連絡先", ["info@city.example.lg.jp"], .string, format: "email"),
]

private let flags = [
    TypeCase("車椅子可", ["有", "無", "有"], .boolean, ["integer 1", "integer 0", "integer 1"]),
    TypeCase("洪水", ["○", "×", "〇", "◯"], .boolean, ["integer 1", "integer 0", "integer 1", "integer 1"]),
    TypeCase("flag", ["true", "FALSE"], .boolean, ["integer 1", "integer 0"]),
    TypeCase("洪水", ["○", "", "○"], .boolean, ["integer 1", "null", "integer 1"]),
    TypeCase("洪水", ["1", "0", ""], .integer, ["integer 1", "integer 0", "null"]),
    TypeCase("授乳室の有無", ["1", "0", ""], .boolean, ["integer 1", "integer 0", "null"]),
    TypeCase("利用可否", ["１", "０"], .boolean, ["integer 1", "integer 0"]),
    TypeCase("利用可否", ["1", "0", "2"], .integer, ["integer 1", "integer 0", "integer 2"]),
    TypeCase("利用可否", ["1", "×", "0"], .boolean, ["integer 1", "integer 0", "integer 0"]),
    TypeCase("点検の有無", ["有", "1", "無"], .boolean, ["integer 1", "integer 1", "integer 0"]),
    TypeCase("人数", ["1", "×", "0"], .integer, ["integer 1", "null", "integer 0"]),
    TypeCase("有無", ["有", "×"], .string),
    TypeCase("有無", ["有", "あり"], .string),
]

private let dates = [
    TypeCase("日付", ["2024-04-01", "2024-4-2"], .date, ["normalized 2024-04-01", "normalized 2024-04-02"]),
    TypeCase("日付", ["2024/4/1", "２０２４／１２／３１"], .date, ["normalized 2024-04-01", "normalized 2024-12-31"]),
    TypeCase("日付", ["2021.1.1"], .date, ["normalized 2021-01-01"]),
    TypeCase("日付", ["2024年4月1日"], .date, ["normalized 2024-04-01"]),
    TypeCase(
        "日付",
        ["令和3年2月18日", "平成元年1月8日", "昭和64年1月7日"],
        .date,
        ["normalized 2021-02-18", "normalized 1989-01-08", "normalized 1989-01-07"]
    ),
    TypeCase("日付", ["令和 6年11月1日", "令和６年11月1日"], .date, ["normalized 2024-11-01", "normalized 2024-11-01"]),
    TypeCase(
        "日付",
        ["R3.2.18", "H29.1.6", "S47.4.1", "R03.02.18", "T15.12.24"],
        .date,
        [
            "normalized 2021-02-18", "normalized 2017-01-06", "normalized 1972-04-01", "normalized 2021-02-18",
            "normalized 1926-12-24",
        ]
    ),
    TypeCase(
        "日付",
        ["㍻31年4月30日", "㋿元年5月1日", "明治21年7月15日"],
        .date,
        ["normalized 2019-04-30", "normalized 2019-05-01", "normalized 1888-07-15"]
    ),
    TypeCase("日付", ["r3.2.18", "昭64.1.7"], .date, ["normalized 2021-02-18", "normalized 1989-01-07"]),
    TypeCase(
        "開催日",
        ["2021年2月18日(木)", "令和３年２月１９日（金曜日）", "2024/2/29 （木曜）", "2000-01-01(土)"],
        .date,
        ["normalized 2021-02-18", "normalized 2021-02-19", "normalized 2024-02-29", "normalized 2000-01-01"]
    ),
    TypeCase("開催日", ["2021年2月18日(金)", "2021年2月19日(金)"], .string),
    TypeCase("開催日", ["2021年2月18日(祝)"], .string),
    TypeCase("開催", ["2021年2月18日（木） 午後1時30分"], .datetime, ["normalized 2021-02-18T13:30:00"]),
    TypeCase(
        "開始",
        ["午前9時", "午後5時30分", "午後 0時", "午前0:15"],
        .time,
        ["normalized 09:00:00", "normalized 17:30:00", "normalized 12:00:00", "normalized 00:15:00"]
    ),
    TypeCase("開始", ["午後12時", "午後1時"], .string),
    TypeCase("開始", ["午後13時", "午後1時"], .string),
    TypeCase("年度", ["令和3年度", "平成30年度", "2022年度"], .year, ["integer 2021", "integer 2018", "integer 2022"]),
    TypeCase("会計年度", ["R3", "H30", "令和4"], .year, ["integer 2021", "integer 2018", "integer 2022"]),
    TypeCase("設置年", ["令和3年度", "平成30年度"], .string),
    TypeCase("棟", ["R3", "H30"], .string),
    TypeCase("増減", ["+5", "－3", "＋１２", "+1.5"], .number, ["number 5.0", "number -3.0", "number 12.0", "number 1.5"]),
    TypeCase("連絡", ["+81839224111", "+81839224112"], .string),
    TypeCase("曜日", ["月火水木金", "平日", "大"], .string),
    TypeCase("日付", ["明治5年12月2日"], .string),
    TypeCase("日付", ["2023-02-29"], .string),
    TypeCase("日付", ["2024-02-29", "2000-02-29"], .date, ["normalized 2024-02-29", "normalized 2000-02-29"]),
    TypeCase("日付", ["1900-02-29"], .string),
    TypeCase("日付", ["2024-13-01"], .string),
    TypeCase("日付", ["1月7日(火)"], .string),
    TypeCase("電話", ["0838-56-8"], .string),
    TypeCase(
        "更新日時",
        ["2024-04-01T09:30:00", "2024/4/1 9:30"],
        .datetime,
        ["normalized 2024-04-01T09:30:00", "normalized 2024-04-01T09:30:00"]
    ),
    TypeCase(
        "更新日時",
        ["2020-04-15T08:00:00.000Z", "2020-04-15T08:00:00.250+09:00"],
        .datetime,
        ["normalized 2020-04-15T08:00:00Z", "normalized 2020-04-15T08:00:00.250+09:00"]
    ),
    TypeCase("更新日時", ["2020-04-15T08:00:00+0900"], .datetime, ["normalized 2020-04-15T08:00:00+09:00"]),
    TypeCase(
        "開始時間",
        ["8:30", "09:00", "17:00"],
        .time,
        ["normalized 08:30:00", "normalized 09:00:00", "normalized 17:00:00"]
    ),
    TypeCase(
        "終了時間",
        ["24:00", "7：30", "７：３０"],
        .time,
        ["normalized 24:00:00", "normalized 07:30:00", "normalized 07:30:00"]
    ),
    TypeCase("終了時間", ["8:30:15", "9時30分"], .time, ["normalized 08:30:15", "normalized 09:30:00"]),
    TypeCase("終了時間", ["24:01"], .string),
    TypeCase("終了時間", ["25:00"], .string),
    TypeCase("終了時間", ["12:60"], .string),
    TypeCase("年", ["2023", "2024"], .year, ["integer 2023", "integer 2024"]),
    TypeCase("調査年度", ["2023", "令和5年"], .year, ["integer 2023", "integer 2023"]),
    TypeCase("完成", ["昭和47年", "2001年", "平成元年"], .year, ["integer 1972", "integer 2001", "integer 1989"]),
    TypeCase("築年", ["12", "40"], .integer, ["integer 12", "integer 40"]),
    TypeCase("人数", ["2023", "2024"], .integer, ["integer 2023", "integer 2024"]),
    TypeCase(
        "年月",
        ["2024-04", "2024/4", "2024年4月", "令和3年2月"],
        .yearmonth,
        ["normalized 2024-04", "normalized 2024-04", "normalized 2024-04", "normalized 2021-02"]
    ),
    TypeCase("値", ["2024.4", "2024.5"], .number, ["number 2024.4", "number 2024.5"]),
    TypeCase("図書番号", ["2024-01", "2024-02"], .string),
]

private let nulls = [
    TypeCase(
        "人数",
        ["1", "", "-", "―", "－", "ー", "‐", "2"],
        .integer,
        ["integer 1"] + Array(repeating: "null", count: 6) + ["integer 2"]
    ),
    TypeCase(
        "人数",
        ["1", "なし", "無し", "不明", "未定", "*", "***", "…", "×"],
        .integer,
        ["integer 1"] + Array(repeating: "null", count: 8)
    ),
    TypeCase("開始時間", ["9:00", "-", "不明"], .time, ["normalized 09:00:00", "null", "null"]),
    TypeCase("洪水", ["○", "×", "-"], .boolean, ["integer 1", "integer 0", "null"]),
    TypeCase("備考", ["あり", "なし", "-", ""], .string, ["text あり", "text なし", "text -", "null"]),
    TypeCase("備考", ["-", "-"], .string, ["text -", "text -"]),
    TypeCase("備考", ["", " ", "\u{3000}"], .string, ["null", "null", "null"]),
]

@Suite struct `Column types` {
    @Test(arguments: numbers + codes + roles + flags + dates + nulls)
    func `cells tell what their column is`(_ sample: TypeCase) throws {
        let table = try Table(sample.text)
        #expect(table.types[0] == sample.type)
        #expect(table.formats[0] == sample.format)
        #expect(try table.cells() == sample.parsed ?? sample.cells.map { "text \($0)" })
    }

    @Test func `one slip among many numbers is kept as text and reported with its place`() throws {
        let cells = (1...300).map(String.init) + ["800(2㎡あたり1人）"]
        let table = try Table(TypeCase("想定収容人数", cells, .integer).text)
        #expect(table.types[0] == .integer)
        #expect(try table.cells().last == "unfit 800(2㎡あたり1人）")
        let finding = try #require(table.document.findings.first)
        #expect(finding.code == "type_mismatch")
        #expect(finding.row == 301)
        #expect(finding.line == 302)
        #expect(finding.column == "想定収容人数")
        #expect(finding.value == "800(2㎡あたり1人）")
    }

    @Test(arguments: [(19, 1), (98, 2), (1_000, 11)])
    func `too few values or too many slips leave a column text`(_ good: Int, _ bad: Int) throws {
        let cells = (1...good).map { "\($0)" } + Array(repeating: "約10", count: bad)
        let table = try Table(TypeCase("人数", cells, .string).text)
        #expect(table.types[0] == .string)
        #expect(table.codes.isEmpty)
    }

    @Test func `the last row counts as much as the first`() throws {
        let cells = (1...5_000).map(String.init) + ["0123"]
        #expect(try Table(TypeCase("値", cells, .string).text).types[0] == .string)
    }

    @Test func `a column without values is text`() throws {
        #expect(try Table(TypeCase("緯度", ["", ""], .string).text).types[0] == .string)
    }

    @Test func `a day that its era did not have is counted on and reported`() throws {
        let table = try Table(TypeCase("日付", ["平成31年4月30日", "平成35年5月1日"], .date).text)
        #expect(try table.cells() == ["normalized 2019-04-30", "normalized 2023-05-01"])
        let finding = try #require(table.document.findings.first)
        #expect(finding.code == "era_out_of_range")
        #expect(finding.row == 2)
        #expect(finding.message.ja.contains("2023-05-01"))
    }

    @Test func `a slipped coordinate is reported and the others stay coordinates`() throws {
        let cells = Array(repeating: "34.17", count: 30) + ["343.208813"]
        let table = try Table(TypeCase("緯度", cells, .number).text)
        #expect(table.formats[0] == "latitude")
        #expect(table.document.findings.first?.code == "coordinate_out_of_range")
        #expect(table.document.findings.first?.row == 31)
    }

    @Test(arguments: [("洪水", 1), ("洪水の有無", 0)])
    func `a digit among circles is a slip unless the name asks for yes or no`(name: String, slips: Int) throws {
        let table = try Table(TypeCase(name, Array(repeating: "○", count: 150) + ["1"], .boolean).text)
        #expect(table.types[0] == .boolean)
        #expect(try table.cells().last == (slips > 0 ? "unfit 1" : "integer 1"))
        #expect(table.document.findingCounts["type_mismatch", default: 0] == slips)
    }

    @Test(arguments: [("緯度", 27, 3, true), ("緯度", 9, 1, false), ("緯度", 26, 3, false), ("人数", 27, 3, false)])
    func `coordinates stay coordinates beside an address in every tenth row`(
        name: String,
        good: Int,
        bad: Int,
        isNumber: Bool
    ) throws {
        let cells = Array(repeating: "34.17", count: good) + Array(repeating: "西万倉岩滝793番地", count: bad)
        let table = try Table(TypeCase(name, cells, isNumber ? .number : .string).text)
        #expect(table.types[0] == (isNumber ? .number : .string))
        #expect(table.document.findingCounts["type_mismatch"] == (isNumber ? bad : nil))
    }

    @Test func `null spellings that were read as null are reported for their column`() throws {
        let table = try Table(TypeCase("人数", ["1", "-", "不明"], .integer).text)
        let finding = try #require(table.document.findings.first)
        #expect(finding.code == "null_spelling")
        #expect(finding.column == "人数")
        #expect(finding.message.ja.contains("2 件"))
    }

    @Test func `text of a file sanitiser is reported`() throws {
        let table = try Table("名称,電話番号\n光市,(0833)72[sanitize]1448\n")
        #expect(table.document.findings.first?.code == "sanitized_text")
        #expect(table.document.findings.first?.line == 2)
    }

    /// In CP932 the last byte of 育 and the bracket would be one character.
    @Test func `text of a file sanitiser is reported in EUC-JP`() throws {
        let start: [UInt8] = [
            0xCC, 0xBE, 0xBE, 0xCE, 0x2C, 0xBB, 0xDC, 0xC0, 0xDF, 0x0A,  // 名称,施設
            0xBF, 0xDE, 0xBD, 0xF1, 0xB4, 0xDB, 0x2C, 0xBB, 0xD4, 0xCC, 0xB1, 0xB0, 0xE9,  // 図書館,市民育
        ]
        let document = try TabularDocument(bytes: start + Array("[sanitize]\n".utf8))
        #expect(document.reading.encoding == .eucJP)
        #expect(document.findings.map(\.code).contains("sanitized_text"))
    }
}

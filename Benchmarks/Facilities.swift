import Foundation

/// A CSV of invented municipal facilities, the same in every run: UTF-8, CRLF, 12 columns with quoted, blank and
/// repeated values.
struct Facilities {
    let rowCount: Int

    private static let header =
        "全国地方公共団体コード,ID,名称,名称_カナ,所在地_連結表記,緯度,経度,電話番号,開設年月日,収容人数,バリアフリー対応,備考"
    private static let municipalities:
        [(code: String, name: String, kana: String, latitude: Double, longitude: Double)] = [
            ("352012", "下関市", "シモノセキシ", 33.95, 130.95), ("352021", "宇部市", "ウベシ", 33.95, 131.25),
            ("352039", "山口市", "ヤマグチシ", 34.18, 131.47), ("352047", "萩市", "ハギシ", 34.41, 131.40),
            ("352063", "防府市", "ホウフシ", 34.05, 131.56), ("352080", "岩国市", "イワクニシ", 34.17, 132.22),
            ("352152", "周南市", "シュウナンシ", 34.05, 131.81), ("355020", "阿武町", "アブチョウ", 34.50, 131.47),
        ]
    private static let kinds = [
        ("公民館", "コウミンカン"), ("図書館", "トショカン"), ("小学校", "ショウガッコウ"), ("保育園", "ホイクエン"), ("体育館", "タイイクカン"),
        ("公園", "コウエン"), ("診療所", "シンリョウジョ"), ("避難所", "ヒナンジョ"),
    ]
    private static let notes = ["", "", "", "月曜休館", "AED設置", "\"1階: 事務室, 2階: 会議室\"", "駐車場あり（30台）"]

    /// Writes the file.
    func write(to path: String) throws {
        var text = Array("\(Self.header)\r\n".utf8)
        var generator = Generator(state: 35)
        for number in 0..<rowCount { appendRow(number, using: &generator, to: &text) }
        try Data(text).write(to: URL(filePath: path))
    }

    private func appendRow(_ number: Int, using generator: inout Generator, to text: inout [UInt8]) {
        let place = Self.municipalities[generator.below(Self.municipalities.count)]
        let kind = Self.kinds[generator.below(Self.kinds.count)]
        let latitude = place.latitude + Double(generator.below(220_000)) / 1_000_000 - 0.11
        let longitude = place.longitude + Double(generator.below(280_000)) / 1_000_000 - 0.14
        let opened =
            generator.below(50) == 0
            ? "" : "\(1946 + generator.below(79))-0\(1 + generator.below(9))-\(10 + generator.below(18))"
        let capacity = generator.below(20) == 0 ? "" : "\(generator.below(2_000))"
        let row = """
            \(place.code),\(place.code)-\(number),\(place.name)立\(kind.0)\(number % 997),\(place.kana)\(kind.1),\
            山口県\(place.name)中央町\(1 + generator.below(7))丁目\(1 + generator.below(60))番\(1 + generator.below(40))号,\
            \(latitude),\(longitude),083-\(100 + generator.below(900))-\(1_000 + generator.below(9_000)),\(opened),\
            \(capacity),\(generator.below(2) == 0 ? "true" : "false"),\
            \(Self.notes[generator.below(Self.notes.count)])\r\n
            """
        text.append(contentsOf: row.utf8)
    }

    /// Numbers that are the same in every run (SplitMix64).
    private struct Generator {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
        }
    }
}

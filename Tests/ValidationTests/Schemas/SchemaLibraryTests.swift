import Tabular
import TestSupport
import Testing

@testable import Validation

@Suite struct `A library of schemas` {
    private static func columns(_ header: String) -> [Column] {
        header.split(separator: ",", omittingEmptySubsequences: false).enumerated().map { index, name in
            Column(name: name.isEmpty ? "column_\(index + 1)" : String(name), title: String(name), type: .string)
        }
    }

    private static func recognised(_ header: String) throws -> String? {
        try `The schemas of the standard datasets`.library.get().recognise(columns(header))?.name
    }

    private static let oldAED =
        "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,住所,方書,緯度,経度,設置位置,電話番号,内線番号,法人番号,団体名,"
        + "利用可能曜日,開始時間,終了時間,利用可能日時特記事項,小児対応設備の有無,URL,備考"
    private static let oldShelter =
        "NO,名称,名称_カナ,住所,方書,緯度,経度,標高,電話番号,内線番号,市区町村コード,都道府県名,市区町村名,災害種別_洪水,"
        + "災害種別_崖崩れ、土石流及び地滑り,災害種別_高潮,災害種別_地震,災害種別_津波,災害種別_大規模な火事,災害種別_内水氾濫,災害種別_火山現象,"
        + "指定避難所との重複,想定収容人数,対象となる町会・自治会,URL,備考"
    /// The prefecture's shelter list of 2017: full-width headings, no 方書, 標高, 内線番号, and others renamed.
    private static let prefectureShelter =
        "ＮＯ,名称,名称カナ,住所,緯度,経度,管理先電話番号,市区町村コード,都道府県名,市区町村名,災害種別_洪水,災害種別_崖崩れ、土石流及び地滑り,"
        + "災害種別_高潮,災害種別_地震,災害種別_津波,災害種別_大規模な火事,災害種別_内水氾濫,災害種別_火山現象,指定避難所との重複,想定収用人数,ＵＲＬ,備　考"

    static let headers: [(header: String, schema: String?)] = [
        (oldAED, "aed.old"),
        (oldAED.split(separator: ",").reversed().joined(separator: ","), "aed.old"),
        (oldAED + ",Column1,,", "aed.old"),
        (oldAED.replacing("都道府県コード又は市区町村コード", with: "市区町村コード"), "aed.old"),
        (oldAED.replacing(",住所", with: ""), nil),
        (oldShelter, "evacuation_space.old"),
        (oldShelter.replacing("崖崩れ、土石流", with: "崖崩れ_土石流"), "evacuation_space.old"),
        (prefectureShelter, "evacuation_space.old"),
        ("NO,名称,名称_カナ,住所,電話番号,市区町村コード", nil),
        ("町名,人口,世帯数", nil),
        ("", nil),
    ]

    @Test(arguments: headers) func `recognises real headers and nothing else`(
        _ sample: (header: String, schema: String?),
    ) throws {
        #expect(try Self.recognised(sample.header) == sample.schema)
    }

    @Test func `recognises the header of every schema as that schema`() throws {
        for schema in try `The schemas of the standard datasets`.library.get().schemas {
            #expect(try Self.recognised(schema.fields.map(\.name).joined(separator: ",")) == schema.name)
        }
    }

    @Test func `takes the newer of two that fit alike, and one that needs 70 % of its columns`() {
        func schema(_ name: String, _ fields: [String], generation: String) -> TableSchema {
            TableSchema(name: name, fields: fields.map { .init(name: $0, type: .string) }, generation: generation)
        }
        let ten = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
        let library = SchemaLibrary(schemas: [
            schema("x.old", ten, generation: "old"), schema("x.new", ten, generation: "new"),
        ])
        #expect(library.recognise(Self.columns("a,b,c,d,e,f,g"))?.name == "x.new")
        #expect(library.recognise(Self.columns("a,b,c,d,e,f")) == nil)
    }

    @Test func `reads a directory with its folders and passes over other files`() throws {
        let directory = try TemporaryDirectory()
        try directory.write(#"{"fields":[{"name":"b"}]}"#, to: "b.json")
        try directory.write(#"{"fields":[{"name":"a"}]}"#, to: "own/a.json")
        try directory.write("not a schema", to: "README.md")
        #expect(try SchemaLibrary(directory: directory.path).schemas.map(\.name) == ["b", "own/a"])
    }

    @Test func `names the file with a fault, never its directory`() throws {
        let directory = try TemporaryDirectory()
        try directory.write(#"{"fields":[{"name":"a","type":"x"}]}"#, to: "bad.json")
        let error = #expect(throws: SchemaError.self) { try SchemaLibrary(directory: directory.path) }
        #expect(error?.pointer == "/fields/0/type")
        #expect(error?.message.ja.hasPrefix("スキーマ「bad.json」の /fields/0/type に誤りがあります。") == true)
        #expect(error?.message.en.contains(directory.path) == false)
    }

    @Test func `says so when there is nothing to read`() {
        #expect(throws: SchemaError(pointer: "", .unreadableFile(name: "nowhere"))) {
            try SchemaLibrary(directory: "/tmp/ydp-none/nowhere")
        }
        #expect(throws: SchemaError(pointer: "", .unreadableFile(name: "none.json"))) {
            try SchemaLibrary.read(file: "/tmp/ydp-none/none.json")
        }
    }
}

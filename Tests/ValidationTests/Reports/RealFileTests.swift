import Tabular
import TestSupport
import Testing

@testable import Validation

/// What the standard schemas find in files that municipalities publish.
///
/// Every count was looked at by hand: the reasons are real faults of the files, not of the schemas.
@Suite(.enabled(if: SharedFiles.exists)) struct `Real files` {
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let schema: String?
        let counts: [String: Int]
        var testDescription: String { file }

        init(_ file: String, _ schema: String?, _ counts: [String: Int] = [:]) {
            self.file = "data/\(file).csv"
            self.schema = schema
            self.counts = counts
        }
    }

    static let cases: [Case] = [
        // 法人番号 「-」, 設置位置 empty, 曜日 「開館日」, telephone numbers with full-width hyphens.
        Case("kaminoseki/aed", "aed.old", ["pattern": 11, "required": 4]),
        // 設置位置 is empty in all rows.
        Case("shimonoseki/aed", "aed.old", ["required": 248]),
        // Kanji in 名称_カナ.
        Case("yamaguchi-pref/aed_20210524", "aed.old", ["pattern": 4, "required": 1]),
        // Telephone 「0」 and 「(083)-922-7055」, 曜日 「月～土」, a line break behind a URL.
        Case("yamaguchi-city/aed_20240401", "aed.new", ["pattern": 33, "format": 1]),
        // 電話番号 and 市区町村コード are empty in most rows.
        Case("kaminoseki/evacuation", "evacuation_space.old", ["required": 35]),
        // 名称_カナ is empty; 想定収容人数 「282人」.
        Case("nagato/evacuation", "evacuation_space.old", ["required": 67, "type_mismatch": 60]),
        // 災害種別 「○」 where the standard has 1.
        Case(
            "shimonoseki/evacuation",
            "evacuation_space.old",
            ["enum": 1_470, "column_name": 1, "extra_column": 3]
        ),
        Case("shunan/evacuation", "evacuation_space.old", ["required": 152]),
        // 市区町村コード of five digits.
        Case("tabuse/evacuation", "evacuation_space.old", ["pattern": 33, "required": 2]),
        // Codes of five digits, 「273(3㎡あたり1人）」, full-width headings.
        Case(
            "yamaguchi-pref/evacuation_20171201",
            "evacuation_space.old",
            ["pattern": 2_105, "type_mismatch": 1_660, "required": 14, "column_name": 6, "missing_column": 4]
        ),
        // 利用可能日時特記事項, as the definition has it and the template has not.
        Case("hirao/public_facility", "public_facility.old", ["required": 5, "column_name": 1]),
        Case("mine/public_facility_20211001", "public_facility.old", ["pattern": 1]),
        Case("shimonoseki/public_facility_kominkan", "public_facility.old"),
        Case("shimonoseki/public_facility_school", "public_facility.old"),
        Case("tabuse/school", "public_facility.old"),
        // The file sanitiser's 「[sanitize]」 in telephone numbers.
        Case("suo-oshima/elementary", "public_facility.old", ["pattern": 8, "column_name": 1]),
        // 「可」 where the standard has 有 or 無.
        Case(
            "other-municipalities/nonoichi_public_facility",
            "public_facility.new",
            ["enum": 16, "pattern": 1, "extra_column": 1]
        ),
        Case("yamaguchi-city/welfare_other_20240401", "public_facility.new", ["column_name": 1]),
        Case("kaminoseki/population_20250531", "population.old"),
        Case("shimonoseki/population_20190930", "population.old"),
        Case("kudamatsu/tourism", "tourism.new"),
        Case("shunan/car_park", "car_park.new"),
        Case("other-municipalities/saitama_aed", nil),
        Case("yamaguchi-pref/accident_all_2019", nil),
    ]

    @Test(arguments: cases) func `are recognised, and what is found in them is right`(_ sample: Case) throws {
        let document = try TabularDocument(path: SharedFiles.path(sample.file))
        let schema = try SchemaLibrary.builtIn().recognise(document.columns)
        #expect(schema?.name == sample.schema)
        guard let schema else { return }
        var validator = Validator(schema: schema, columns: document.columns)
        var reader = document.makeReader()
        var batch = RecordBatch()
        while try reader.next(into: &batch) { validator.check(batch) }
        #expect(validator.finish().counts == sample.counts)
    }

    static let templates = SharedFiles.files(below: "data/templates-old-standard", suffixes: [".csv"])

    @Test(arguments: templates) func `of the official templates are each their old schema, without a fault`(
        _ file: String,
    ) throws {
        let document = try TabularDocument(path: SharedFiles.path(file))
        let schema = try #require(try SchemaLibrary.builtIn().recognise(document.columns))
        #expect(schema.generation == "old")
        #expect(file.contains("xxxxxx_\(schema.standard ?? "?")"))
        let report = try Report.make(of: document, source: file, schema: schema)
        #expect(report.findings.filter { $0.severity != .info } == [])
    }
}

import Foundation
import Tabular
import TestSupport
import Testing

@testable import Validation

@Suite struct `The schemas of the standard datasets` {
    static let library = Result { try SchemaLibrary(directory: PackageFiles.path("schemas")) }

    @Test func `can all be read and are named after their files`() throws {
        let names = try Self.library.get().schemas.map(\.name)
        #expect(names.count == 36)
        #expect(
            Set(names).isSuperset(of: [
                "aed.old", "aed.new", "public_facility.old", "public_facility.new", "evacuation_space.old",
                "evacuation_space.new",
            ])
        )
        #expect(names == names.sorted())
    }

    @Test func `say in Japanese what they are and where their names come from`() throws {
        for schema in try Self.library.get().schemas {
            #expect(schema.title?.isEmpty == false)
            #expect(schema.description?.contains("確度") == true, "\(schema.name)")
            #expect(schema.name.hasPrefix("\(schema.standard ?? "?").\(schema.generation ?? "?")"))
            #expect(schema.fields.allSatisfy { $0.title?.isEmpty == false })
        }
    }

    @Test func `have names that stay apart when folded`() throws {
        for schema in try Self.library.get().schemas {
            let folded = Set(schema.fields.map { HeaderName.folded($0.name) })
            #expect(folded.count == schema.fields.count, "\(schema.name)")
        }
    }

    @Test func `are listed in their README`() throws {
        let readme = String(decoding: try PackageFiles.bytes("schemas/README.md"), as: UTF8.self)
        for schema in try Self.library.get().schemas {
            #expect(
                readme.contains(
                    "| [`\(schema.name)`](\(schema.name).json) | \(schema.title ?? "") | \(schema.fields.count) |"
                )
            )
        }
    }

    static let required: [(schema: String, columns: [String])] = [
        ("aed.old", ["名称", "名称_カナ", "住所", "設置位置"]),
        ("aed.new", ["名称", "所在地_連結表記", "設置位置"]),
        ("public_facility.old", ["名称", "名称_カナ", "住所"]),
        ("public_facility.new", ["名称", "所在地_連結表記"]),
        ("evacuation_space.old", ["NO", "名称", "名称_カナ", "住所", "電話番号", "市区町村コード"]),
        ("evacuation_space.new", ["名称", "所在地_連結表記", "電話番号", "市区町村コード"]),
    ]

    @Test(arguments: required) func `require what the definition marks, save for columns of 1 or empty`(
        _ sample: (schema: String, columns: [String]),
    ) throws {
        let schema = try #require(try Self.library.get().schema(named: sample.schema))
        #expect(schema.fields.filter(\.constraints.required).map(\.name) == sample.columns)
    }

    static let values: [(schema: String, column: String, right: [String], wrong: [String])] = [
        ("aed.old", "電話番号", ["0836-21-9504", "(083)929-0105", "(08388)2-2838;090-1234-5678"], ["44-1705", "なし"]),
        ("aed.old", "名称_カナ", ["ヤマグチケンチョウ", "ＡＢＣセンター（２カイ）", "JRシンヤマグチエキ"], ["ヤマグチ県庁", "ﾔﾏｸﾞﾁ", "やまぐち"]),
        ("aed.old", "小児対応設備の有無", ["有", "無", ""], ["あり", "1"]),
        ("aed.old", "緯度", ["34.178517", ""], ["131.473805", "343.208813", "34°10′"]),
        ("aed.old", "経度", ["131.473805"], ["34.178517", "0"]),
        ("aed.old", "開始時間", ["08:30", "8:30", "0:00"], ["朝", "8時半から"]),
        ("aed.old", "利用可能曜日", ["月火水木金", "日"], ["月～土", "月・火"]),
        ("aed.old", "法人番号", ["1000020353418"], ["-", "353418"]),
        ("aed.old", "都道府県コード又は市区町村コード", ["352012"], ["35201", "3.00002E+12"]),
        ("aed.new", "町字ID", ["0136000", "136000"], ["亀山町"]),
        ("aed.new", "郵便番号", ["7538501", "753-8501"], ["〒753-8501"]),
        ("aed.new", "高度の種別", ["階数", "標高", "地表高"], ["1階"]),
        ("aed.new", "連絡先メールアドレス", ["a@city.example.jp"], ["なし"]),
        ("evacuation_space.old", "災害種別_洪水", ["1", ""], ["○", "0", "×"]),
        ("evacuation_space.old", "想定収容人数", ["200", "1,200", ""], ["282人", "800(2㎡あたり1人）", "-5"]),
        ("public_facility.old", "POIコード", ["1503", ""], ["101"]),
        ("public_facility.new", "授乳室", ["有", "無", ""], ["〇", "可"]),
        ("public_facility.new", "URL", ["https://www.example.jp/"], ["www.example.jp"]),
        ("hospital.old", "診療科目", ["内科;外科"], [""]),
        ("care_service.old", "実施サービス", ["訪問介護", "訪問介護;通所介護"], ["訪問介護、通所介護", "介護"]),
    ]

    @Test(arguments: values) func `accept and refuse these values`(
        _ sample: (schema: String, column: String, right: [String], wrong: [String]),
    ) throws {
        let schema = try #require(try Self.library.get().schema(named: sample.schema))
        let field = try #require(schema.fields.first { $0.name == sample.column })
        let rows = (sample.right + sample.wrong).map { [$0] as [String?] }
        let outcome = SampleTable([(sample.column, .string)], rows: rows)
            .check(against: TableSchema(name: "one", fields: [field]))
        #expect(outcome.findings.compactMap(\.row) == sample.wrong.indices.map { sample.right.count + $0 + 1 })
    }

    /// File of `standard-columns` for each schema whose name differs from it.
    static let otherNames = [
        "educational_institution.new": "educational_institution.new-28col",
        "public_toilet.new": "public_toilet.new-v3.09", "public_toilet.new-2023": "public_toilet.new-2023-49col",
    ]

    @Test(.enabled(if: SharedFiles.exists)) func `have the reference's columns, name by name and in order`() throws {
        for schema in try Self.library.get().schemas {
            let file = Self.otherNames[schema.name] ?? schema.name
            let reference = try JSONValueReader.read(try SharedFiles.bytes("reference/standard-columns/\(file).json"))
            guard case .array(let columns) = reference["columns"] else {
                throw SchemaError(pointer: "/columns", .noFields)
            }
            var seen: [String: Int] = [:]
            let names = columns.compactMap { $0["name"]?.stringValue }.map { name in
                // Published names of repeated headings, as reading gives them.
                seen[name, default: 0] += 1
                return seen[name] == 1 ? name : "\(name)_\(seen[name] ?? 0)"
            }
            #expect(schema.fields.map(\.name) == names, "\(schema.name)")
        }
    }
}

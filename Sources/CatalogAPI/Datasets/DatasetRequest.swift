import Catalog
import OpenData
import Tabular
import WebSupport

/// The query string of `/api/v1/datasets` as a ``Catalog/DatasetQuery``.
struct DatasetRequest {
    /// At most so many at once.
    static let most = 1000

    static let parameters: [Parameter] = [
        .query("q", Bilingual(ja: "言葉。空白で区切ったすべてを含むもの", en: "Words, all of which must be found")),
        .query(
            "organization",
            Bilingual(ja: "組織の名前。複数はいずれか", en: "Names of organizations, any of them"),
            repeats: true
        ),
        .query("tag", Bilingual(ja: "タグ。複数はいずれか", en: "Tags, any of them"), repeats: true),
        .query("license", Bilingual(ja: "ライセンスの id", en: "Ids of licences"), repeats: true),
        .query("format", Bilingual(ja: "CSV などの形式", en: "Formats such as CSV"), repeats: true),
        .query("standard", Bilingual(ja: "自治体標準オープンデータセット", en: "Municipal standard datasets"), repeats: true),
        .query("modified_since", Bilingual(ja: "この時刻以後に更新されたもの", en: "Changed at or after this moment"), kind: .moment),
        .query(
            "sort",
            Bilingual(ja: "並び順。- を付けると降順", en: "Order; descending with -"),
            kind: .choice(sorts, byDefault: "relevance")
        ),
        .limit(0...most, byDefault: 20),
        .cursor,
        .query(
            "facet",
            Bilingual(ja: "数える項目。none で数えない", en: "What to count; none for nothing"),
            kind: .choice(DatasetQuery.Facet.allCases.map(\.rawValue) + ["none"], byDefault: nil),
            repeats: true
        ),
    ]

    private static let sorts = DatasetQuery.Sort.allCases.map(\.rawValue).flatMap { [$0, "-" + $0] }

    let query: DatasetQuery

    init(_ parameters: QueryParameters) throws(Problem) {
        var query = DatasetQuery()
        query.text = try parameters.single("q")
        query.organizations = try Self.list("organization", of: parameters)
        query.tags = try Self.list("tag", of: parameters)
        query.licenses = try Self.list("license", of: parameters)
        query.formats = try Self.list("format", of: parameters)
        query.standards = try Self.list("standard", of: parameters)
        query.modifiedSince = try Self.moment("modified_since", of: parameters)
        if let sort = try parameters.choice("sort", of: Self.sorts) {
            let isReversed = sort.utf8.first == UInt8(ascii: "-")
            query.sort = DatasetQuery.Sort(rawValue: String(sort.dropFirst(isReversed ? 1 : 0))) ?? .relevance
            // A minus means descending, as for rows; without it the sort keeps its natural direction.
            if isReversed { query.descending = true }
        }
        query.limit = try parameters.integer("limit", in: 0...Self.most) ?? 20
        query.cursor = try parameters.single("cursor")
        query.facets = try Self.facets(parameters)
        self.query = query
    }

    private static func list(_ name: String, of parameters: QueryParameters) throws(Problem) -> [String] {
        var values: [String] = []
        for text in parameters.all(name) { values += try ListText.values(of: text, parameter: name) }
        return values
    }

    private static func moment(_ name: String, of parameters: QueryParameters) throws(Problem) -> Timestamp? {
        guard let text = try parameters.single(name) else { return nil }
        guard let moment = Timestamp(text) else {
            let words = Bilingual(
                ja: "2026-04-01 か 2026-04-01T09:00:00+09:00 のように書いてください。",
                en: "Write it as 2026-04-01 or 2026-04-01T09:00:00+09:00."
            )
            throw .badParameter(name, value: text, expected: .words(words))
        }
        return moment
    }

    /// All of them unless some are named.
    private static func facets(_ parameters: QueryParameters) throws(Problem) -> [DatasetQuery.Facet] {
        let names = try list("facet", of: parameters)
        guard !parameters.all("facet").isEmpty else { return DatasetQuery.Facet.allCases }
        guard names != ["none"] else { return [] }
        var facets: [DatasetQuery.Facet] = []
        // `facet=` names nothing, which is no way to ask for nothing.
        for name in names.isEmpty ? [""] : names {
            guard let facet = DatasetQuery.Facet(rawValue: name) else {
                let allowed = DatasetQuery.Facet.allCases.map(\.rawValue) + ["none"]
                throw .badParameter("facet", value: name, expected: .oneOf(allowed))
            }
            if !facets.contains(facet) { facets.append(facet) }
        }
        return facets
    }
}

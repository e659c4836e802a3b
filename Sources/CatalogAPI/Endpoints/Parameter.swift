import Tabular

/// A parameter of an endpoint: what is accepted and what the API's description says of it, in one value.
struct Parameter: Hashable, Sendable {
    enum Place: String, Hashable, Sendable { case path, query }

    enum Kind: Hashable, Sendable {
        case string
        case integer(ClosedRange<Int>, byDefault: Int?)
        case choice([String], byDefault: String?)
        case moment
    }

    let name: String
    let place: Place
    let kind: Kind
    /// May come several times.
    let repeats: Bool
    let summary: Bilingual

    static func path(_ name: String, _ summary: Bilingual, kind: Kind = .string) -> Parameter {
        Parameter(name: name, place: .path, kind: kind, repeats: false, summary: summary)
    }

    static func query(
        _ name: String,
        _ summary: Bilingual,
        kind: Kind = .string,
        repeats: Bool = false,
    ) -> Parameter {
        Parameter(name: name, place: .query, kind: kind, repeats: repeats, summary: summary)
    }
}

extension Parameter {
    static let datasetName = path("name", Bilingual(ja: "データセットの名前か id", en: "Name or id of the dataset"))
    static let resourceID = path("id", Bilingual(ja: "資源の id", en: "Id of the resource"))
    static let jobID = path("id", Bilingual(ja: "収集ジョブの id", en: "Id of the harvesting job"))
    static let cursor = query(
        "cursor",
        Bilingual(ja: "前の答えの links.next にある続きの印", en: "Where to go on, from links.next")
    )

    static func limit(_ range: ClosedRange<Int>, byDefault: Int) -> Parameter {
        query(
            "limit",
            Bilingual(ja: "一度に返す件数", en: "How many to return"),
            kind: .integer(range, byDefault: byDefault)
        )
    }
}

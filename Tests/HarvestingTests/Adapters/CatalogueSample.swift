/// One dataset as a test wants a catalogue to list it, whatever the catalogue's language.
struct CatalogueSample: Sendable {
    struct File: Sendable {
        var title = "一覧"
        var format = "CSV"
        /// As written in the catalogue: absolute or relative.
        var url: String
    }

    var id: String
    var title: String
    var description = "市内の施設の一覧"
    var publisher = "萩市"
    var license = "https://creativecommons.org/licenses/by/4.0/"
    var tag = "防災"
    var modified = "2025-06-10"
    var files: [File]

    /// `count` datasets with a relative CSV each.
    static func many(_ count: Int) -> [CatalogueSample] {
        (0..<count).map { number in
            CatalogueSample(
                id: "set-\(1_000 + number)",
                title: "施設\(1_000 + number)",
                files: [File(url: "/files/\(number).csv")]
            )
        }
    }
}

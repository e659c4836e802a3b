/// A publisher (DCAT `dct:publisher`, a `foaf:Agent`): the prefecture, a city or town, a private body.
package struct Organization: Hashable, Sendable, Codable {
    /// `[a-z0-9_-]{2,100}`, unique; part of URLs.
    package var name: String
    /// UUID text, stable for one name.
    package var id: String
    package var title: String
    package var titleEnglish: String?
    package var description: String?
    package var homepage: String?
    package var created: Timestamp
    package var modified: Timestamp

    package init(
        name: String,
        id: String,
        title: String,
        titleEnglish: String? = nil,
        description: String? = nil,
        homepage: String? = nil,
        created: Timestamp,
        modified: Timestamp,
    ) {
        self.name = name
        self.id = id
        self.title = title
        self.titleEnglish = titleEnglish
        self.description = description
        self.homepage = homepage
        self.created = created
        self.modified = modified
    }
}

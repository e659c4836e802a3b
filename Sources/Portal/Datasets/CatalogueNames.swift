import Catalog
import OpenData
import Validation
import WebSupport

/// The titles that pages show for names and slugs: read once per page.
struct CatalogueNames: Sendable {
    private let organizations: [String: Organization]
    private let standards: [String: String]
    private let language: Language
    /// All organizations by title, with the number of their active datasets.
    let organizationCounts: [(organization: Organization, datasetCount: Int)]

    init(_ services: Services, language: Language) async throws {
        self.init(
            organizationCounts: try await services.catalog.organizations(),
            schemas: services.schemas,
            language: language
        )
    }

    init(
        organizationCounts: [(organization: Organization, datasetCount: Int)],
        schemas: SchemaLibrary,
        language: Language,
    ) {
        self.organizationCounts = organizationCounts
        organizations = Dictionary(
            organizationCounts.map { ($0.organization.name, $0.organization) },
            uniquingKeysWith: { first, _ in first }
        )
        standards = Dictionary(
            schemas.schemas.compactMap { schema in
                schema.standard.map { ($0, Self.withoutGeneration(schema.title) ?? $0) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        self.language = language
    }

    /// A schema's title without the generation that ends it: old and new columns are of one standard dataset.
    private static func withoutGeneration(_ title: String?) -> String? {
        guard let title, let suffix = ["（新版）", "（旧版）"].first(where: title.hasSuffix) else { return title }
        return String(title.dropLast(suffix.count))
    }

    /// The organization's title, else its name.
    func organization(_ name: String) -> String {
        organizations[name].map { $0.title(in: language) } ?? name
    }

    /// The standard dataset's title, else its slug.
    func standard(_ slug: String) -> String { standards[slug] ?? slug }

    /// The licence's title, else the id that the source gave.
    func license(_ id: String) -> String {
        guard let license = License.named(id) else { return id }
        return language == .en ? license.titleEnglish : license.title
    }
}

extension Organization {
    func title(in language: Language) -> String { language == .en ? titleEnglish ?? title : title }
}

extension Dataset {
    func title(in language: Language) -> String { language == .en ? titleEnglish ?? title : title }
}

import WebSupport

/// The addresses that pages print.
///
/// Those of pages and of the API start at the site's root, so that they work behind whatever name the reader
/// used; those in code samples and for search engines are absolute on the public URL.
struct PageLinks: Sendable {
    /// The path of the public URL (usually empty) is the base.
    let pages: Links
    /// The public URL is the base.
    let absolute: Links
    /// The language that the reader chose by `lang=`, which links to pages carry on; nil: the browser decides each time.
    let language: Language?

    init(site: Site, language: Language?) {
        pages = Links(base: Self.path(of: site.publicURL))
        absolute = Links(base: site.publicURL)
        self.language = language
    }

    var home: String { page("/") }
    var organizations: String { page("/organizations") }
    var harvest: String { page("/harvest") }
    var developers: String { page("/developers") }
    var openAPI: String { pages.absolute("/api/v1/openapi.json") }

    func datasets(_ query: [(String, String)] = []) -> String { page("/datasets", query) }
    func dataset(_ name: String) -> String { page("/datasets/" + Links.encode(name)) }

    func resource(_ id: String, of dataset: String) -> String {
        page("/datasets/" + Links.encode(dataset) + "/resources/" + Links.encode(id))
    }

    func report(_ id: String, of dataset: String) -> String {
        page("/datasets/" + Links.encode(dataset) + "/resources/" + Links.encode(id) + "/report")
    }

    func organization(_ name: String) -> String { page("/organizations/" + Links.encode(name)) }

    func job(_ id: String, after: Int = 0) -> String {
        page("/harvest/jobs/" + Links.encode(id), after == 0 ? [] : [("after", String(after))])
    }

    func problem(_ slug: String) -> String { page("/developers/problems/" + Links.encode(slug)) }

    /// An action of CKAN's API.
    func ckan(_ action: String, _ query: [(String, String)] = []) -> String {
        pages.absolute("/api/3/action/" + action, query: query)
    }

    func asset(_ asset: Asset) -> String { pages.absolute(asset.path) }

    /// The absolute address of a page for search engines, in the chosen language or another.
    func canonical(_ path: String, in language: Language? = nil) -> String {
        absolute.absolute(path, query: (language ?? self.language).map { [("lang", $0.rawValue)] } ?? [])
    }

    /// The same page, with the same query, in the other language.
    func inOtherLanguage(_ request: PageRequest) -> String {
        let kept = request.parameters.items.filter { $0.name != "lang" }.map { ($0.name, $0.value) }
        return pages.absolute(request.path, query: kept + [("lang", request.language.other.rawValue)])
    }

    private func page(_ path: String, _ query: [(String, String)] = []) -> String {
        pages.absolute(path, query: query + (language.map { [("lang", $0.rawValue)] } ?? []))
    }

    /// What follows the host in `url`: `/portal` of `https://example.jp/portal`, nothing of `https://example.jp`.
    static func path(of url: String) -> String {
        let bytes = Array(url.utf8)
        let slash = UInt8(ascii: "/")
        var slashes = 0
        for index in bytes.indices where bytes[index] == slash {
            slashes += 1
            if slashes == 3 { return String(decoding: bytes[index...], as: UTF8.self) }
        }
        return ""
    }
}

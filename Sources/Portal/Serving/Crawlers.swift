import Catalog
import HTTPTypes
import Hummingbird
import OpenData
import WebSupport

/// What crawlers ask for first: `robots.txt`, and a sitemap of everything that is worth finding.
enum Crawlers {
    /// Filtered lists are endless and show nothing that the sitemap does not lead to.
    static func robots(_ links: PageLinks) -> String {
        """
        User-agent: *
        Disallow: /datasets?
        Disallow: /harvest/jobs/
        Sitemap: \(links.absolute.absolute("/sitemap.xml"))

        """
    }

    /// Most addresses in one sitemap (https://www.sitemaps.org/protocol.html).
    private static let mostAddresses = 50_000

    static func sitemap(_ services: Services) async throws -> String {
        let links = services.links
        var addresses = ["/", "/datasets", "/organizations", "/harvest", "/developers"].map { links.absolute($0) }
        addresses += try await services.catalog.organizations().map { links.organizationPage($0.organization.name) }
        addresses += try await services.catalog.datasetNames().map { links.datasetPage($0) }
        let entries = addresses.prefix(mostAddresses).map { "<url><loc>\(EscapedHTML.escape($0))</loc></url>" }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(entries.joined(separator: "\n"))
            </urlset>

            """
    }
}

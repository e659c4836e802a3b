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

    /// What language models read before they use a site (https://llmstxt.org): what is here, and how to ask for it.
    static func guide(_ services: Services) async throws -> String {
        let links = services.links
        let totals = try await services.catalog.totals()
        return """
            # \(services.site.titleEnglish)（\(services.site.title)）

            > Open data of Yamaguchi's municipalities: \(totals.datasets) datasets, \(totals.resources) resources, \(totals.rows) rows. \
            Reading needs no key. Please cite the publisher and the licence that each dataset names.

            Every JSON answer is {"data", "meta", "links"}; follow links.next until it is null. Conditions on rows are \
            column__operator=value with the columns' Japanese names, percent-encoded. Unknown parameters are errors that name the nearest one. \
            Ask politely: on 429 wait for Retry-After, send If-None-Match, and take whole tables from /exports.

            ## API

            - [OpenAPI 3.1](\(links.absolute("/api/v1/openapi.json"))): all addresses and parameters
            - [Datasets](\(links.absolute("/api/v1/datasets"))): search with q, organization, tag, license, format
            - [Rows](\(links.absolute("/api/v1/resources/"))ID/rows): rows of a table; ID is in a dataset's resources
            - [Columns](\(links.absolute("/api/v1/resources/"))ID/openapi.json): the columns of one table and their operators
            - [CKAN](\(links.absolute("/api/3/action/package_search"))): the same catalogue for CKAN's clients

            ## Pages

            - [How to use the API](\(links.absolute("/developers")))
            - [Datasets](\(links.absolute("/datasets")))
            - [Site map](\(links.absolute("/sitemap.xml")))

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

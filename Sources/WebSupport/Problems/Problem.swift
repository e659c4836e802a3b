package import HTTPTypes
package import Tabular

/// An error as readers see it (RFC 9457 `application/problem+json`): thrown by routes, written by one middleware.
package struct Problem: Error, Sendable {
    package struct Item: Hashable, Sendable {
        package var parameter: String
        package var code: String
        package var detail: Bilingual

        package init(parameter: String, code: String, detail: Bilingual) {
            self.parameter = parameter
            self.code = code
            self.detail = detail
        }
    }

    /// Slug of `type`: `not-found`, `unknown-parameter`, `cursor-expired` … Each is documented.
    package var slug: String
    package var status: HTTPResponse.Status
    package var title: Bilingual
    package var detail: Bilingual
    package var errors: [Item] = []
    package var didYouMean: String?
    package var headers: HTTPFields = [:]

    package init(slug: String, status: HTTPResponse.Status, title: Bilingual, detail: Bilingual) {
        self.slug = slug
        self.status = status
        self.title = title
        self.detail = detail
    }
}

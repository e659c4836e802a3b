package import HTTPTypes
package import Tabular

/// An error as readers see it (RFC 9457 `application/problem+json`): thrown by routes, written by one middleware.
package struct Problem: Error, Sendable {
    /// One of several things that are wrong at once.
    package struct Item: Hashable, Sendable {
        /// The query parameter or, for bodies, the JSON Pointer.
        package var parameter: String
        /// Stable snake_case code.
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
    /// The known name nearest to what was asked; nil when none is near.
    package var didYouMean: String?
    /// Headers that the answer carries besides, for example `Allow` and `Retry-After`.
    package var headers: HTTPFields = [:]

    package init(slug: String, status: HTTPResponse.Status, title: Bilingual, detail: Bilingual) {
        self.slug = slug
        self.status = status
        self.title = title
        self.detail = detail
    }

    /// A problem of a documented kind with the words of this one case.
    package init(_ kind: ProblemKind, detail: Bilingual) {
        self.init(slug: kind.rawValue, status: kind.status, title: kind.title, detail: detail)
    }
}

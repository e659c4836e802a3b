import HTTPTypes
import Hummingbird
import Tabular
import WebSupport

/// One row of the API's visible table: a method of a path, what it takes, what it says of itself, and what answers it.
///
/// Mounting refuses query parameters that are not listed, and the OpenAPI document is made of the same values, so neither can
/// drift from what the code accepts.
struct Endpoint: Sendable {
    typealias Handler = @Sendable (Exchange) async throws -> Response

    /// The shape of a good answer.
    enum Answer: Hashable, Sendable {
        /// `{data: {}, meta, links}`.
        case one
        /// `{data: [], meta, links}`.
        case list
        /// Not the envelope: media types, the usual one first.
        case media([String])
    }

    var method: HTTPRequest.Method = .get
    /// `/api/v1/datasets/{name}`.
    let path: String
    /// Unique; clients are generated with it.
    let operation: String
    let summary: Bilingual
    var parameters: [Parameter] = []
    /// Whether `column__op=value` is understood besides.
    var acceptsColumns = false
    var answer = Answer.one
    /// Whether a part is answered where `Range` asks for one.
    var givesParts = false
    let handler: Handler

    /// The endpoint as a route of `services`.
    func route(_ services: Services) -> Route {
        let known = parameters.filter { $0.place == .query }.map(\.name)
        let (handler, acceptsColumns) = (handler, acceptsColumns)
        return Route(method, path) { request, context in
            let query = try request.queryParameters()
            _ = try query.choice("lang", of: Language.allCases.map(\.rawValue))
            if !acceptsColumns { try query.refuseUnknown(known) }
            return try await handler(Exchange(services: services, request: request, context: context, query: query))
        }
    }
}

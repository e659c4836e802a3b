import HTTPTypes
import Tables
import Tabular
import WebSupport

/// An error as CKAN's clients expect it: a type they branch on and either a message or messages by parameter.
struct CKANFailure: Error, Hashable, Sendable {
    /// The values of `__type`.
    enum Kind: String, Hashable, Sendable {
        case validation = "Validation Error"
        case notFound = "Not Found Error"
        case authorization = "Authorization Error"
        case searchQuery = "Search Query Error"
        case search = "Search Error"
        case internalServer = "Internal Server Error"

        var status: HTTPResponse.Status {
            switch self {
            case .validation, .search: .conflict
            case .notFound: .notFound
            case .authorization: .forbidden
            case .searchQuery: .badRequest
            case .internalServer: .internalServerError
            }
        }
    }

    /// What is wrong with one parameter.
    struct Item: Hashable, Sendable {
        let name: String
        let messages: [String]
    }

    let kind: Kind
    var message: String?
    var items: [Item] = []

    static func invalid(_ name: String, _ messages: String...) -> CKANFailure {
        CKANFailure(kind: .validation, items: [Item(name: name, messages: messages)])
    }

    static func notFound(_ detail: String? = nil) -> CKANFailure {
        CKANFailure(kind: .notFound, message: detail.map { "Not found: \($0)" } ?? "Not found")
    }

    static func searchQuery(_ detail: String) -> CKANFailure {
        CKANFailure(kind: .searchQuery, message: "Search Query is invalid: \(detail)")
    }

    static func search(_ detail: String) -> CKANFailure {
        CKANFailure(kind: .search, message: "Search error: \(detail)")
    }

    /// Any error of the layers below, as CKAN would say it; causes of internal ones are told to nobody.
    init(_ error: any Error) {
        switch error {
        case let failure as CKANFailure: self = failure
        case let problem as Problem where problem.status == .notFound: self = .notFound()
        case let problem as Problem where problem.status == .gone:
            self.init(kind: .authorization, message: "Access denied")
        case let problem as Problem where problem.status.kind == .clientError:
            self = .invalid("query", problem.detail.en)
        case let error as QueryError: self.init(error)
        default: self.init(kind: .internalServer, message: "Internal server error")
        }
    }

    private init(_ error: QueryError) {
        switch error.kind {
        case .unknownColumn(let name, _): self = .invalid("fields", "invalid value \"\(Problem.shortened(name))\"")
        default: self = .invalid("query", "Invalid query", Problem(error).detail.en)
        }
    }

    init(kind: Kind, message: String? = nil, items: [Item] = []) {
        self.kind = kind
        self.message = message
        self.items = items
    }

    /// `{"help", "error": {"__type", …}, "success": false}`.
    func json(help: String) -> [UInt8] {
        JSONBuilder.object { json in
            json.field("help", help)
            json.object("error") { json in
                json.field("__type", kind.rawValue)
                if let message { json.field("message", message) }
                for item in items { json.field(item.name, item.messages) }
            }
            json.field("success", false)
        }
    }
}

/// An error that CKAN answers with status 400 and a bare JSON string instead of its envelope.
struct CKANBadRequest: Error, Hashable, Sendable {
    let text: String

    static func unknownAction(_ name: String) -> CKANBadRequest {
        CKANBadRequest(text: "Bad request - Action name not known: \(Problem.shortened(name))")
    }

    static func badJSON(_ detail: String) -> CKANBadRequest {
        CKANBadRequest(text: "Bad request - JSON Error: \(detail)")
    }
}

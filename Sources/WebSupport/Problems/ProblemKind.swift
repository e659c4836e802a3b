package import HTTPTypes
import Tabular

/// Every kind of problem that the platform answers with.
///
/// The raw value is the slug of `type`; the portal has a page for each.
package enum ProblemKind: String, Error, Hashable, Sendable, CaseIterable {
    case badEncoding = "bad-encoding"
    case badHost = "bad-host"
    case badBody = "bad-body"
    case unknownParameter = "unknown-parameter"
    case duplicateParameter = "duplicate-parameter"
    case badParameter = "bad-parameter"
    case tooManyParameters = "too-many-parameters"
    case unknownColumn = "unknown-column"
    case operatorNotAllowed = "operator-not-allowed"
    case badValue = "bad-value"
    case badFilter = "bad-filter"
    case badAggregate = "bad-aggregate"
    case queryTooComplex = "query-too-complex"
    case badCursor = "bad-cursor"
    case noCoordinates = "no-coordinates"
    case notFound = "not-found"
    case noTable = "no-table"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case gone = "gone"
    case cursorExpired = "cursor-expired"
    case bodyTooLarge = "body-too-large"
    case addressTooLong = "address-too-long"
    case rangeNotSatisfiable = "range-not-satisfiable"
    case unsupportedMediaType = "unsupported-media-type"
    case queryTimeout = "query-timeout"
    case busy = "busy"
    case other = "bad-request"
    case internalError = "internal-error"
    case methodNotImplemented = "method-not-implemented"
    case notReady = "not-ready"
    case headTooLarge = "head-too-large"
    case requestTimeout = "request-timeout"
    case tooManyRequests = "too-many-requests"
    case tooManyConnections = "too-many-connections"

    /// The status that the answer has.
    package var status: HTTPResponse.Status {
        switch self {
        case .badEncoding, .badHost, .badBody, .unknownParameter, .duplicateParameter, .badParameter,
            .tooManyParameters,
            .unknownColumn, .operatorNotAllowed, .badValue, .badFilter, .badAggregate, .badCursor, .noCoordinates,
            .other:
            .badRequest
        case .notFound, .noTable: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .gone, .cursorExpired: .gone
        case .bodyTooLarge: .contentTooLarge
        case .addressTooLong: .uriTooLong
        case .rangeNotSatisfiable: .rangeNotSatisfiable
        case .unsupportedMediaType: .unsupportedMediaType
        case .queryTimeout, .queryTooComplex: .unprocessableContent
        case .internalError: .internalServerError
        case .methodNotImplemented: .notImplemented
        case .notReady, .busy, .tooManyConnections: .serviceUnavailable
        case .headTooLarge: .requestHeaderFieldsTooLarge
        case .requestTimeout: .requestTimeout
        case .tooManyRequests: .tooManyRequests
        }
    }

    /// A kind for an error of the framework that only has a status.
    package static func of(_ status: HTTPResponse.Status) -> ProblemKind {
        switch status {
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .gone: .gone
        case .contentTooLarge: .bodyTooLarge
        case .requestHeaderFieldsTooLarge: .headTooLarge
        case .requestTimeout: .requestTimeout
        case .tooManyRequests: .tooManyRequests
        case .uriTooLong: .addressTooLong
        case .rangeNotSatisfiable: .rangeNotSatisfiable
        case .unsupportedMediaType: .unsupportedMediaType
        case .serviceUnavailable: .notReady
        case .notImplemented: .methodNotImplemented
        default: status.kind == .clientError ? .other : .internalError
        }
    }
}

package import Catalog
import Hummingbird
import NIOCore
import NIOHTTP1
package import Tables
import Tabular

extension Problem {
    /// Any error as readers may see it.
    ///
    /// What is not meant for them becomes `internal-error`, which says nothing of its cause.
    package init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as QueryError: self.init(error)
        case let error as CatalogError: self.init(error)
        case is NIOTooManyBytesError: self.init(.bodyTooLarge)
        case is HTTPParserError: self.init(.other)
        case let error as any HTTPResponseError: self.init(ProblemKind.of(error.status))
        default: self.init(.internalError)
        }
    }

    /// What is wrong with a query of rows, in the words of the module that found it.
    package init(_ error: QueryError) {
        let kind: ProblemKind
        var culprit: (name: String, code: String)?
        var nearest: String?
        switch error.kind {
        case .unknownColumn(let name, let candidate):
            kind = .unknownColumn
            culprit = (name, "unknown_column")
            nearest = candidate
        case .operatorNotAllowed(let column, _, _, _):
            kind = .operatorNotAllowed
            culprit = (column, "operator_not_allowed")
        case .badValue(let column, _, _):
            kind = .badValue
            culprit = (column, "bad_value")
        case .badValueCount(let column, _):
            kind = .badValue
            culprit = (column, "bad_value_count")
        case .badCursor: kind = .badCursor
        case .cursorExpired: kind = .cursorExpired
        case .noCoordinates: kind = .noCoordinates
        case .badFilter:
            kind = .badFilter
            culprit = ("filter", "bad_filter")
        case .badAggregate(let part, _):
            kind = .badAggregate
            culprit = (part, "bad_aggregate")
        case .tooComplex: kind = .queryTooComplex
        case .busy: kind = .busy
        case .timeout: kind = .queryTimeout
        }
        let words = error.message
        self.init(kind, detail: Bilingual(ja: Self.shortened(words.ja, to: 400), en: Self.shortened(words.en, to: 400)))
        didYouMean = nearest
        if error.kind == .busy { headers[.retryAfter] = "1" }
        if let culprit {
            errors = [Item(parameter: Self.shortened(culprit.name), code: culprit.code, detail: detail)]
        }
    }

    /// What the catalogue refused.
    package init(_ error: CatalogError) {
        switch error.kind {
        case .unknownOrganization, .unknownDataset, .unknownDistribution, .unknownSource, .unknownJob:
            self.init(.notFound)
        case .badCursor: self.init(.badCursor)
        case .notWritable, .busy: self.init(.notReady)
        default: self.init(.internalError)
        }
    }
}

package import Catalog
import Hummingbird
import NIOCore
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
        case let error as any HTTPResponseError: self.init(ProblemKind.of(error.status))
        default: self.init(.internalError)
        }
    }

    /// What is wrong with a query of rows.
    package init(_ error: QueryError) {
        switch error.kind {
        case .unknownColumn(let name, let nearest):
            let shown = Self.shortened(name)
            let hint = nearest.map { Bilingual(ja: "「\($0)」ではありませんか。", en: " Did you mean “\($0)”?") }
            self.init(
                .unknownColumn,
                detail: Bilingual(
                    ja: "「\(shown)」という列はありません。\(hint?.ja ?? "")",
                    en: "There is no column “\(shown)”.\(hint?.en ?? "")"
                )
            )
            didYouMean = nearest
            errors = [Item(parameter: shown, code: "unknown_column", detail: detail)]
        case .operatorNotAllowed(let column, let type, let op, let allowed):
            let list = allowed.joined(separator: ", ")
            self.init(
                .operatorNotAllowed,
                detail: Bilingual(
                    ja: "列「\(column)」(\(type))では \(op) を使えません。使える条件: \(list)。",
                    en: "“\(op)” does not fit the column “\(column)” (\(type)). Allowed: \(list)."
                )
            )
            errors = [Item(parameter: column, code: "operator_not_allowed", detail: detail)]
        case .badValue(let column, let type, let value):
            let shown = Self.shortened(value)
            self.init(
                .badValue,
                detail: Bilingual(
                    ja: "「\(shown)」は列「\(column)」の型 \(type) の値として読めません。",
                    en: "“\(shown)” cannot be read as a \(type), the type of the column “\(column)”."
                )
            )
            errors = [Item(parameter: column, code: "bad_value", detail: detail)]
        case .badValueCount(let column, let op):
            self.init(
                .badValue,
                detail: Bilingual(
                    ja: "列「\(column)」の \(op) に渡す値の数が違います。",
                    en: "“\(op)” on “\(column)” has the wrong number of values."
                )
            )
            errors = [Item(parameter: column, code: "bad_value_count", detail: detail)]
        case .badCursor: self.init(.badCursor)
        case .cursorExpired: self.init(.cursorExpired)
        case .noCoordinates: self.init(.noCoordinates)
        case .timeout: self.init(.queryTimeout)
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

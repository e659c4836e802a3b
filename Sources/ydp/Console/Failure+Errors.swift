import Catalog
import Fetching
import Harvesting
import Tables
import Tabular
import Validation

extension Failure {
    /// The failure that an error of a module means for a command; nil for errors of the argument parser.
    init?(describing error: any Error) {
        switch error {
        case let failure as Failure:
            self = failure
        case let error as TabularError:
            self.init(.badInput, error.message)
        case let error as SchemaError:
            self.init(
                .badInput,
                ja: "スキーマの \(error.pointer): \(error.message.ja)",
                en: "schema at \(error.pointer): \(error.message.en)"
            )
        case let error as DataPackageError:
            self.init(.badInput, error.message)
        case let error as FetchError:
            self.init(error.outcome == .blocked ? .badInput : .environment, error.message)
        case let error as TableError:
            self.init(.environment, error.message)
        case let error as CatalogError:
            self.init(error.isEnvironment ? .environment : .badInput, error.message)
        default:
            return nil
        }
    }
}

extension CatalogError {
    /// Whether the data directory is at fault rather than what was asked.
    fileprivate var isEnvironment: Bool {
        switch kind {
        case .damaged, .newerRelease, .notWritable, .leaseLost: true
        default: false
        }
    }
}

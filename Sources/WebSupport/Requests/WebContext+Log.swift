import Hummingbird
import Logging

extension WebContext {
    /// Tells operators, never readers, why something failed; the line carries the request id.
    package func log(failure error: any Error) {
        logger.error("request failed", metadata: ["cause": "\(String(reflecting: error))"])
    }
}

package import Hummingbird
import Logging

/// The request context of all routes.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Set by the first middleware from `lang=` and `Accept-Language`.
    package var language: Language = .ja

    package init(source: Source) {
        coreContext = .init(source: source)
    }

    /// Names this request in the log, in `X-Request-Id` and in every problem: 32 hex digits or fewer, made by the server.
    package var requestID: String { id }
}

extension FetchError {
    /// The error that an HTTP status stands for when the caller did not accept it.
    static func forStatus(_ status: Int, host: String, retryAfter: Duration?) -> FetchError {
        let code: Code =
            switch status {
            case 401, 403, 407: .authRequired
            case 404: .notFound
            case 410: .gone
            case 429: .rateLimited
            case 500...599: .serverError
            case 100...399: .httpProtocol
            default: .httpStatus
            }
        // A 304 that nobody asked for: the server mixes requests up, and one without any validator may set it right.
        return FetchError(
            code,
            host: host,
            status: status,
            retryAfter: retryAfter,
            retry: status == 304 ? .onceMore : nil,
        )
    }
}

import NIOCore

/// What is decided from the head of a request before the framework sees it: where its body ends, whether it is well formed, and
/// what a kept answer depends on.
///
/// At least as strict as the parser behind it (RFC 9112), so that both always agree where a message ends.
struct RequestHead: Hashable, Sendable {
    enum Method: Hashable, Sendable { case get, head, other }

    /// What follows the head.
    enum Body: Hashable, Sendable {
        case none
        /// This many bytes.
        case length(Int)
        /// Chunks; the connection is closed after the answer.
        case chunked
    }

    var method = Method.other
    /// Offsets of the request target in the head.
    var target = 0..<0
    /// HTTP/1.1 without `Connection: close`.
    var staysOpen = false
    var body = Body.none
    /// Whether the client waits for `100 Continue` before it sends the body.
    var expectsContinue = false
    /// Whether a field asks for more than the one answer that everybody gets (`Range`, `If-Match`, `Authorization` …).
    var isParticular = false
    /// Offsets of the values that choose among representations; nil when the field is absent, particular when it is repeated.
    var accept: Range<Int>?
    var acceptLanguage: Range<Int>?
    var acceptEncoding: Range<Int>?
    var ifNoneMatch: Range<Int>?
    /// The last `X-Forwarded-For`.
    var forwardedFor: Range<Int>?
    /// Whether `Accept` is there and says anything but `*/*`.
    private(set) var isChoosy = false

    /// `GET` of an address by a client that takes the usual representation and holds none: nothing but the address decides the answer.
    var isPlain: Bool {
        method == .get && body == .none && !isParticular && !isChoosy && ifNoneMatch == nil && !expectsContinue
    }

    /// Reads a whole head.
    /// - Parameters:
    ///   - bytes: from the request line to the blank line, with the CRLF of both.
    ///   - limits: how many fields and how long a body and an address may be.
    /// - Throws: ``ProblemKind`` `bad-request`, `method-not-implemented`, `bad-host`, `address-too-long`, `head-too-large`, `body-too-large`.
    init(_ bytes: UnsafeRawBufferPointer, limits: ServerLimits) throws(ProblemKind) {
        var scan = HeadScan(bytes)
        try readRequestLine(&scan, limits: limits)
        var fields = 0
        var hosts = 0
        var lengths = 0
        while let field = try scan.field() {
            fields += 1
            guard fields <= limits.headerFields else { throw .headTooLarge }
            guard let known = HeadField(scan.bytes, field.name) else { continue }
            switch known {
            case .host: hosts += field.value.isEmpty ? 2 : 1
            case .contentLength:
                lengths += 1
                guard let length = scan.number(field.value) else { throw .other }
                guard length <= limits.bodyBytes else { throw .bodyTooLarge }
                body = length == 0 ? .none : .length(length)
            case .transferEncoding:
                guard lengths == 0, body == .none, scan.equals(field.value, "chunked") else { throw .other }
                body = .chunked
            case .connection: if scan.contains(field.value, "close") { staysOpen = false }
            case .expect: expectsContinue = scan.equals(field.value, "100-continue")
            case .accept:
                try take(field.value, into: \.accept)
                if !scan.equals(field.value, "*/*") { isChoosy = true }
            case .acceptLanguage: try take(field.value, into: \.acceptLanguage)
            case .acceptEncoding: try take(field.value, into: \.acceptEncoding)
            case .ifNoneMatch: try take(field.value, into: \.ifNoneMatch)
            case .forwardedFor: forwardedFor = field.value
            case .particular: isParticular = true
            }
        }
        guard lengths <= 1, lengths == 0 || body != .chunked else { throw .other }
        guard hosts == 1 else { throw .badHost }
    }

    private mutating func take(
        _ value: Range<Int>,
        into field: WritableKeyPath<RequestHead, Range<Int>?>
    ) throws(ProblemKind) {
        if self[keyPath: field] != nil { isParticular = true }
        self[keyPath: field] = value
    }

    /// `CONNECT` is not among them: this is no proxy.
    private static let otherMethods: [StaticString] = ["POST", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"]

    private mutating func readRequestLine(_ scan: inout HeadScan, limits: ServerLimits) throws(ProblemKind) {
        let line = try scan.requestLine()
        guard line.target.count <= limits.addressBytes else { throw .addressTooLong }
        target = line.target
        staysOpen = scan.equals(line.version, "HTTP/1.1")
        if scan.equals(line.method, "GET") {
            method = .get
        } else if scan.equals(line.method, "HEAD") {
            method = .head
        } else if !Self.otherMethods.contains(where: { scan.equals(line.method, $0) }) {
            throw .methodNotImplemented
        }
    }
}

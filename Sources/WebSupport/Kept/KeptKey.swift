import NIOCore

/// What a kept answer depends on besides the catalogue: the address and the fields that choose among its representations, as sent.
struct KeptKey: Hashable, Sendable {
    private let bytes: [UInt8]

    /// Longer ones are not worth keeping.
    private static let mostBytes = 2048

    /// Nil for requests whose answer is never kept: with a body, for a part of a file, with a key, over HTTP/1.0.
    /// - Parameter head: the bytes that `request` was read from.
    init?(_ request: RequestHead, in head: UnsafeRawBufferPointer) {
        guard request.method != .other, request.body == .none, !request.isParticular,
            head[request.target.lowerBound] == UInt8(ascii: "/")
        else { return nil }
        let fields = [request.accept, request.acceptLanguage, request.acceptEncoding, request.ifNoneMatch]
        let count = fields.reduce(request.target.count) { $0 + 1 + ($1?.count ?? 0) }
        guard count <= Self.mostBytes else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        bytes.append(contentsOf: head[request.target])
        for field in fields {
            // No head has a line feed inside a value. An absent field differs from an empty one by its own mark.
            bytes.append(field == nil ? 0 : UInt8(ascii: "\n"))
            if let field { bytes.append(contentsOf: head[field]) }
        }
        self.bytes = bytes
    }

    /// Bytes that the key takes.
    var count: Int { bytes.count }
}

import Crypto
package import HTTPTypes
package import Hummingbird

/// A strong validator of one representation (RFC 9110 §8.8.3).
///
/// The compressed form of a representation is another representation: it gets the same tag with `-gzip` before the closing
/// quote. Both stand for the same content, so a reader who holds either holds what is current.
package struct EntityTag: Hashable, Sendable {
    /// Without quotes; visible ASCII.
    package let value: String

    /// A tag made of what the answer is made of; the parts are hashed with their lengths, so that they cannot run together.
    package init(of parts: [String]) {
        var hash = SHA256()
        for part in parts { hash.update(data: Array("\(part.utf8.count):\(part)".utf8)) }
        value = Self.hexadecimal(hash.finalize())
    }

    /// A tag made of the bytes themselves.
    package init(hashing bytes: [UInt8]) {
        value = Self.hexadecimal(SHA256.hash(data: bytes))
    }

    /// A tag made of bytes in memory.
    init(hashing bytes: UnsafeRawBufferPointer) {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        value = Self.hexadecimal(hash.finalize())
    }

    /// As the header writes it.
    package var header: String { "\"\(value)\"" }

    /// The tag to confirm when `ifNoneMatch` names this one in either form; nil when the reader holds something else.
    ///
    /// Compares weakly, as RFC 9110 §13.1.2 asks.
    package func matched(by ifNoneMatch: String?) -> String? {
        guard let ifNoneMatch else { return nil }
        for item in ifNoneMatch.utf8.split(separator: UInt8(ascii: ",")).prefix(100) {
            var item = Substring(item).drop { $0 == " " || $0 == "\t" }
            while let last = item.last, last == " " || last == "\t" { item.removeLast() }
            if item == "*" { return header }
            if item.hasPrefix("W/") { item = item.dropFirst(2) }
            if item == header || item == "\"\(value)-gzip\"" { return String(item) }
        }
        return nil
    }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = digest.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Request {
    /// Answers 304 when the reader already holds what `tag` names, else what `make` makes, with the tag.
    /// - Parameter headers: what both answers carry (`Cache-Control`, `Vary`, `Link` …).
    package func conditional(
        etag tag: EntityTag,
        headers: HTTPFields = [:],
        make: () async throws -> Response,
    ) async rethrows -> Response {
        if let held = notModified(tag, headers: headers) { return held }
        var response = try await make()
        for field in headers where !response.headers.contains(field.name) { response.headers.append(field) }
        response.headers[.eTag] = tag.header
        return response
    }

    /// The 304 answer when the reader already holds what `tag` names; nil otherwise.
    package func notModified(_ tag: EntityTag, headers: HTTPFields) -> Response? {
        guard method == .get || method == .head else { return nil }
        let asked = self.headers[values: .ifNoneMatch].joined(separator: ",")
        guard let matched = tag.matched(by: asked) else { return nil }
        var headers = headers
        headers[.eTag] = matched
        var response = Response(status: .notModified, headers: headers)
        response.headers[.contentLength] = nil
        return response
    }
}

import HTTPTypes
import NIOCore
import Synchronization

/// Puts answers together that are written past the framework: kept ones, and refusals.
enum WireAnswer {
    /// Head and body of a kept answer.
    /// - Parameters:
    ///   - fields: what is different each time, each line with its CRLF.
    static func head(of kept: KeptAnswer, adding fields: (inout ByteBuffer) -> Void) -> ByteBuffer {
        var buffer = kept.head
        // A copy of a few hundred bytes: the kept buffer is shared and stays as it is.
        buffer.reserveCapacity(minimumWritableBytes: 256)
        fields(&buffer)
        buffer.writeStaticString("\r\n")
        return buffer
    }

    /// A problem as the only answer of a connection, or before the next request of one.
    /// - Parameters:
    ///   - closes: whether the connection ends with it.
    ///   - headers: besides those that every problem has.
    static func refusal(
        _ problem: Problem,
        language: Language,
        links: Links,
        requestID: String,
        date: String,
        closes: Bool,
        withoutBody: Bool = false,
    ) -> ByteBuffer {
        let body = problem.json(language: language, links: links, requestID: requestID)
        var fields = problem.headers
        fields[.contentType] = "application/problem+json"
        fields[.contentLength] = "\(body.count)"
        fields[.contentLanguage] = language.rawValue
        fields[.cacheControl] = CachePolicy.none.rawValue
        fields[.vary] = "Accept-Language"
        fields[.date] = date
        fields[.requestID] = requestID
        if closes { fields[.connection] = "close" }
        ResponseHeadersMiddleware.addSecurity(to: &fields)
        ResponseHeadersMiddleware.addCrossOrigin(to: &fields)
        var buffer = ByteBuffer()
        buffer.writeString("HTTP/1.1 \(problem.status.code) \(problem.status.reasonPhrase)\r\n")
        for field in fields { buffer.writeString("\(field.name.rawName): \(field.value)\r\n") }
        buffer.writeStaticString("\r\n")
        if !withoutBody { buffer.writeBytes(body) }
        return buffer
    }
}

/// Names for answers that the framework does not name: 32 hex digits, never the same twice in one process.
enum WireRequestID {
    private static let high = UInt64.random(in: .min ... .max)
    private static let next = Atomic<UInt64>(UInt64.random(in: .min ... .max))

    /// The bytes of a new name.
    static func write(to buffer: inout ByteBuffer) {
        let low = next.wrappingAdd(1, ordering: .relaxed).oldValue
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 32) { bytes in
            fill(bytes, from: 0, with: high)
            fill(bytes, from: 16, with: low)
            return 32
        }
    }

    static func make() -> String {
        var buffer = ByteBuffer()
        write(to: &buffer)
        return String(buffer: buffer)
    }

    private static func fill(_ bytes: UnsafeMutableRawBufferPointer, from start: Int, with number: UInt64) {
        var number = number
        for offset in (0..<16).reversed() {
            let digit = UInt8(truncatingIfNeeded: number & 15)
            bytes[start + offset] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            number >>= 4
        }
    }
}

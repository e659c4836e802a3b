import NIOCore
import Testing

@testable import WebSupport

@Suite struct `Request target` {
    /// Bytes as they arrive, and as the parser gets them; nil: unchanged.
    static let lines: [(given: String, parsed: String?)] = [
        ("GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n", nil),
        ("GET /?市=萩 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /?%E5%B8%82=%E8%90%A9 HTTP/1.1\r\nHost: x\r\n\r\n"),
        ("GET /?q=%E8%90%A9&r=駅 HTTP/1.1\r\n\r\n", "GET /?q=%E8%90%A9&r=%E9%A7%85 HTTP/1.1\r\n\r\n"),
        // Headers and bodies are never touched.
        ("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n萩", nil),
        ("GET /?q=萩 HTTP/1.1\r\nX: 萩\r\n\r\n", "GET /?q=%E8%90%A9 HTTP/1.1\r\nX: 萩\r\n\r\n"),
        // A line that has not ended is left to the parser.
        ("GET /?q=萩 HTTP/1.1", nil),
        ("", nil),
    ]

    @Test(arguments: lines)
    func `Bytes above ASCII in the request line are percent-encoded`(given: String, parsed: String?) {
        let encoded = RequestTarget.encoded(ByteBuffer(string: given))
        #expect(encoded.map { String(buffer: $0) } == parsed)
    }
}

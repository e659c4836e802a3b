import NIOCore

/// Percent-encodes bytes above ASCII in a request line before it is parsed.
///
/// People paste `curl 'http://…/rows?市町名=萩市'`, and curl sends those bytes as they are. RFC 9112 §3.2 wants them encoded and the
/// parser below refuses them with a bare 400; what they mean is not in doubt, so they get the encoding that was due.
///
/// Only the first line of a request is touched, and only where the parser stands between two requests: bytes of a body never
/// change, so the length that framed it stays true. A request line that arrives in pieces, or behind another request in one
/// packet, is left to the parser.
final class RequestTargetEncoder: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Knows whether a request is being read on this connection.
    private let rules: ConnectionRules

    init(rules: ConnectionRules) { self.rules = rules }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        guard rules.isBetweenRequests, let encoded = Self.encoded(buffer) else { return context.fireChannelRead(data) }
        context.fireChannelRead(wrapInboundOut(encoded))
    }

    /// The buffer with its first line encoded; nil when there is nothing to do.
    static func encoded(_ buffer: ByteBuffer) -> ByteBuffer? {
        let bytes = buffer.readableBytesView
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), bytes[..<end].contains(where: { $0 >= 0x80 }) else {
            return nil
        }
        let digits = Array("0123456789ABCDEF".utf8)
        var line: [UInt8] = []
        line.reserveCapacity((end - bytes.startIndex) * 3)
        for byte in bytes[..<end] {
            if byte < 0x80 {
                line.append(byte)
            } else {
                line += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        var encoded = ByteBuffer()
        encoded.reserveCapacity(line.count + bytes.endIndex - end)
        encoded.writeBytes(line)
        encoded.writeBytes(bytes[end...])
        return encoded
    }
}

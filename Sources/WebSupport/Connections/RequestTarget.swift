import NIOCore

/// Percent-encodes bytes above ASCII in a request line before it is parsed.
///
/// People paste `curl 'http://…/rows?市町名=萩市'`, and curl sends those bytes as they are. RFC 9112 §3.2 wants them encoded and the
/// parser behind refuses them; what they mean is not in doubt, so they get the encoding that was due. No other line is touched.
enum RequestTarget {
    /// The head with its first line encoded; nil when there is nothing to do.
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

import CLibcurl

/// Unpacks a gzip body (RFC 1952) that comes in pieces.
///
/// There may be any number of members one after the other, each complete with its checksum and length.
/// libcurl's own unpacking is not used because it takes a cut stream for a whole one (hazards.md F10).
final class GzipInflater {
    enum Fault: Error {
        case corrupt
        case consumer(FetchError)
    }

    // zlib keeps a pointer to the stream it was begun with: it must stay where it is.
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableBufferPointer<UInt8>
    /// Whether the last member has ended and the next byte, if any, begins another.
    private var isBetweenMembers = false

    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = .allocate(capacity: 64 << 10)
        guard ydp_inflate_begin_gzip(stream) == Z_OK else { return nil }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Whether every member that began has also ended, its checksum included.
    var isComplete: Bool { isBetweenMembers }

    /// Unpacks one piece and hands what comes out to `consume`, in pieces of at most 64 KiB.
    ///
    /// `consume` stops by throwing.
    func inflate(
        _ piece: UnsafeMutableBufferPointer<UInt8>,
        _ consume: (UnsafeBufferPointer<UInt8>) throws(FetchError) -> Void,
    ) throws(Fault) {
        stream.pointee.next_in = piece.baseAddress
        stream.pointee.avail_in = UInt32(piece.count)
        repeat {
            if isBetweenMembers {
                guard stream.pointee.avail_in > 0 else { return }
                guard inflateReset(stream) == Z_OK else { throw .corrupt }
                isBetweenMembers = false
            }
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            let result = CLibcurl.inflate(stream, Z_NO_FLUSH)
            guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else { throw .corrupt }
            isBetweenMembers = result == Z_STREAM_END
            let count = output.count - Int(stream.pointee.avail_out)
            guard count > 0 else { continue }
            do {
                try consume(UnsafeBufferPointer(rebasing: output[..<count]))
            } catch {
                throw .consumer(error)
            }
        } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
    }
}

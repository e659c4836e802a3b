import CGzip

/// Unpacks gzip (RFC 1952) that comes in pieces.
///
/// There may be any number of members one after the other, each complete with its checksum and length, which are checked.
package final class GzipInflater {
    /// Why unpacking stopped.
    package enum Fault<Failure: Error>: Error {
        /// The bytes are no gzip, or their checksum or length is wrong.
        case corrupt
        /// Whoever takes the bytes wants no more.
        case consumer(Failure)
    }

    // zlib keeps a pointer to the stream it was begun with: it must stay where it is.
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableBufferPointer<UInt8>
    /// Whether the last member has ended and the next byte, if any, begins another.
    private var isBetweenMembers = false

    /// Nil where there is no memory for it.
    package init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = .allocate(capacity: 64 << 10)
        guard ydp_gunzip_begin(stream) == Z_OK else { return nil }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Whether every member that began has also ended, its checksum included.
    package var isComplete: Bool { isBetweenMembers }

    /// Unpacks one piece and hands what comes out to `consume`, in pieces of at most 64 KiB.
    ///
    /// `consume` stops by throwing. The piece is not changed, whatever zlib's types say.
    package func inflate<Failure: Error>(
        _ piece: UnsafeMutableBufferPointer<UInt8>,
        _ consume: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Fault<Failure>) {
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
            let result = CGzip.inflate(stream, Z_NO_FLUSH)
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

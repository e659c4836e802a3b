import CGzip
import HTTPTypes
import Hummingbird
import NIOCore

/// One gzip stream (RFC 1952).
///
/// Used by one task at a time, from ``init()`` to ``finish()``.
final class Gzip {
    // A C struct that zlib points into; this class owns it and never copies it.
    private let stream: UnsafeMutablePointer<z_stream>
    private static let level: Int32 = 5
    private static let pieceBytes = 64 * 1024

    /// Nil when zlib cannot get its memory.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard ydp_gzip_begin(stream, Self.level) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// What compressing `input` gave so far; often empty.
    func compress(_ input: ByteBuffer) -> ByteBuffer {
        var output = ByteBuffer()
        input.withUnsafeReadableBytes { bytes in
            guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
            stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
            stream.pointee.avail_in = UInt32(bytes.count)
            run(Z_NO_FLUSH, into: &output)
            stream.pointee.next_in = nil
        }
        return output
    }

    /// The end of the stream.
    func finish() -> ByteBuffer {
        var output = ByteBuffer()
        run(Z_FINISH, into: &output)
        return output
    }

    /// Calls zlib until it leaves room in its output: then it has taken all input (and, when finishing, has ended).
    private func run(_ flush: Int32, into output: inout ByteBuffer) {
        var room = 0
        repeat {
            output.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.pieceBytes) { free in
                stream.pointee.next_out = free.bindMemory(to: UInt8.self).baseAddress
                stream.pointee.avail_out = UInt32(free.count)
                deflate(stream, flush)
                room = Int(stream.pointee.avail_out)
                return free.count - room
            }
        } while room == 0
    }
}

/// Compresses what passes by on its way to the reader.
struct GzipBodyWriter: ResponseBodyWriter {
    private var parent: any ResponseBodyWriter
    private let gzip: Gzip

    init(parent: any ResponseBodyWriter, gzip: Gzip) {
        self.parent = parent
        self.gzip = gzip
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        let piece = gzip.compress(buffer)
        if piece.readableBytes > 0 { try await parent.write(piece) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        try await parent.write(gzip.finish())
        try await parent.finish(trailingHeaders)
    }
}

internal import Crypto
internal import Glibc

/// The SHA-256 that names a file.
enum FileHash {
    private static let pieceBytes = 1 << 20

    /// Whether a text is a hash as names are written: 64 lower-case hex digits.
    static func isValid(_ hash: String) -> Bool {
        let bytes = hash.utf8
        return bytes.count == 64
            && bytes.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    /// Reads a file once in pieces, hashes it and fsyncs it.
    static func sync(_ path: String) throws -> (hash: String, bytes: Int) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TableError.disk("open", path, code: errno) }
        defer { close(descriptor) }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceBytes, alignment: 16)
        defer { piece.deallocate() }
        var hasher = SHA256()
        var bytes = 0
        while true {
            let count = read(descriptor, piece.baseAddress, pieceBytes)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw TableError.disk("read", path, code: errno) }
            if count == 0 { break }
            hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: piece[..<count]))
            bytes += count
        }
        guard fsync(descriptor) == 0 else { throw TableError.disk("sync", path, code: errno) }
        return (hex(hasher.finalize()), bytes)
    }

    static func hex(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

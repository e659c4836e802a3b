import Crypto

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Takes a body's unpacked bytes as they come: hashes them and keeps them in memory or in a file.
struct BodySink: ~Copyable {
    private var hasher = SHA256()
    private var bytes: [UInt8] = []
    private let destination: FetchRequest.Destination
    private let file: Int32?
    private var isKept = false
    private(set) var byteCount = 0

    /// Makes the file, if one is wanted.
    /// - Throws: `storage` when it exists or cannot be made.
    init(_ destination: FetchRequest.Destination) throws(FetchError) {
        self.destination = destination
        guard case .file(let path) = destination else {
            file = nil
            return
        }
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FetchError(.storage) }
        file = descriptor
    }

    deinit {
        if let file { close(file) }
        if !isKept, case .file(let path) = destination { unlink(path) }
    }

    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) throws(FetchError) {
        byteCount += piece.count
        hasher.update(bufferPointer: UnsafeRawBufferPointer(piece))
        if case .memory(let limit) = destination {
            guard byteCount <= limit else { throw FetchError(.tooLarge) }
            bytes.append(contentsOf: piece)
        }
        if let file { try Self.write(piece, to: file) }
    }

    /// Ends the body: from here on the file stays.
    mutating func finish() -> (body: FetchResponse.Body, sha256: String) {
        isKept = true
        let digest = hasher.finalize()
        switch destination {
        case .memory: return (.memory(bytes), Self.hex(digest))
        case .file(let path): return (.file(path: path), Self.hex(digest))
        }
    }

    private static func write(_ piece: UnsafeBufferPointer<UInt8>, to file: Int32) throws(FetchError) {
        var rest = UnsafeRawBufferPointer(piece)
        while !rest.isEmpty {
            #if canImport(Glibc)
            let written = Glibc.write(file, rest.baseAddress, rest.count)
            #else
            let written = Darwin.write(file, rest.baseAddress, rest.count)
            #endif
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw FetchError(.storage) }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    private static func hex(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(SHA256.Digest.byteCount * 2)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Files that are packed with gzip, whatever they are called (`.csv.gz`, or served so by mistake).
///
/// They are unpacked into a file without a name, so that a large one costs no memory of our own.
enum GzipSource {
    private static let pieceSize = 1 << 20

    /// Whether the bytes begin a gzip member (RFC 1952 §2.3): its two marks, and deflate, the only method there is.
    static func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.starts(with: [0x1F, 0x8B, 0x08])
    }

    /// - Throws: `decompression_limit`, `corrupt_gzip`, `truncated_gzip`; `unreadable` where no file can be made.
    static func unpack(_ source: SourceBytes, limits: ReadingLimits) throws(TabularError) -> SourceBytes {
        let descriptor = try scratchFile()
        defer { close(descriptor) }
        guard let inflater = GzipInflater() else { throw .unreadable() }
        let bound = min(limits.inflatedBytes, max(limits.freelyInflatedBytes, source.count * limits.inflationRatio))
        var total = 0
        var at = 0
        while at < source.count {
            let size = min(pieceSize, source.count - at)
            let piece = UnsafeMutableBufferPointer(
                start: UnsafeMutablePointer(mutating: source.start + at),
                count: size
            )
            do throws(GzipInflater.Fault<TabularError>) {
                try inflater.inflate(piece) { output throws(TabularError) in
                    total += output.count
                    guard total <= bound else { throw .decompressionLimit(bytes: bound) }
                    try write(output, to: descriptor)
                }
            } catch {
                switch error {
                case .corrupt: throw .corruptGzip()
                case .consumer(let error): throw error
                }
            }
            at += size
        }
        guard inflater.isComplete else { throw .truncatedGzip() }
        return try SourceBytes(descriptor: descriptor)
    }

    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) throws(TabularError) {
        var rest = UnsafeRawBufferPointer(bytes)
        while !rest.isEmpty {
            #if canImport(Glibc)
            let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
            #elseif canImport(Musl)
            let written = Musl.write(descriptor, rest.baseAddress, rest.count)
            #else
            let written = Darwin.write(descriptor, rest.baseAddress, rest.count)
            #endif
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .unreadable() }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    /// A file that has no name any more: it goes when its last use ends, however the process ends.
    private static func scratchFile() throws(TabularError) -> Int32 {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var path = Array("\(folder)/ydp-gzip-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw .unreadable() }
        unlink(path)
        return descriptor
    }
}

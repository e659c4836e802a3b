import Glibc

/// Where the write-ahead log of an SQLite file stands: different after every commit of any process, the same while nobody commits.
///
/// It is the header of the WAL index (48 bytes, <https://www.sqlite.org/walformat.html>, 2.1), which SQLite itself compares to learn
/// whether its cache is current. Reading it from shared memory takes no lock and no system call, so that it may be asked on an
/// event loop, for every request.
struct CommitMark: Hashable, Sendable {
    private let words: SIMD8<UInt64>

    /// Nil while a writer is between the header's two copies, and before the first use of the log.
    init?(_ header: UnsafeRawPointer) {
        // SQLite writes the second copy first and reads the first copy first: equal copies are a whole header.
        var first = SIMD8<UInt64>()
        var second = SIMD8<UInt64>()
        for word in 0..<Self.wordCount {
            first[word] = header.load(fromByteOffset: word * 8, as: UInt64.self)
        }
        for word in 0..<Self.wordCount {
            second[word] = header.load(fromByteOffset: Self.byteCount + word * 8, as: UInt64.self)
        }
        guard first == second, header.load(as: UInt32.self) == Self.format else { return nil }
        words = first
    }

    private static let wordCount = 6
    private static let byteCount = 48
    /// `iVersion` of the format that this reads; any other is not judged.
    private static let format: UInt32 = 3_007_000
}

/// The WAL index of one database file, mapped for reading.
final class CommitMarkFile: @unchecked Sendable {
    // Unchecked: the memory is shared with other processes anyway, is only read, and is never unmapped before this is gone.
    private let header: UnsafeMutableRawPointer

    /// - Parameter path: of the database; it must be open in WAL mode in this process for as long as this lives.
    /// - Returns: nil when there is no WAL index to map.
    init?(database path: String) {
        let descriptor = open(path + "-shm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        // Never closed: closing any descriptor of a file drops all POSIX locks that the process has on it, SQLite's too.
        guard let memory = mmap(nil, Self.byteCount, PROT_READ, MAP_SHARED, descriptor, 0), memory != MAP_FAILED else {
            return nil
        }
        header = memory
    }

    deinit { munmap(header, Self.byteCount) }

    /// Where the log stands now; nil when that cannot be told at this instant.
    var mark: CommitMark? { CommitMark(header) }

    private static let byteCount = 96
}

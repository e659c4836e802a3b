#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A lock between processes on one file, held until ``unlock()`` or the process's end.
///
/// Opening is the one moment that SQLite's own locks do not order: two processes that make the same new file would both switch
/// it to WAL and both begin the first migration.
struct FileLock {
    private let descriptor: Int32

    /// Waits for the lock; makes the file when missing.
    /// - Throws: ``CatalogError`` `.notWritable`.
    init(path: String) throws {
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CatalogError(.notWritable) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                close(descriptor)
                throw CatalogError(.notWritable)
            }
        }
    }

    func unlock() {
        close(descriptor)
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The bytes of a file or of memory, at one place for as long as this value lives. Never changed after `init`.
// Sound: the bytes are written before anybody else sees the value, and only read afterwards.
final class SourceBytes: @unchecked Sendable {
    let start: UnsafePointer<UInt8>
    let count: Int
    private let release: @Sendable () -> Void
    /// Whether the bytes are a file's pages, which may be dropped from memory and come back by themselves.
    private let isMapped: Bool
    /// Smaller files are left in memory whole.
    private static let smallest = 1 << 26

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// Maps a file, so that a large one costs no memory of our own.
    /// - Throws: `unreadable` where it cannot be opened or is no file.
    convenience init(path: String) throws(TabularError) {
        // A pipe would keep `open` waiting for its writer; it is refused below instead.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable() }
        defer { close(descriptor) }
        try self.init(descriptor: descriptor)
    }

    /// Maps an open file; the descriptor may be closed afterwards.
    /// - Throws: `unreadable` where it is no file.
    init(descriptor: Int32) throws(TabularError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .unreadable() }
        let size = Int(status.st_size)
        guard size > 0 else {
            let empty = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
            start = UnsafePointer(empty)
            count = 0
            let address = UInt(bitPattern: empty)
            release = { UnsafeMutablePointer<UInt8>(bitPattern: address)?.deallocate() }
            isMapped = false
            return
        }
        guard let mapped = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED else {
            throw .unreadable()
        }
        start = UnsafePointer(mapped.assumingMemoryBound(to: UInt8.self))
        count = size
        isMapped = true
        let address = UInt(bitPattern: mapped)
        release = { munmap(UnsafeMutableRawPointer(bitPattern: address), size) }
    }

    /// Memory that `fill` writes: it gets room for `capacity` bytes and returns how many it used.
    init(capacity: Int, fill: (UnsafeMutablePointer<UInt8>) -> Int) {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity, 1))
        count = fill(memory)
        isMapped = false
        start = UnsafePointer(memory)
        let address = UInt(bitPattern: memory)
        release = { UnsafeMutablePointer<UInt8>(bitPattern: address)?.deallocate() }
    }

    convenience init(_ bytes: [UInt8]) {
        self.init(capacity: bytes.count) { target in
            target.initialize(from: bytes, count: bytes.count)
            return bytes.count
        }
    }

    deinit {
        release()
    }

    /// Drops the pages of `range` from this process's memory where the bytes are a large mapped file, so that reading one costs no
    /// more memory the longer it is.
    ///
    /// Nothing changes for readers: what is looked at again comes back from the file.
    func drop(_ range: Range<Int>) {
        guard isMapped, count >= Self.smallest else { return }
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let first = range.lowerBound / page * page
        let last = min(range.upperBound, count) / page * page
        guard last > first else { return }
        // A private mapping that is never written holds nothing that could be lost.
        madvise(UnsafeMutableRawPointer(mutating: start + first), last - first, Int32(MADV_DONTNEED))
    }
}

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
    /// Keeps a large mapped file from filling memory; nil for others.
    private let keeper: PageKeeper?

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
            keeper = nil
            return
        }
        guard let mapped = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED else {
            throw .unreadable()
        }
        start = UnsafePointer(mapped.assumingMemoryBound(to: UInt8.self))
        count = size
        let address = UInt(bitPattern: mapped)
        release = { munmap(UnsafeMutableRawPointer(bitPattern: address), size) }
        keeper = size >= PageKeeper.smallest ? PageKeeper(mapped, size) : nil
    }

    /// Memory that `fill` writes: it gets room for `capacity` bytes and returns how many it used.
    init(capacity: Int, fill: (UnsafeMutablePointer<UInt8>) -> Int) {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity, 1))
        count = fill(memory)
        keeper = nil
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
        keeper?.stop()
        release()
    }
}

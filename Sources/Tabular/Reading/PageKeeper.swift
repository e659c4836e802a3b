import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Lets the pages of a large mapped file go while it is read, whichever pass reads them, so that memory does not grow with the file.
///
/// The kernel would keep every page that was touched for as long as nobody else wants the memory, and a limit on the process's
/// resident memory would count them all. A page that is looked at again comes back from the file: nothing changes for readers.
final class PageKeeper: Sendable {
    /// Files smaller than this, in bytes, are left in memory whole.
    static let smallest = 1 << 26
    /// Microseconds between two times; at 10 GB/s, the fastest pass, some 50 MB are read in between.
    private static let pause: UInt32 = 5_000

    /// What the thread works on.
    private final class Work: Sendable {
        let address: UInt
        let size: Int
        let isStopped = Atomic<Bool>(false)

        init(_ address: UInt, _ size: Int) {
            self.address = address
            self.size = size
        }

        func run() {
            while !isStopped.load(ordering: .acquiring) {
                usleep(PageKeeper.pause)
                // A private mapping that is never written holds nothing that could be lost.
                madvise(UnsafeMutableRawPointer(bitPattern: address), size, Int32(MADV_DONTNEED))
            }
        }
    }

    private let work: Work
    private let thread: PosixThread

    /// Starts with the mapping of `size` bytes at `start`; nil where no thread can be had.
    init?(_ start: UnsafeMutableRawPointer, _ size: Int) {
        let work = Work(UInt(bitPattern: start), size)
        guard let thread = PosixThread({ work.run() }) else { return nil }
        self.work = work
        self.thread = thread
    }

    /// Ends the thread, and returns when the mapping is no longer touched.
    func stop() {
        work.isStopped.store(true, ordering: .releasing)
        thread.join()
    }
}

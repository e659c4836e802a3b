#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads the batches of another reader on a thread of its own, so that cutting records and what is done with them go on at once.
///
/// The batches are the same and come in the same order; an error comes where it occurred. A few of them are on the way at any
/// time, and go back to be filled again.
final class ReadAhead: RecordReader {
    /// Tables of fewer rows are read before a thread has begun.
    static let fewestRows = 20_000
    /// Batches on the way.
    private static let depth = 16
    /// When so few are left, the thread that waited for room is woken: one call of the kernel for many batches.
    private static let fewLeft = depth / 2

    private let shared: Shared
    private let thread: PosixThread
    private var isOver = false

    /// Begins to read; nil where no thread can be had.
    init?(_ reader: any RecordReader) {
        let shared = Shared(reader)
        guard let thread = PosixThread({ shared.run() }) else { return nil }
        self.shared = shared
        self.thread = thread
    }

    deinit {
        shared.stop()
        thread.join()
    }

    func next(into batch: inout RecordBatch) throws(TabularError) -> Bool {
        guard !isOver else { return false }
        switch shared.exchange(&batch) {
        case .batch: return true
        case .end:
            isOver = true
            return false
        case .failure(let error):
            isOver = true
            throw error
        }
    }

    func skip(column: Int) { shared.skip(column) }

    /// What the reading thread hands over.
    private enum Event {
        case batch
        case end
        case failure(TabularError)
    }

    /// The queue between the two threads.
    // Sound: `reader` is only touched by the reading thread, all else only while `lock` is held.
    private final class Shared: @unchecked Sendable {
        private var reader: any RecordReader
        private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private var ready: [RecordBatch] = []
        private var spare: [RecordBatch] = []
        private var last: Event?
        private var isStopped = false
        /// Whether the reading thread waits for room.
        private var isFull = false
        /// Columns that the reader has not yet been told to skip.
        private var skips: [Int] = []

        init(_ reader: any RecordReader) {
            self.reader = reader
            pthread_mutex_init(lock, nil)
            pthread_cond_init(change, nil)
        }

        deinit {
            pthread_cond_destroy(change)
            pthread_mutex_destroy(lock)
            change.deallocate()
            lock.deallocate()
        }

        func run() {
            while var batch = emptyBatch() {
                var event = Event.end
                for column in takeSkips() { reader.skip(column: column) }
                do throws(TabularError) {
                    if try reader.next(into: &batch) { event = .batch }
                } catch {
                    event = .failure(error)
                }
                pthread_mutex_lock(lock)
                if case .batch = event { ready.append(batch) } else { last = event }
                pthread_cond_signal(change)
                pthread_mutex_unlock(lock)
                guard case .batch = event else { return }
            }
        }

        /// The next batch to fill, when there is room for one; nil when nobody reads any more.
        private func emptyBatch() -> RecordBatch? {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            if ready.count >= ReadAhead.depth { isFull = true }
            while isFull, !isStopped { pthread_cond_wait(change, lock) }
            return isStopped ? nil : spare.popLast() ?? RecordBatch()
        }

        private func takeSkips() -> [Int] {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            defer { skips = [] }
            return skips
        }

        func skip(_ column: Int) {
            pthread_mutex_lock(lock)
            skips.append(column)
            pthread_mutex_unlock(lock)
        }

        /// Gives `batch` back and takes the next one in its place.
        func exchange(_ batch: inout RecordBatch) -> Event {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            while ready.isEmpty, last == nil { pthread_cond_wait(change, lock) }
            guard !ready.isEmpty else { return last ?? .end }
            spare.append(batch)
            batch = ready.removeFirst()
            if isFull, ready.count <= ReadAhead.fewLeft {
                isFull = false
                pthread_cond_signal(change)
            }
            return .batch
        }

        func stop() {
            pthread_mutex_lock(lock)
            isStopped = true
            pthread_cond_signal(change)
            pthread_mutex_unlock(lock)
        }
    }
}

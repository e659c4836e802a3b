#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A thread of our own that runs one piece of work, for what must neither wait for nor hold one of Swift's threads.
package struct PosixThread: Sendable {
    private let thread: pthread_t

    /// What the thread is given.
    private final class Work: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Begins the work; nil where no thread can be had, and then nothing is run.
    package init?(_ run: @escaping @Sendable () -> Void) {
        let context = Unmanaged.passRetained(Work(run)).toOpaque()
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let result = pthread_create(
            &thread,
            nil,
            { context in
                #if canImport(Darwin)
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
                #else
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
                #endif
                return nil
            },
            context
        )
        guard result == 0 else {
            Unmanaged<Work>.fromOpaque(context).release()
            return nil
        }
        #if canImport(Darwin)
        guard let thread else { return nil }
        #endif
        self.thread = thread
    }

    /// Returns when the work has ended; called once.
    package func join() { pthread_join(thread, nil) }
}

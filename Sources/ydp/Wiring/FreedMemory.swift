#if canImport(Glibc)
import Glibc
#endif

/// What becomes of memory that an answer is done with.
enum FreedMemory {
    /// Kept for each of the allocator's areas, of which there is one for each thread or so.
    private static let kept: Int32 = 1 << 20
    /// Smaller pieces come from these areas, larger ones from the kernel, which gets them back at once.
    private static let large: Int32 = 256 << 10

    /// Lets the allocator of glibc keep some freed memory for the next answer.
    ///
    /// It gives back what lies free at an area's end beyond 128 KiB, and a page of rows is half of that: nearly every answer then
    /// touched pages that the kernel had to find and clear anew, an eighth of all that serving uncached pages cost. Where the allocator
    /// is another one, nothing changes.
    static func keepSome() {
        #if canImport(Glibc)
        // Swift does not see malloc.h, so the function is looked for by its name, and its numbers stand here.
        guard let symbol = dlsym(nil, "mallopt") else { return }
        typealias Setting = @convention(c) (_ number: Int32, _ value: Int32) -> Int32
        let set = unsafeBitCast(symbol, to: Setting.self)
        let (trimThreshold, mapThreshold) = (Int32(-1), Int32(-3))
        _ = set(trimThreshold, kept)
        _ = set(mapThreshold, large)
        #endif
    }
}

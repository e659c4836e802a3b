#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Equality of bytes at the speed of the C library; the generic comparison of sequences costs several times as much per key.
enum SameBytes {
    @inline(__always)
    static func check(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        guard let start = one.baseAddress, let otherStart = other.baseAddress else { return true }
        return memcmp(start, otherStart, one.count) == 0
    }

    @inline(__always)
    static func check(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        check(bytes, UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}

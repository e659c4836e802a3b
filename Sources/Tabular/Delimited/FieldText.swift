import CTabular

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Turns the raw bytes of one field (between two structural bytes) into its UTF-8 text.
struct FieldText {
    let encoding: DecodedText.FieldEncoding

    /// The field's text: a piece of the source where it is that already, otherwise written into `arena`.
    @inline(__always)
    func slice(_ start: UnsafePointer<UInt8>, _ count: Int, arena: ScratchArena) -> FieldSlice {
        if count == 0 { return FieldSlice(start: start, count: 0, kind: .text) }
        if start[0] == UInt8(ascii: "\"") { return quoted(start, count, arena: arena) }
        return transcoded(start, count, arena: arena)
    }

    @inline(__always)
    private func transcoded(_ start: UnsafePointer<UInt8>, _ count: Int, arena: ScratchArena) -> FieldSlice {
        // Text in the encodings that are decoded here mostly begins with what is not ASCII.
        if encoding == .none || count == 0 || (start[0] < 0x80 && ctabular_is_ascii(start, count) != 0) {
            return FieldSlice(start: start, count: count, kind: .text)
        }
        return decoded(start, count, arena: arena)
    }

    private func decoded(_ start: UnsafePointer<UInt8>, _ count: Int, arena: ScratchArena) -> FieldSlice {
        let target = arena.reserve(count * 3)
        var written = 0
        // The whole file was decoded once when its encoding was judged, so every byte has a character.
        _ = ctabular_decode(encoding.code, start, count, target, &written)
        arena.commit(written)
        return FieldSlice(start: target, count: written, kind: .text)
    }

    private func quoted(
        _ start: UnsafePointer<UInt8>,
        _ count: Int,
        arena: ScratchArena
    ) -> FieldSlice {
        let inner = start + 1
        let innerCount = count - 1
        guard let quote = memchr(inner, Int32(UInt8(ascii: "\"")), innerCount) else {
            return transcoded(inner, innerCount, arena: arena)
        }
        let first = UnsafeRawPointer(quote) - UnsafeRawPointer(inner)
        if first == innerCount - 1 { return transcoded(inner, innerCount - 1, arena: arena) }
        let target = arena.reserve(innerCount)
        let written = unescape(inner, innerCount, into: target)
        arena.commit(written)
        return transcoded(target, written, arena: arena)
    }

    /// Copies what follows an opening quote, halving doubled quotes, up to the closing quote; what stands behind that is kept.
    private func unescape(
        _ bytes: UnsafePointer<UInt8>,
        _ count: Int,
        into target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var written = 0
        var at = 0
        while at < count {
            let byte = bytes[at]
            guard byte == UInt8(ascii: "\"") else {
                target[written] = byte
                written += 1
                at += 1
                continue
            }
            if at + 1 < count, bytes[at + 1] == UInt8(ascii: "\"") {
                target[written] = byte
                written += 1
                at += 2
                continue
            }
            at += 1
            guard at < count else { break }
            memcpy(target + written, bytes + at, count - at)
            written += count - at
            break
        }
        return written
    }
}

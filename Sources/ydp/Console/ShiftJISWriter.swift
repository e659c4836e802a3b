import Synchronization
import Tabular

/// Turns the pieces of an export into Shift_JIS, one after the other, and counts what that could not hold.
final class ShiftJISWriter: Sendable {
    private let encoder = Mutex(ShiftJISEncoder())

    /// The bytes of a piece of UTF-8; pieces end between characters.
    func encode(_ piece: [UInt8]) -> [UInt8] {
        encoder.withLock { encoder in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(piece.count)
            piece.withUnsafeBufferPointer { encoder.append($0, to: &bytes) }
            return bytes
        }
    }

    /// What was not written as it was; nil where all was.
    var report: Bilingual? {
        let losses = encoder.withLock { $0.losses }
        guard losses.replacedCount + losses.lookAlikeCount > 0 else { return nil }
        let kinds = (losses.replaced.keys.sorted() + losses.lookAlikes.keys.sorted()).prefix(10)
            .map { "U+\(String($0, radix: 16, uppercase: true))" }.joined(separator: ", ")
        return Bilingual(
            ja:
                "Shift_JIS にない文字 \(losses.replacedCount) 字を &#…; の形で、\(losses.lookAlikeCount) 字を同じ形の別の文字で書きました（\(kinds)）。",
            en:
                "Shift_JIS lacks some characters: \(losses.replacedCount) were written as &#…; and \(losses.lookAlikeCount) as others that look the same (\(kinds))."
        )
    }
}

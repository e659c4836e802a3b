internal import Synchronization

/// Answers that are kept because the table that they came from never changes: a bounded number and size of them, the
/// one that was asked for longest ago leaves first.
final class AnswerCache<Answer: Sendable>: Sendable {
    /// What was asked of which file.
    struct Key: Hashable, Sendable {
        /// SHA-256 (hex) of the table file.
        let table: String
        let text: String
        let values: [SQLValue]

        /// What it takes up, roughly.
        var bytes: Int {
            values.reduce(text.utf8.count + 128) { sum, value in
                switch value {
                case .text(let text): sum + 32 + text.utf8.count
                case .blob(let bytes): sum + 32 + bytes.count
                default: sum + 32
                }
            }
        }
    }

    private struct Entry: Sendable {
        let answer: Answer
        let bytes: Int
        var lastUse: UInt64
    }

    private struct State: Sendable {
        var entries: [Key: Entry] = [:]
        var bytes = 0
        var clock: UInt64 = 0
    }

    private let state = Mutex(State())
    private let countLimit: Int
    private let byteLimit: Int

    /// - Parameters:
    ///   - count: how many answers are kept at most.
    ///   - bytes: how large they may be together; an answer of more than a tenth of it is not kept.
    init(count: Int, bytes: Int) {
        countLimit = count
        byteLimit = bytes
    }

    subscript(key: Key) -> Answer? {
        state.withLock { state in
            guard var entry = state.entries[key] else { return nil }
            state.clock += 1
            entry.lastUse = state.clock
            state.entries[key] = entry
            return entry.answer
        }
    }

    /// - Parameter bytes: of the answer itself; the key counts besides.
    func keep(_ answer: Answer, for key: Key, bytes: Int) {
        let bytes = bytes + key.bytes
        guard bytes <= byteLimit / 10 else { return }
        state.withLock { state in
            state.clock += 1
            if let old = state.entries.updateValue(
                Entry(answer: answer, bytes: bytes, lastUse: state.clock),
                forKey: key
            ) {
                state.bytes -= old.bytes
            }
            state.bytes += bytes
            if state.entries.count > countLimit || state.bytes > byteLimit {
                Self.makeRoom(&state, countLimit, byteLimit)
            }
        }
    }

    /// Drops the older half, so that room is made seldom.
    private static func makeRoom(_ state: inout State, _ countLimit: Int, _ byteLimit: Int) {
        let oldest = state.entries.sorted { $0.value.lastUse < $1.value.lastUse }
        for (key, entry) in oldest {
            guard state.entries.count > countLimit / 2 || state.bytes > byteLimit / 2 else { return }
            state.entries[key] = nil
            state.bytes -= entry.bytes
        }
    }
}

import Synchronization

/// Answers that were given before and are still true, so that the same question costs no routing and no database.
///
/// Bounded in bytes; what was not asked for lately goes first (second chance). Used by all event loops at once.
final class KeptAnswers: Sendable {
    private struct Entry {
        let key: KeptKey
        let answer: KeptAnswer
        var wasUsed: Bool
    }

    private struct State {
        var places: [KeptKey: Int] = [:]
        var entries: [Entry?] = []
        var free: [Int] = []
        var hand = 0
        var cost = 0
        var revision: Int64 = -1
    }

    private let state = Mutex(State())
    /// Most bytes of all answers together; 0 keeps nothing.
    private let budget: Int

    init(budget: Int) { self.budget = budget }

    /// Most bytes of one answer.
    var largest: Int { budget / 8 }

    /// The answer to `key` that is true at `revision`; nil when there is none.
    func answer(to key: KeptKey, at revision: Int64) -> KeptAnswer? {
        state.withLock { state in
            guard state.revision == revision, let place = state.places[key] else { return nil }
            state.entries[place]?.wasUsed = true
            return state.entries[place]?.answer
        }
    }

    /// Keeps an answer, and forgets others when there is no room.
    ///
    /// With an answer of a newer revision everything older is forgotten.
    func keep(_ answer: KeptAnswer, for key: KeptKey) {
        let cost = answer.cost + key.count
        guard cost <= largest else { return }
        state.withLock { state in
            if answer.revision > state.revision {
                state = State()
                state.revision = answer.revision
            }
            guard answer.revision == state.revision, state.places[key] == nil else { return }
            Self.makeRoom(for: cost, of: budget, in: &state)
            let place = state.free.popLast() ?? state.entries.count
            if place == state.entries.count { state.entries.append(nil) }
            state.entries[place] = Entry(key: key, answer: answer, wasUsed: false)
            state.places[key] = place
            state.cost += cost
        }
    }

    /// Number of answers and their bytes.
    var size: (answers: Int, bytes: Int) { state.withLock { ($0.places.count, $0.cost) } }

    private static func makeRoom(for cost: Int, of budget: Int, in state: inout State) {
        while state.cost + cost > budget, !state.places.isEmpty {
            if state.hand >= state.entries.count { state.hand = 0 }
            defer { state.hand += 1 }
            guard let entry = state.entries[state.hand] else { continue }
            if entry.wasUsed {
                state.entries[state.hand]?.wasUsed = false
                continue
            }
            state.entries[state.hand] = nil
            state.free.append(state.hand)
            state.places[entry.key] = nil
            state.cost -= entry.answer.cost + entry.key.count
        }
    }
}

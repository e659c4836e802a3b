import Synchronization

/// How often one file was asked for.
final class Tries: Sendable {
    private let made = Atomic(0)

    var count: Int { made.load(ordering: .relaxed) }

    func add() { made.add(1, ordering: .relaxed) }
}

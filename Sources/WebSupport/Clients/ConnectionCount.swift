import Synchronization

/// Open connections, together and of each client.
final class ConnectionCount: Sendable {
    private struct State {
        var all = 0
        var byClient: [ClientAddress: Int] = [:]
    }

    private let state = Mutex(State())
    private let most: Int
    private let mostPerClient: Int

    init(most: Int, mostPerClient: Int) {
        self.most = most
        self.mostPerClient = mostPerClient
    }

    /// Counts a connection in; pair with ``leave(_:)``.
    /// - Parameters:
    ///   - client: counted on its own; nil for one that only counts among all.
    /// - Returns: whether there was room. When not, nothing is counted.
    func enter(_ client: ClientAddress?) -> Bool {
        state.withLock { state in
            guard state.all < most else { return false }
            if let client {
                guard state.byClient[client, default: 0] < mostPerClient else { return false }
                state.byClient[client, default: 0] += 1
            }
            state.all += 1
            return true
        }
    }

    /// Counts a connection out that ``enter(_:)`` let in.
    func leave(_ client: ClientAddress?) {
        state.withLock { state in
            state.all -= 1
            guard let client, let count = state.byClient[client] else { return }
            state.byClient[client] = count > 1 ? count - 1 : nil
        }
    }

    var open: Int { state.withLock { $0.all } }
}

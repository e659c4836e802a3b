import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Asks `getaddrinfo`, on a thread of its own for every question: it blocks, and cannot be interrupted.
final class SystemNames: Sendable {
    private struct Entry {
        let addresses: [IPAddress]
        let end: ContinuousClock.Instant
    }

    /// A run asks one host for thousands of files; a change of its address is noticed half a minute late.
    private static let lifetime: Duration = .seconds(30)
    private static let capacity = 1_000
    private let known = Mutex<[String: Entry]>([:])

    /// - Throws: ``Resolver/Fault``; `failed` also when `patience` is at its end.
    func lookUp(_ host: String, _ patience: Duration) async throws(Resolver.Fault) -> [IPAddress] {
        let name = host.lowercased()
        // RFC 6761: never a question for a name server, and not every system's resolver knows.
        if name == "localhost" || name.hasSuffix(".localhost") { return [IPAddress(family: .v4, bits: 0x7f00_0001)] }
        let now = ContinuousClock.now
        if let entry = known.withLock({ $0[name] }), entry.end > now { return entry.addresses }
        let answer = await ask(name, patience)
        let addresses = try answer.get()
        known.withLock { known in
            if known.count >= Self.capacity { known = known.filter { $0.value.end > now } }
            if known.count < Self.capacity { known[name] = Entry(addresses: addresses, end: now + Self.lifetime) }
        }
        return addresses
    }

    fileprivate typealias Answer = Result<[IPAddress], Resolver.Fault>

    /// Whoever is first answers: the thread, or the clock.
    ///
    /// A thread that is late ends by itself.
    private func ask(_ name: String, _ patience: Duration) async -> Answer {
        await withCheckedContinuation { continuation in
            let question = Question(name: name, continuation: continuation)
            let clock = Task {
                try? await Task.sleep(for: patience)
                question.answer(.failure(.failed))
            }
            question.onAnswer { clock.cancel() }
            var thread = pthread_t(bitPattern: 0)
            let context = Unmanaged.passRetained(question).toOpaque()
            guard pthread_create(&thread, nil, runQuestion, context) == 0 else {
                Unmanaged<Question>.fromOpaque(context).release()
                return question.answer(.failure(.failed))
            }
            pthread_detach(thread)
        }
    }

    /// One look-up with the one who waits for it.
    fileprivate final class Question: Sendable {
        private struct State {
            var continuation: CheckedContinuation<Answer, Never>?
            var whenAnswered: (@Sendable () -> Void)?
        }

        let name: String
        private let state: Mutex<State>

        init(name: String, continuation: CheckedContinuation<Answer, Never>) {
            self.name = name
            state = Mutex(State(continuation: continuation))
        }

        func onAnswer(_ then: @escaping @Sendable () -> Void) { state.withLock { $0.whenAnswered = then } }

        /// The first answer counts.
        func answer(_ answer: Answer) {
            let taken = state.withLock { state in
                let taken = state
                state = State()
                return taken
            }
            taken.continuation?.resume(returning: answer)
            taken.whenAnswered?()
        }

        /// Asks the system and answers.
        func run() {
            var hints = addrinfo()
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var found: UnsafeMutablePointer<addrinfo>?
            let code = getaddrinfo(name, nil, &hints, &found)
            defer { if let found { freeaddrinfo(found) } }
            guard code == 0 else { return answer(.failure(code == EAI_NONAME || code == -5 ? .notFound : .failed)) }
            var addresses: [IPAddress] = []
            var next = found
            while let entry = next {
                if let generic = entry.pointee.ai_addr,
                    let socket = SocketAddress(generic, length: Int(entry.pointee.ai_addrlen)),
                    !addresses.contains(socket.address)
                {
                    addresses.append(socket.address)
                }
                next = entry.pointee.ai_next
            }
            answer(addresses.isEmpty ? .failure(.notFound) : .success(addresses))
        }
    }
}

private func runQuestion(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<SystemNames.Question>.fromOpaque(context).takeRetainedValue().run()
    return nil
}

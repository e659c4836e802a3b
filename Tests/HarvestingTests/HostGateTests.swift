import Fetching
import Testing

@testable import Harvesting

@Suite struct `Host gate` {
    @Test(arguments: [(2, Int.max, 2), (50, 3, 3)])
    func `no more downloads run at once than allowed for one host or in all`(perHost: Int, inAll: Int, most: Int) async
    {
        let gate = HostGate(perHost: perHost, inAll: inAll)
        let counter = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try? await gate.enter("host")
                    await counter.begin()
                    await Task.yield()
                    await counter.end()
                    await gate.leave("host")
                }
            }
        }
        #expect(await counter.total == 50)
        #expect(await counter.most <= most)
    }

    @Test func `requests to one host begin a pace apart, and other hosts do not wait`() async throws {
        let clock = ManualClock()
        let gate = HostGate(perHost: 2, clock: clock.harvestClock)
        var begun: [Duration] = []
        for host in ["a", "a", "b", "a"] {
            try await gate.enter(host, pace: .seconds(1))
            begun.append(clock.elapsed)
            await gate.leave(host)
        }
        #expect(begun == [.zero, .seconds(1), .seconds(1), .seconds(2)])
        clock.advance(by: .seconds(60))
        try await gate.enter("a", pace: .seconds(1))
        #expect(clock.elapsed == .seconds(62), "who comes late need not wait")
    }

    @Test func `a pause that a host asked for holds for everybody, and a long one is not waited for`() async throws {
        let clock = ManualClock()
        let gate = HostGate(perHost: 2, clock: clock.harvestClock)
        await gate.pause("a", for: .seconds(30), saying: .robots(host: "a"))
        #expect(await gate.refusal(of: "a", longerThan: .seconds(60)) == nil)
        #expect(await gate.refusal(of: "a", longerThan: .seconds(20)) == .robots(host: "a"))
        #expect(await gate.refusal(of: "b", longerThan: .zero) == nil)
        try await gate.enter("a")
        #expect(clock.slept == [.seconds(30)])
        #expect(await gate.refusal(of: "a", longerThan: .zero) == nil)
    }

    @Test func `who is stopped while waiting gives the place back`() async throws {
        let clock = ManualClock()
        let gate = HostGate(perHost: 1, clock: clock.harvestClock)
        await gate.pause("a", for: .seconds(30), saying: .robots(host: "a"))
        let stopped = Task {
            while !Task.isCancelled { await Task.yield() }
            try await gate.enter("a")
        }
        stopped.cancel()
        await #expect(throws: CancellationError.self) { try await stopped.value }
        try await gate.enter("a")
        await gate.leave("a")
    }

    @Test(
        arguments: [
            ("127.0.0.1", true), ("127.8.9.10", true), ("localhost", true), ("[::1]", true),
            ("127.0.0.1.example", false),
            ("127.example", false), ("10.0.0.1", false), ("", false),
        ] as [(String, Bool)]
    )
    func `only this machine is not paced`(host: String, isThisMachine: Bool) {
        #expect(HostName.isThisMachine(host) == isThisMachine)
    }

    private actor Counter {
        private var running = 0
        private(set) var most = 0
        private(set) var total = 0

        func begin() {
            running += 1
            total += 1
            most = max(most, running)
        }

        func end() { running -= 1 }
    }
}

import OpenData
import Tabular
import Testing

@testable import Harvesting

@Suite struct `Harvest rules` {
    @Test(arguments: [
        (100, 100, false), (100, 99, false), (100, 96, false), (100, 81, false), (100, 80, false), (100, 79, true),
        (100, 0, true), (10, 6, false), (10, 5, true), (4, 1, false), (4, 0, true), (0, 0, true), (0, 10, false),
        (10, 20, false),
    ])
    func `a catalogue that shrinks by more than a fifth and five is not believed`(
        known: Int,
        total: Int,
        isCollapse: Bool
    ) {
        #expect(CollapseGuard.isCollapse(known: known, total: total) == isCollapse)
    }

    @Test(arguments: HarvestReason.allCases)
    func `every reason has a sentence in both languages`(reason: HarvestReason) {
        #expect(reason.message.ja.hasSuffix("。"))
        #expect(reason.message.en.hasSuffix("."))
    }

    @Test(
        arguments: [
            ("352047_aed", "352047_aed"), ("AED Map", "aed-map"), ("_private_", "private"), ("a", nil), ("new", nil),
            ("人口", nil),
            ("2024年 人口 (市)", "2024"), (String(repeating: "a", count: 120), String(repeating: "a", count: 100)),
        ] as [(String, String?)]
    )
    func `a remote name becomes a valid one`(name: String, ours: String?) {
        #expect(RecordName.sanitized(name) == ours)
    }

    @Test(arguments: ["aed", "人口", "new", String(repeating: "b", count: 100)])
    func `there is always a name to fall back to`(name: String) {
        let record = RemoteRecord(id: "0b0d", name: name)
        let candidates = RecordName.candidates(for: record, source: String(repeating: "s", count: 100))
        #expect(!candidates.isEmpty)
        #expect(candidates.allSatisfy(Identifier.isValidName))
        #expect(
            RecordName.candidates(for: RemoteRecord(id: "1", name: "aed"), source: "hagi").prefix(2) == [
                "aed", "hagi-aed",
            ]
        )
    }

    @Test func `a worker that keeps dying is replaced more slowly`() {
        var backOff = BackOff()
        let pauses = (0..<7).map { _ in backOff.pause(afterLiving: .seconds(1)) }
        #expect(pauses == [1, 2, 4, 8, 16, 30, 30].map { .seconds($0) })
        #expect(backOff.pause(afterLiving: .seconds(61)) == .seconds(1))
    }

    @Test func `a worker that was started by hand watches no supervisor`() {
        #expect(SupervisorWatch(environment: [:]) == nil)
        #expect(SupervisorWatch(environment: [SupervisorWatch.variable: "not a number"]) == nil)
    }

    @Test func `a worker whose supervisor is another process ends`() async {
        // No process has this parent: ids are positive.
        let watch = SupervisorWatch(environment: [SupervisorWatch.variable: "-1"])
        await watch?.waitUntilGone()
        #expect(watch != nil)
    }
}

import GRDB
import OpenData
import Testing

@testable import Catalog

@Suite struct `Group commit` {
    private struct Refused: Error {}

    @Test func `writes that come together are each all or nothing`() async throws {
        let fixture = try await CatalogFixture()
        let catalog = fixture.catalog
        let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        let wrote = try await catalog.write { database in
                            try database.execute(
                                sql: "INSERT INTO parsing (blob, begun) VALUES (?, 1)",
                                arguments: ["a\(number)"]
                            )
                            try database.execute(
                                sql: "INSERT INTO parsing (blob, begun) VALUES (?, 1)",
                                arguments: ["b\(number)"]
                            )
                            guard !number.isMultiple(of: 3) else { throw Refused() }
                            // A rule of the database that is broken takes back this write, too, and no other.
                            guard !number.isMultiple(of: 7) else {
                                try database.execute(sql: "INSERT INTO parsing (blob, begun) VALUES ('x', 0)")
                                return -1
                            }
                            return number
                        }
                        return (number, wrote == number)
                    } catch {
                        return (number, false)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let kept = Set(try await catalog.read { try String.fetchAll($0, sql: "SELECT blob FROM parsing") })
        for number in 0..<200 {
            let isGood = !number.isMultiple(of: 3) && !number.isMultiple(of: 7)
            #expect(outcomes[number] == isGood)
            #expect(kept.contains("a\(number)") == isGood && kept.contains("b\(number)") == isGood)
        }
    }

    @Test func `changes that come together stay in one chain, each answered when it is stored`() async throws {
        let fixture = try await CatalogFixture()
        let catalog = fixture.catalog
        let again = try await fixture.reopened()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    // Two openings of one file, as two processes have it.
                    let writer = number.isMultiple(of: 2) ? catalog : again
                    try await writer.put(.sample("city-\(number)", title: "市\(number)"), actor: "test")
                    let stored = try await catalog.organization("city-\(number)")
                    #expect(stored?.title == "市\(number)")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await catalog.organizations().count == 60)
        try again.close()
    }

    @Test func `a stopped task writes nothing`() async throws {
        let fixture = try await CatalogFixture()
        let catalog = fixture.catalog
        let stopped = Task {
            while !Task.isCancelled { await Task.yield() }
            try await catalog.put(.sample("late", title: "遅い市"), actor: "test")
        }
        stopped.cancel()
        await #expect(throws: CancellationError.self) { try await stopped.value }
        #expect(try await catalog.organization("late") == nil)
    }
}

import Foundation
import Tabular
import Testing

@testable import Tables

@Suite struct `Packed R*Tree` {
    private static let columns: [Column] = [
        .named("緯度", .number, format: "latitude"), .named("経度", .number, format: "longitude"),
    ]

    /// A table of points by chance around a few towns, some of them missing, misspelt or off the globe.
    private func table(_ count: Int, seed: UInt64) throws -> TestTable {
        var generator = SeededGenerator(seed: seed)
        let rows = (0..<count).map { number -> [String?] in
            let town = Double(number % 7) / 3
            let latitude = 34 + town + Double.random(in: -0.1...0.1, using: &generator)
            let longitude = 131 - town + Double.random(in: -0.1...0.1, using: &generator)
            switch Int.random(in: 0..<40, using: &generator) {
            case 0: return [nil, "\(longitude)"]
            case 1: return ["不明", "\(longitude)"]
            case 2: return ["\(latitude * 100)", "\(longitude)"]
            case 3: return ["34", "131"]
            default: return ["\(latitude)", "\(longitude)"]
            }
        }
        return try TestTable(Self.columns, rows)
    }

    @Test(arguments: [0, 1, 50, 51, 52, 53, 102, 103, 2_601, 2_602, 2_700, 9_000])
    func `is sound, and finds in any box what a walk over all rows finds`(_ count: Int) throws {
        let table = try table(count, seed: UInt64(count))
        let database = try TestDatabase(table.path)
        #expect(try database.rows("PRAGMA integrity_check") == [["ok"]])
        #expect(try database.rows("SELECT rtreecheck('main', 'place')") == [["ok"]])
        var generator = SeededGenerator(seed: 99)
        for _ in 0..<40 {
            let west = Double.random(in: 129...132, using: &generator)
            let south = Double.random(in: 33...36.5, using: &generator)
            let size = Double.random(in: 0.01...1.5, using: &generator)
            let box = "c2 BETWEEN \(west) AND \(west + size) AND c1 BETWEEN \(south) AND \(south + size)"
            let walked = try database.rows(
                "SELECT _id FROM rows WHERE typeof(c1) = 'real' AND typeof(c2) = 'real' AND \(box) ORDER BY _id"
            )
            let found = try database.rows(
                """
                SELECT _id FROM rows WHERE _id IN (SELECT id FROM place WHERE east >= \(west) AND west <= \(west + size)
                    AND north >= \(south) AND south <= \(south + size)) AND \(box) ORDER BY _id
                """
            )
            #expect(found == walked)
        }
    }

    @Test func `can be changed by SQLite like one of its own`() throws {
        let table = try table(3_000, seed: 3)
        let copy = "\(table.store.temporaryPath()).sqlite"
        try FileManager.default.copyItem(atPath: table.path, toPath: copy)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
        let database = try TestDatabase(copy)
        try database.rows("DELETE FROM place WHERE id % 3 = 0")
        try database.rows("INSERT INTO place SELECT _id + 100000, c2, c2, c1, c1 FROM rows WHERE typeof(c1) = 'real'")
        #expect(try database.rows("SELECT rtreecheck('main', 'place')") == [["ok"]])
        #expect(try database.rows("PRAGMA integrity_check") == [["ok"]])
    }

    @Test func `orders points so that neighbours stay together`() {
        // Every step along the curve goes to a square beside the last one.
        let side = 16
        let all = (0..<side * side).map { (Double($0 % side), Double($0 / side)) }
        let curve = HilbertCurve(over: all)
        let ordered = all.sorted { curve.place(of: $0.0, $0.1) < curve.place(of: $1.0, $1.1) }
        for (one, next) in zip(ordered, ordered.dropFirst()) {
            #expect(abs(one.0 - next.0) + abs(one.1 - next.1) == 1)
        }
    }
}

import CSQLite
import Foundation
import Tabular
import TestSupport
import Testing

@testable import Tables

/// Pages that we write ourselves, read and checked by SQLite, and compared with what it writes itself.
@Suite struct `Pages written without SQLite` {
    /// A value of a record.
    private enum Value {
        case null
        case integer(Int64)
        case real(Double)
        case text([UInt8])
        case blob([UInt8])
    }

    /// Writes rows with these numbers, and checks that SQLite finds the file sound.
    private func write(_ rows: [(Int64, [Value])], columns: Int) throws -> (TemporaryDirectory, TestDatabase) {
        let folder = try TemporaryDirectory()
        let path = "\(folder.path)/rows.sqlite"
        do {
            let connection = try Connection(path: path, mode: .create)
            try connection.execute(TableFileLayout.preparation)
            try connection.execute(TableFileLayout.schema(columns: columns))
        }
        var file = try PageFile(path: path)
        var tree = RowidTree(root: 2)
        var record = RecordBuffer(columns: columns + 1)
        for (number, values) in rows {
            record.begin()
            record.addNull()
            for value in values {
                switch value {
                case .null: record.addNull()
                case .integer(let value): record.add(value)
                case .real(let value): record.add(value)
                case .text(let text): text.withUnsafeBytes { record.addText($0.baseAddress, count: $0.count) }
                case .blob(let text): text.withUnsafeBytes { record.addBlob($0.baseAddress, count: $0.count) }
                }
            }
            record.end()
            try tree.add(number, record, to: &file)
        }
        try tree.finish(file: &file)
        try file.finish()
        let database = try TestDatabase(path)
        #expect(try database.rows("PRAGMA integrity_check") == [["ok"]])
        #expect(try database.rows("SELECT count(*) FROM rows") == [["\(rows.count)"]])
        return (folder, database)
    }

    /// Inserts the same rows by statements and compares every value, with its type and its bits.
    private func compare(_ rows: [(Int64, [Value])], columns: Int) throws {
        let (folder, written) = try write(rows, columns: columns)
        try insert(rows, columns: columns, at: "\(folder.path)/plain.sqlite")
        let theirs = try TestDatabase("\(folder.path)/plain.sqlite")
        // SQLite answers at most 2,000 columns at once.
        for start in stride(from: 1, through: columns, by: 500) {
            let all = (start..<min(start + 500, columns + 1)).map { "typeof(c\($0)), quote(c\($0))" }
            let question = "SELECT _id, \(all.joined(separator: ", ")) FROM rows ORDER BY _id"
            #expect(try written.rows(question) == theirs.rows(question))
        }
    }

    /// Writes rows as anyone would.
    private func insert(_ rows: [(Int64, [Value])], columns: Int, at path: String) throws {
        let plain = try Connection(path: path, mode: .create)
        try plain.execute(TableFileLayout.preparation)
        try plain.execute(TableFileLayout.schema(columns: columns))
        do {
            let places = (1...columns + 1).map { "?\($0)" }.joined(separator: ",")
            let insert = try plain.prepare("INSERT INTO rows VALUES (\(places))")
            for (number, values) in rows {
                let bound = values.map { value -> SQLValue in
                    switch value {
                    case .null: .null
                    case .integer(let value): .integer(value)
                    case .real(let value): .real(value)
                    case .text(let text): .text(String(decoding: text, as: UTF8.self))
                    case .blob(let bytes): .blob(bytes)
                    }
                }
                try insert.bind([.integer(number)] + bound)
                _ = try insert.step()
                insert.reset()
            }
        }
    }

    @Test func `hold integers of every width, reals and texts as SQLite stores them`() throws {
        let edges: [Int64] = [0, 1, 2, 127, 128, 32_767, 32_768, 8_388_607, 8_388_608, 2_147_483_647, 2_147_483_648]
        let wide: [Int64] = [140_737_488_355_327, 140_737_488_355_328, .max]
        let integers = (edges + wide).flatMap { [$0, -$0, ~$0] }.map { Value.integer($0) } + [.integer(.min)]
        let reals = [0.0, -0.0, 1, -1, 1e300, .leastNonzeroMagnitude, 0.1, 34.0873, .greatestFiniteMagnitude].map {
            Value.real($0)
        }
        let texts = (0...70).map { Value.text([UInt8](repeating: 0x61, count: $0)) }
        let blobs = (0...70).map { Value.blob([UInt8](repeating: 0xE5, count: $0)) }
        let values = integers + reals + texts + blobs + [.null, .text(Array("山口市".utf8))]
        try compare(values.enumerated().map { (Int64($0.offset + 1), [$0.element]) }, columns: 1)
    }

    @Test func `leave no room that SQLite would not leave`() throws {
        let rows = (1...5_000).map { number in
            (
                Int64(number),
                [Value.integer(Int64(number) << (number % 40)), .text([UInt8](repeating: 0x61, count: number % 300))]
            )
        }
        let (folder, written) = try write(rows, columns: 2)
        try written.rows("VACUUM INTO '\(folder.path)/packed.sqlite'")
        let packed = try TestDatabase("\(folder.path)/packed.sqlite").rows("PRAGMA page_count")
        #expect(try written.rows("PRAGMA page_count") == packed)
    }

    @Test(arguments: [1, 2, 60, 61, 62, 125, 126, 127, 128, 1_999])
    func `hold rows of many columns, whose header takes more bytes`(_ columns: Int) throws {
        let kinds: [Value] = [.null, .integer(300), .real(1.5), .text([0x61]), .blob([1, 2]), .text(Array("市".utf8))]
        let rows = (1...9).map { number in
            (Int64(number), (0..<columns).map { kinds[($0 + number) % kinds.count] })
        }
        try compare(rows, columns: columns)
    }

    /// Around every size at which a cell is laid out in another way.
    @Test(arguments: [110, 2_030, 8_180, 16_340, 18_400, 32_700, 34_770, 49_090, 100_000])
    func `hold rows of any length, in their cell or in overflow pages`(_ size: Int) throws {
        let rows = (-24...24).map { offset in
            (
                Int64(offset + 25),
                [Value.text([UInt8](repeating: UInt8(0x61 + (offset + 24) % 26), count: size + offset))]
            )
        }
        try compare(rows, columns: 1)
    }

    @Test func `hold a row as large as a row may be`() throws {
        let text = [UInt8](repeating: 0x7A, count: RowPass.rowByteLimit - 100)
        let (_, database) = try write([(1, [.text(text)]), (2, [.text([0x61])])], columns: 1)
        #expect(
            try database.rows("SELECT length(c1), substr(c1, -1), ltrim(c1, 'z') FROM rows")
                == [["\(text.count)", "z", ""], ["1", "a", "a"]]
        )
    }

    @Test(arguments: [0, 1, 2, 3_000, 60_000])
    func `find every row by its number, whatever the number of pages`(_ count: Int) throws {
        let filler = [UInt8](repeating: 0x78, count: 400)
        let rows = (0..<count).map { (Int64($0 + 1), [Value.integer(Int64($0)), .text(filler)]) }
        let (_, database) = try write(rows, columns: 2)
        for number in stride(from: 1, through: count, by: max(count / 500, 1)) {
            #expect(try database.rows("SELECT c1 FROM rows WHERE _id = \(number)") == [["\(number - 1)"]])
        }
        #expect(try database.rows("SELECT c1 FROM rows WHERE _id = \(count + 1)") == [])
    }

    @Test func `take row numbers of every length`() throws {
        let numbers: [Int64] = (0..<63).flatMap { [1 << $0, (1 << $0) + 1] }
        let rows = Set(numbers).sorted().map { ($0, [Value.integer($0)]) }
        try compare(rows, columns: 1)
    }

    @Test func `make interior pages of more than one child, whatever is left over`() throws {
        // Leaves of one row each; an interior page takes some 1,600 of them.
        let filler = [UInt8](repeating: 0x78, count: 9_000)
        for count in [1_600, 1_820, 1_821, 1_822, 2_400] {
            _ = try write((1...count).map { (Int64($0), [Value.text(filler)]) }, columns: 1)
        }
    }

    @Test func `leave the page of SQLite's locks alone`() {
        #expect(PageFormat.page(behind: 65_535) == 65_536)
        #expect(PageFormat.page(behind: 65_536) == 65_538)
        #expect(PageFormat.page(behind: 65_538) == 65_539)
    }

    @Test func `go on behind the page of SQLite's locks`() throws {
        let folder = try TemporaryDirectory()
        let path = "\(folder.path)/rows.sqlite"
        do {
            let connection = try Connection(path: path, mode: .create)
            try connection.execute(TableFileLayout.preparation)
            try connection.execute(TableFileLayout.schema(columns: 1))
        }
        // As if that many pages were there: a hole that takes no space on the disk.
        let before = Int(PageFormat.lockPage) - 3
        try #require(truncate(path, before * PageFormat.size) == 0)
        var file = try PageFile(path: path)
        var tree = RowidTree(root: 2)
        var record = RecordBuffer(columns: 2)
        let text = [UInt8](repeating: 0x61, count: 40_000)
        for number in 1...8 {
            record.begin()
            record.addNull()
            text.withUnsafeBytes { record.addText($0.baseAddress, count: $0.count) }
            record.end()
            try tree.add(Int64(number), record, to: &file)
        }
        try tree.finish(file: &file)
        try file.finish()
        let found = try TestDatabase(path).rows("SELECT _id, length(c1), ltrim(c1, 'a') FROM rows")
        #expect(found == (1...8).map { ["\($0)", "40000", ""] })
        // The hole was never used, and nothing else is wrong.
        let wrong = try TestDatabase(path).rows("PRAGMA integrity_check(100000)").joined()
            .flatMap { $0.split(separator: "\n") }.filter { !$0.hasPrefix("***") }
        #expect(wrong.allSatisfy { $0.hasPrefix("Page ") && $0.hasSuffix(" is never used") })
        #expect(!wrong.contains { $0.contains("Page \(PageFormat.lockPage) ") })
    }
}

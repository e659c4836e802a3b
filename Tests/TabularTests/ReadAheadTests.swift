import Testing

@testable import Tabular

/// Records that come from a thread of their own: the same, in the same order, with the same end.
@Suite struct `Reading ahead` {
    /// A reader that gives so many batches of one row each, then an error or the end.
    private struct Counter: RecordReader {
        let count: Int
        var fails = false
        private var given = 0

        init(count: Int, fails: Bool = false) {
            self.count = count
            self.fails = fails
        }

        mutating func next(into batch: inout RecordBatch) throws(TabularError) -> Bool {
            guard given < count else {
                if fails { throw .tooManyRows(limit: given) }
                return false
            }
            given += 1
            let arena = batch.prepare(rows: 1, columns: 1, firstRow: given)
            let text = Array("\(given)".utf8)
            let start = arena.reserve(text.count)
            start.update(from: text, count: text.count)
            arena.commit(text.count)
            batch.withFields { $0[0] = FieldSlice(start: start, count: text.count, kind: .text) }
            batch.finish(rows: 1)
            return true
        }
    }

    @Test(arguments: [0, 1, 3, 4, 5, 1_000], [false, true])
    func `gives the same batches in order, and ends or fails where the reader does`(count: Int, fails: Bool) throws {
        let reader = try #require(ReadAhead(Counter(count: count, fails: fails)))
        var batch = RecordBatch()
        for number in 1..<(count + 1) {
            try #require(try reader.next(into: &batch))
            #expect(batch.firstRow == number && batch[0, 0].string == "\(number)")
        }
        if fails {
            #expect(throws: TabularError.tooManyRows(limit: count)) { try reader.next(into: &batch) }
        } else {
            #expect(try !reader.next(into: &batch))
        }
        #expect(try !reader.next(into: &batch))
    }

    @Test func `may be given up at any moment`() throws {
        for taken in 0..<20 {
            let reader = try #require(ReadAhead(Counter(count: 100)))
            var batch = RecordBatch()
            for _ in 0..<taken { _ = try reader.next(into: &batch) }
        }
    }

    @Test func `leaves a batch alone that is still being read`() throws {
        let reader = try #require(ReadAhead(Counter(count: 50)))
        var kept: [RecordBatch] = []
        var batch = RecordBatch()
        while try reader.next(into: &batch) { kept.append(batch) }
        #expect(kept.enumerated().allSatisfy { $0.element[0, 0].string == "\($0.offset + 1)" })
    }

    @Test func `gives the rows of a large document`() throws {
        let text = "a,b\n" + (1...25_000).map { "\($0),\"x \($0)\"\n" }.joined()
        let document = try TabularDocument(bytes: Array(text.utf8))
        var (plain, ahead) = (document.makeReader(), document.makeReaderAhead())
        #expect(ahead is ReadAhead && !(plain is ReadAhead))
        var (one, other) = (RecordBatch(), RecordBatch())
        var rows = 0
        while try plain.next(into: &one) {
            try #require(try ahead.next(into: &other))
            #expect(one.rowCount == other.rowCount && one.firstRow == other.firstRow && one.lines == other.lines)
            for row in 0..<one.rowCount where (0..<2).contains(where: { one[row, $0].string != other[row, $0].string })
            {
                Issue.record("row \(one.firstRow + row)")
            }
            rows += one.rowCount
        }
        #expect(rows == 25_000)
        #expect(try !ahead.next(into: &other))
    }

    @Test func `may leave columns out that nobody looks at, and the others stay as they are`() throws {
        let text = "a,b,c\n" + (1...25_000).map { "\"1\"\"\($0)\",\"x \($0)\",\($0)\n" }.joined()
        let document = try TabularDocument(bytes: Array(text.utf8))
        for var reader in [document.makeReader(), document.makeReaderAhead()] {
            var batch = RecordBatch()
            while try reader.next(into: &batch) {
                reader.skip(column: 0)
                for row in 0..<batch.rowCount {
                    let number = batch.firstRow + row
                    guard batch[row, 1].string == "x \(number)", batch[row, 2].string == "\(number)" else {
                        Issue.record("row \(number)")
                        return
                    }
                }
            }
        }
        for column in [-1, 3] {
            var reader = document.makeReader()
            reader.skip(column: column)
            var batch = RecordBatch()
            #expect(try reader.next(into: &batch) && batch[0, 0].string == "1\"1")
        }
    }
}

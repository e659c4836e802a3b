import Testing

@testable import Tabular

/// Cells of one kind, told apart by their row.
private let kinds: [(name: String, cell: @Sendable (Int) -> String)] = [
    ("blank", { _ in "" }),
    ("space", { _ in "　" }),
    ("dash", { _ in "-" }),
    ("integer", { String($0 * 7 - 3_000) }),
    ("year", { String(1_950 + $0 % 80) }),
    ("decimal", { "\($0 % 90).25" }),
    ("large", { "\(100 + $0 % 100).5" }),
    ("wide", { "１\(($0 % 9) + 1)" }),
    ("flag", { $0 % 2 == 0 ? "true" : "false" }),
    ("circle", { $0 % 3 == 0 ? "○" : "×" }),
    ("date", { "20\(10 + $0 % 20)-04-1\($0 % 10)" }),
    ("era", { "令和\($0 % 9 + 1)年5月1日" }),
    ("instant", { "2024-01-0\($0 % 9 + 1)T10:00:00+09:00" }),
    ("code", { $0 % 2 == 0 ? "352012" : "352021" }),
    ("phone", { "083-9\($0 % 90 + 10)-4111" }),
    ("address", { "https://example.jp/\($0)" }),
    ("text", { "山口\($0)" }),
]

@Suite struct `Typing on the way` {
    /// A table of all pairs of kinds, the first kind above `change`, the second from there on.
    private func table(rows: Int, change: Int, every: Int = 1) -> [UInt8] {
        let pairs = kinds.flatMap { first in kinds.map { (first, $0) } }
        let hints = ["値", "緯度", "開設年", "電話番号", "団体コード"]
        let names = pairs.enumerated().map { "\($1.0.name)・\($1.1.name)・\(hints[$0 % hints.count])" }
        var text = names.joined(separator: ",") + "\n"
        for row in 1...rows {
            let isSecond = row >= change && row % every == 0
            text += pairs.map { isSecond ? $0.1.cell(row) : $0.0.cell(row) }.joined(separator: ",") + "\n"
        }
        return Array(text.utf8)
    }

    /// What comes of showing it all batches of a pass, as a builder does.
    private func typing(_ opening: TabularOpening, firstRows: Int) throws -> OngoingTyping {
        let typing = try OngoingTyping(opening, firstRows: firstRows)
        try show(opening.makeReader(), to: typing)
        return typing
    }

    /// The same of two passes, each over half of the rows.
    private func typingOfHalves(_ opening: TabularOpening, firstRows: Int) throws -> OngoingTyping {
        let typing = try OngoingTyping(opening, firstRows: firstRows)
        let halves = try #require(opening.makeHalves(behind: typing.rowsKnown))
        let sibling = typing.makeSibling()
        try show(halves.second, to: sibling)
        try show(halves.first, to: typing)
        typing.add(sibling)
        return typing
    }

    private func show(_ reader: any RecordReader, to typing: OngoingTyping) throws {
        var reader = reader
        var batch = RecordBatch()
        while try reader.next(into: &batch) {
            let cells = UnsafeMutablePointer<PackedCell>.allocate(capacity: batch.rowCount)
            defer { cells.deallocate() }
            for (index, column) in typing.guess.enumerated() {
                var parser = CellParser(column: column)
                let plain = parser.parse(batch, column: index, into: cells)
                typing.add(batch, column: index, plain: index % 5 == 0 ? nil : plain)
            }
            typing.endBatch(batch)
        }
    }

    private func expectSame(_ bytes: [UInt8], firstRows: Int, _ place: String, halves: Bool = true) throws {
        let opening = try TabularOpening(bytes: bytes)
        let whole = try opening.document()
        var typings = [try typing(opening, firstRows: firstRows)]
        if halves { typings.append(try typingOfHalves(opening, firstRows: firstRows)) }
        for typing in typings {
            let document = try typing.documentOfShownRows()
            #expect(document.columns == whole.columns, "\(place)")
            #expect(document.findings == whole.findings, "\(place)")
            #expect(document.findingCounts == whole.findingCounts, "\(place)")
        }
    }

    @Test(arguments: [300, 799])
    func `judges every column as a pass of its own does, wherever its cells change`(change: Int) throws {
        try expectSame(table(rows: 800, change: change), firstRows: 200, "all from \(change)")
        try expectSame(table(rows: 800, change: change, every: 90), firstRows: 200, "some from \(change)")
    }

    @Test func `keeps its guess where all rows are as the first ones`() throws {
        let opening = try TabularOpening(bytes: table(rows: 800, change: 2_000))
        let typing = try typing(opening, firstRows: 200)
        #expect(!typing.isRefuted)
        #expect(try typing.guess == typing.document().columns)
    }

    @Test func `takes its guess back before the last row where the first rows misled it`() throws {
        let text = "番地,件数\n" + (1...4_000).map { "\($0),\($0 < 600 ? "1" : "若干")\n" }.joined()
        let opening = try TabularOpening(bytes: Array(text.utf8))
        let typing = try OngoingTyping(opening, firstRows: 512)
        #expect(typing.guess.map(\.type) == [.integer, .integer])
        var reader = opening.makeReader()
        var batch = RecordBatch()
        var rows = 0
        while !typing.isRefuted, try reader.next(into: &batch) {
            rows += batch.rowCount
            for column in 0..<2 { typing.add(batch, column: column) }
            typing.endBatch(batch)
        }
        #expect(typing.isRefuted)
        #expect(rows < 2_048)
        #expect(try typing.document().columns.map(\.type) == [.integer, .string])
    }

    @Test func `judges JSON as a pass of its own does`() throws {
        let rows = (1...3_000).map { row in
            "{\"a\":\(row),\"b\":\"\(row)\",\"c\":\(row % 2 == 0),\"d\":\(row < 2_000 ? "1" : "\"x\""),\"e\":\(row).5}"
        }
        let bytes = Array("[\(rows.joined(separator: ","))]".utf8)
        try expectSame(bytes, firstRows: 512, "JSON", halves: false)
    }
}

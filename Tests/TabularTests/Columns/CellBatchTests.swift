import Testing

@testable import Tabular

@Suite struct `A column of cells at once` {
    /// What a cell is, so that two can be compared.
    private enum Seen: Equatable {
        case null
        case integer(Int64)
        case number(UInt64)
        case text([UInt8])
        case unfit([UInt8])
    }

    private static let fields: [String] = {
        var fields = [
            "", " ", "　", "0", "-0", "00", "007", "1", "-1", "+1", "12", "1,234", "999999999999999", "9999999999999999",
            "-999999999999999", "9223372036854775807", "9223372036854775808", "0.5", "-0.5", "0.0", "-0.0", "00.5",
            ".5", "5.",
            "1.", "1.2.3", "1e3", "1E-3", "34.144424", "131.496751", "123456789012.345", "123456789012.3456",
            "0.000000000000001", "-", "--", "1-", "true", "false", "TRUE", "True", "truf", "fals", "falsy", "有", "無",
            "○",
            "2024-04-01", "2024-4-1", "2024/04/01", "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29",
            "1872-12-31",
            "1873-01-01", "0999-01-01", "2024-13-01", "2024-00-01", "2024-01-00", "2024-04-31", "9999-12-31",
            "2024-04-0a",
            "令和6年4月1日", "平成31年5月1日", "2024-04-01T09:30:00", "2024-04-01T09:30:00Z", "2024-04-01T09:30:00+09:00",
            "2024-04-01T09:30:00-03:30", "2024-04-01T09:30:00+00:00", "2024-04-01T09:30:00-00:30",
            "2024-04-01T24:00:00", "2024-04-01T23:60:00", "2024-04-01 09:30:00", "2024-04-01T09:30:00+15:00",
            "2024-04-01T09:30:00.5", "2024-04-01T09:30", "2024-04-01t09:30:00", "9:30", "09:30:00", "24:00", "2024",
            "2024年",
            "2024年4月", "2024-04", "山口", "あ", "　あ", "ｱ", "１２", "２０２４－０４－０１", "なし", "不明", "null", "*", "…", " 12 ",
        ]
        var seed: UInt64 = 5
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        let signs = Array("0123456789.-T:Z+ /e")
        for _ in 0..<20_000 {
            fields.append(String((0..<next(22)).map { _ in signs[next(next(2) == 0 ? 10 : signs.count)] }))
        }
        for _ in 0..<5_000 {
            func two(_ bound: Int) -> String { String("\(100 + next(bound))".dropFirst()) }
            let day = "\(1860 + next(200))-\(two(14))-\(two(33))"
            let zone = ["", "Z", "+09:00", "-\(two(16)):\(two(61))"][next(4)]
            fields.append(next(2) == 0 ? day : "\(day)T\(two(26)):\(two(61)):\(two(61))\(zone)")
        }
        return fields
    }()

    @Test(arguments: [ColumnType.string, .integer, .number, .boolean, .date, .time, .datetime, .year, .yearmonth])
    func `is what each cell is by itself`(_ type: ColumnType) {
        let column = Column(name: "列", title: "列", type: type)
        var one = CellParser(column: column)
        var many = CellParser(column: column)
        let texts = Self.fields.map { Array($0.utf8) }
        let kinds: [FieldSlice.Kind] = [.text, .text, .text, .number, .missing]
        // Two columns, of which the second is looked at; the texts stay where they are.
        let memory = texts.map { text in
            let place = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count + 1)
            place.initialize(from: text + [0x39], count: text.count + 1)
            return place
        }
        defer { for place in memory { place.deallocate() } }
        let batch = RecordBatch(
            rows: texts.enumerated().map { index, text in
                let kind = kinds[index % kinds.count]
                return [.missing, FieldSlice(start: UnsafePointer(memory[index]), count: text.count, kind: kind)]
            }
        )
        let cells = UnsafeMutablePointer<PackedCell>.allocate(capacity: texts.count)
        defer { cells.deallocate() }
        many.parse(batch, column: 1, into: cells)
        for row in texts.indices {
            let expected: Seen =
                switch one.parse(batch[row, 1]) {
                case .null: .null
                case .integer(let value): .integer(value)
                case .number(let value): .number(value.bitPattern)
                case .text(let text), .normalized(let text): .text(Array(text))
                case .unfit(let text): .unfit(Array(text))
                }
            let cell = cells[row]
            let seen: Seen =
                switch cell.kind {
                case .null: .null
                case .integer: .integer(cell.integer)
                case .number: .number(cell.number.bitPattern)
                case .text: .text(Array(cell.text))
                case .unfit: .unfit(Array(cell.text))
                }
            #expect(seen == expected, "\(Self.fields[row])")
        }
        many.parse(batch, column: 2, into: cells)
        #expect((0..<texts.count).allSatisfy { cells[$0].kind == .null })
    }
}

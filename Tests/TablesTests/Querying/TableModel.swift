import Foundation
import Tabular

@testable import Tables

/// What a table means, without SQL.
struct TableModel {
    static let columns: [Column] = [
        .named("名称", .string), .named("数", .integer), .named("値", .number), .named("有無", .boolean), .named("日", .date),
        .named("緯度", .number, format: "latitude"), .named("経度", .number, format: "longitude"),
    ]
    static let words = ["山口", "ヤマグチ", "やまぐち", "ﾔﾏｸﾞﾁ", "AED", "ａｅｄ", "Aed設置", "市", "㍿", "é", "a", "", "－", "𠮷"]

    let rows: [[String?]]

    enum Value {
        case null
        case number(Double)
        case text([UInt8])
        case unfit([UInt8])

        var rank: Int {
            switch self {
            case .number, .text: 0
            case .unfit: 1
            case .null: 2
            }
        }
    }

    init(rowCount: Int, using generator: inout SeededGenerator) {
        rows = (0..<rowCount).map { _ in
            [
                Self.maybe(using: &generator) { Self.text(using: &$0) },
                Self.maybe(using: &generator) {
                    Int.random(in: 0...9, using: &$0) == 0 ? "多数" : "\(Int.random(in: -5...5, using: &$0))"
                },
                Self.maybe(using: &generator) { "\(Double(Int.random(in: -8...8, using: &$0)) / 4)" },
                Self.maybe(using: &generator) { Bool.random(using: &$0) ? "true" : "false" },
                Self.maybe(using: &generator) {
                    Int.random(in: 0...9, using: &$0) == 0 ? "そのうち" : Self.day(using: &$0)
                },
                Self.maybe(using: &generator) { "\(Double(Int.random(in: 264...280, using: &$0)) / 8)" },
                Self.maybe(using: &generator) { "\(Double(Int.random(in: 1040...1056, using: &$0)) / 8)" },
            ]
        }
    }

    // MARK: Chance

    static func maybe(
        using generator: inout SeededGenerator,
        _ make: (inout SeededGenerator) -> String,
    ) -> String? {
        Int.random(in: 0...5, using: &generator) == 0 ? nil : make(&generator)
    }

    static func text(using generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }
            .joined()
    }

    static func day(using generator: inout SeededGenerator) -> String {
        let month = Int.random(in: 1...3, using: &generator)
        return "202\(Int.random(in: 3...5, using: &generator))-0\(month)-0\(Int.random(in: 1...9, using: &generator))"
    }

    static func query(using generator: inout SeededGenerator) -> RowQuery {
        var query = RowQuery()
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            guard let column = columns.randomElement(using: &generator),
                let op = RowQuery.Operator.allowed(for: column.type).randomElement(using: &generator)
            else { continue }
            let count = op == .between ? 2 : [.in, .nin].contains(op) ? Int.random(in: 1...3, using: &generator) : 1
            let values = (0..<count).map { _ in
                op == .isnull
                    ? ["true", "false"][Int.random(in: 0...1, using: &generator)]
                    : value(for: column, using: &generator)
            }
            query.filters.append(.init(column: column.name, op: op, values: values))
        }
        if Int.random(in: 0...4, using: &generator) == 0 { query.text = text(using: &generator) }
        if Int.random(in: 0...4, using: &generator) == 0 {
            let west = Double(Int.random(in: 1300...1315, using: &generator)) / 10
            let south = Double(Int.random(in: 330...345, using: &generator)) / 10
            query.box = RowQuery.Box(west: west, south: south, east: west + 0.6, north: south + 0.7)
        }
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            guard let column = columns.randomElement(using: &generator) else { continue }
            query.sort.append(.init(column: column.name, descending: Bool.random(using: &generator)))
        }
        return query
    }

    static func value(for column: Column, using generator: inout SeededGenerator) -> String {
        switch column.type {
        case .string: text(using: &generator)
        case .integer: "\(Int.random(in: -6...6, using: &generator))"
        case .boolean: Bool.random(using: &generator) ? "true" : "false"
        case .date: day(using: &generator)
        default:
            switch column.format {
            case "latitude": "\(Double(Int.random(in: 264...280, using: &generator)) / 8)"
            case "longitude": "\(Double(Int.random(in: 1040...1056, using: &generator)) / 8)"
            default: "\(Double(Int.random(in: -8...8, using: &generator)) / 4)"
            }
        }
    }

    // MARK: Answers

    func answer(_ query: RowQuery) -> [Int64] {
        let matching = rows.indices.filter { row in
            query.filters.allSatisfy { matches($0, row) }
                && (query.condition.map { truth($0, row) == true } ?? true) && hasText(query.text, row)
                && isInside(query.box, row)
        }
        let ordered = matching.sorted { left, right in
            for key in query.sort {
                let column = Self.position(key.column)
                let one = value(left, column)
                let other = value(right, column)
                if one.rank != other.rank { return one.rank < other.rank }
                let order = Self.order(one, other)
                if order != 0 { return key.descending ? order > 0 : order < 0 }
            }
            return left < right
        }
        return ordered.map { Int64($0 + 1) }
    }

    static func position(_ name: String) -> Int { columns.firstIndex { $0.name == name } ?? 0 }

    func value(_ row: Int, _ column: Int) -> Value {
        guard let text = rows[row][column], !text.isEmpty else { return .null }
        return Self.value(text, Self.columns[column].type)
    }

    static func value(_ text: String, _ type: ColumnType) -> Value {
        switch type {
        case .string: .text(Array(text.utf8))
        case .boolean: .number(text == "true" ? 1 : 0)
        case .date: text.hasPrefix("202") ? .text(Array(text.utf8)) : .unfit(Array(text.utf8))
        default: Double(text).map(Value.number) ?? .unfit(Array(text.utf8))
        }
    }

    /// Below, at or above zero; for values of one rank.
    static func order(_ left: Value, _ right: Value) -> Int {
        switch (left, right) {
        case (.number(let left), .number(let right)):
            left < right ? -1 : left > right ? 1 : 0
        case (.text(let left), .text(let right)), (.unfit(let left), .unfit(let right)):
            left.lexicographicallyPrecedes(right) ? -1 : left == right ? 0 : 1
        default:
            0
        }
    }

    func matches(_ filter: RowQuery.Filter, _ row: Int) -> Bool {
        let column = Self.position(filter.column)
        let cell = value(row, column)
        if filter.op == .isnull { return (cell.rank == 2) == (filter.values[0] == "true") }
        guard cell.rank < 2 else { return false }
        let given = filter.values.map { Self.value($0, Self.columns[column].type) }
        // A misfit equals nothing, and is neither before nor after anything.
        func order(_ index: Int) -> Int? { cell.rank == 0 ? Self.order(cell, given[index]) : nil }
        let text = Self.folded(rows[row][column] ?? "")
        let needle = Self.folded(filter.values[0])
        return switch filter.op {
        case .eq: order(0) == 0
        case .ne: order(0) != 0
        case .gt: order(0).map { $0 > 0 } ?? false
        case .gte: order(0).map { $0 >= 0 } ?? false
        case .lt: order(0).map { $0 < 0 } ?? false
        case .lte: order(0).map { $0 <= 0 } ?? false
        case .in: given.indices.contains { order($0) == 0 }
        case .nin: given.indices.allSatisfy { order($0) != 0 }
        case .between: order(0).map { $0 >= 0 } ?? false && order(1).map { $0 <= 0 } ?? false
        case .contains: Self.contains(text, needle)
        case .startswith: text.starts(with: needle)
        case .endswith: text.reversed().starts(with: needle.reversed())
        case .isnull: false
        }
    }

    func hasText(_ text: String?, _ row: Int) -> Bool {
        guard let text, !Self.folded(text).isEmpty else { return true }
        guard let cell = rows[row][0], !cell.isEmpty else { return false }
        return Self.contains(Self.folded(cell), Self.folded(text))
    }

    func isInside(_ box: RowQuery.Box?, _ row: Int) -> Bool {
        guard let box else { return true }
        guard case .number(let latitude) = value(row, 5), case .number(let longitude) = value(row, 6) else {
            return false
        }
        return (box.south...box.north).contains(latitude) && (box.west...box.east).contains(longitude)
    }

    static func contains(_ text: [UInt8], _ needle: [UInt8]) -> Bool {
        needle.isEmpty || text.indices.contains { text[$0...].starts(with: needle) }
    }

    static func folded(_ text: String) -> [UInt8] {
        // Twice, since Foundation leaves the voicing marks of half-width kana uncomposed the first time.
        let narrow = text.precomposedStringWithCompatibilityMapping.precomposedStringWithCompatibilityMapping
            .lowercased()
        let katakana = narrow.unicodeScalars.map { (0x3041...0x3096).contains($0.value) ? $0.value + 0x60 : $0.value }
        return katakana.compactMap(Unicode.Scalar.init).map { String($0) }.joined().utf8.map { $0 }
    }
}

import Foundation
import Tabular

@testable import Tables

/// Aggregations by chance, and what they answer.
extension TableModel {
    static func aggregate(using generator: inout SeededGenerator) -> AggregateQuery {
        var query = AggregateQuery()
        if Bool.random(using: &generator) { query.rows.condition = condition(depth: 2, using: &generator) }
        let groups: [(AggregateQuery.Group.Kind, String)] = [
            (.value, "名称"), (.value, "数"), (.value, "有無"), (.value, "日"), (.year, "日"), (.month, "日"), (.day, "日"),
            (.range(width: "3"), "数"), (.range(width: "0.5"), "値"), (.prefix(1), "名称"),
        ]
        for index in 0..<Int.random(in: 0...2, using: &generator) {
            let group = groups[Int.random(in: 0..<groups.count, using: &generator)]
            query.groups.append(.init(kind: group.0, column: group.1, name: "組\(index)"))
        }
        query.metrics = [.init(kind: .count, column: nil, name: "件数")]
        for index in 0..<Int.random(in: 0...3, using: &generator) {
            let kind = AggregateQuery.Metric.Kind.allCases.randomElement(using: &generator) ?? .sum
            let column = [.sum, .avg, .median].contains(kind) ? ["数", "値"] : ["数", "値", "日", "名称"]
            let name = column[Int.random(in: 0..<column.count, using: &generator)]
            query.metrics.append(.init(kind: kind, column: name, name: "値\(index)"))
        }
        if Bool.random(using: &generator) {
            query.having = .filter(
                .init(column: "件数", op: .gte, values: ["\(Int.random(in: 0...4, using: &generator))"])
            )
        }
        if Bool.random(using: &generator) {
            query.sort = [.init(column: "件数", descending: Bool.random(using: &generator))]
        }
        query.limit = Bool.random(using: &generator) ? 1_000 : Int.random(in: 1...5, using: &generator)
        return query
    }

    /// What JSON holds, so that it can be compared: numbers to twelve digits.
    static func shown(_ value: Any) -> String {
        switch value {
        case let text as String: "“\(text)”"
        case let number as NSNumber where CFBooleanTester.isBoolean(number): number.boolValue ? "true" : "false"
        case let number as NSNumber: String(format: "%.12g", number.doubleValue)
        default: "null"
        }
    }

    func answer(_ query: AggregateQuery) -> [[String]] {
        let matching = rows.indices.filter { row in query.rows.condition.map { truth($0, row) == true } ?? true }
        var groups: [[String]: (key: [Value], rows: [Int])] = query.groups.isEmpty ? [[]: ([], [])] : [:]
        for row in matching {
            let key = query.groups.map { made($0, row) }
            groups[zip(key, query.groups).map { Self.shown($0, $1) }, default: (key, [])].rows.append(row)
        }
        let having = query.having.flatMap { condition -> Int? in
            guard case .filter(let filter) = condition else { return nil }
            return Int(filter.values[0])
        }
        let kept = groups.values.filter { $0.rows.count >= having ?? 0 }
        let ordered = kept.sorted { left, right in
            if let key = query.sort.first, left.rows.count != right.rows.count {
                return key.descending == (left.rows.count > right.rows.count)
            }
            for (one, other) in zip(left.key, right.key) {
                if one.rank != other.rank { return one.rank < other.rank }
                let order = Self.order(one, other)
                if order != 0 { return order < 0 }
            }
            return false
        }
        return ordered.prefix(query.limit).map { group in
            zip(group.key, query.groups).map { Self.shown($0, $1) }
                + query.metrics.map { metric($0, group.rows) }
        }
    }

    private static func shown(_ value: Value, _ group: AggregateQuery.Group) -> String {
        switch value {
        case .null: "null"
        case .number(let number):
            group.column == "有無" ? (number == 1 ? "true" : "false") : String(format: "%.12g", number)
        case .text(let bytes), .unfit(let bytes): "“\(String(decoding: bytes, as: UTF8.self))”"
        }
    }

    private func made(_ group: AggregateQuery.Group, _ row: Int) -> Value {
        let value = value(row, Self.position(group.column))
        switch (group.kind, value) {
        case (.value, _): return value
        case (.year, .text(let bytes)): return .number(Double(String(decoding: bytes.prefix(4), as: UTF8.self)) ?? 0)
        case (.month, .text(let bytes)): return .text(Array(bytes.prefix(7)))
        case (.day, .text(let bytes)): return .text(Array(bytes.prefix(10)))
        case (.range(let width), .number(let number)):
            let width = Double(width) ?? 1
            return .number((number / width).rounded(.down) * width)
        case (.prefix(let count), .text(let bytes)):
            let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix(count)
            return .text(Array(String(String.UnicodeScalarView(scalars)).utf8))
        default: return .null
        }
    }

    private func metric(_ metric: AggregateQuery.Metric, _ rows: [Int]) -> String {
        guard let column = metric.column else { return "\(rows.count)" }
        let values = rows.map { value($0, Self.position(column)) }.filter { $0.rank < 2 }
        let fitting = values.filter { $0.rank == 0 }.sorted { Self.order($0, $1) < 0 }
        let numbers = fitting.compactMap { value -> Double? in
            if case .number(let number) = value { number } else { nil }
        }
        func number(_ value: Double?) -> String { value.map { String(format: "%.12g", $0) } ?? "null" }
        func text(_ value: Value?) -> String {
            value.map { Self.shown($0, .init(column: column)) } ?? "null"
        }
        return switch metric.kind {
        case .count: "\(values.count)"
        case .countDistinct: "\(Set(values.map { "\($0)" }).count)"
        case .sum: number(numbers.isEmpty ? nil : numbers.reduce(0, +))
        case .avg: number(numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count))
        case .min: text(fitting.first)
        case .max: text(fitting.last)
        case .median:
            number(numbers.isEmpty ? nil : (numbers[(numbers.count - 1) / 2] + numbers[numbers.count / 2]) / 2)
        }
    }
}

/// Tells JSON's truths from its numbers, which Foundation reads as one class.
private enum CFBooleanTester {
    static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}

import Foundation
import Tabular

@testable import Tables

/// Trees of conditions by chance, what they mean of a row, and how they are written in CQL2.
extension TableModel {
    private static let comparisons: [RowQuery.Operator: String] = [
        .eq: "=", .ne: "<>", .gt: ">", .gte: ">=", .lt: "<", .lte: "<=",
    ]
    private static let texts = columns.filter { $0.type == .string }

    // MARK: Chance

    static func condition(depth: Int, using generator: inout SeededGenerator) -> RowCondition {
        let kind = Int.random(in: depth > 0 ? 0...11 : 3...11, using: &generator)
        switch kind {
        case 0, 1:
            let parts = (0..<Int.random(in: 2...3, using: &generator)).map { _ in
                condition(depth: depth - 1, using: &generator)
            }
            return kind == 0 ? .all(parts) : .any(parts)
        case 2: return .not(condition(depth: depth - 1, using: &generator))
        case 3: return .always(Bool.random(using: &generator))
        case 4: return .like(column: "名称", pattern: pattern(using: &generator), folding(using: &generator))
        case 5:
            var folding = folding(using: &generator)
            if folding.isEmpty { folding = .letterCase }
            return .folded(filter(on: columns[0], using: &generator), folding)
        case 6:
            return .columns(
                "数",
                comparisons.keys.sorted { $0.rawValue < $1.rawValue }.randomElement(using: &generator) ?? .eq,
                "値"
            )
        case 7: return .intersects(area(using: &generator))
        default: return .filter(filter(on: columns.randomElement(using: &generator) ?? columns[0], using: &generator))
        }
    }

    private static func filter(on column: Column, using generator: inout SeededGenerator) -> RowQuery.Filter {
        let ops = RowQuery.Operator.allowed(for: column.type)
            .filter { ![.nin, .contains, .startswith, .endswith].contains($0) }
        var op = ops.randomElement(using: &generator) ?? .eq
        if column.type == .string, op == .isnull { op = .lt }
        let count = op == .between ? 2 : op == .in ? Int.random(in: 1...3, using: &generator) : 1
        let values = (0..<count).map { _ in
            op == .isnull
                ? ["true", "false"][Int.random(in: 0...1, using: &generator)] : value(for: column, using: &generator)
        }
        return .init(column: column.name, op: op, values: values)
    }

    private static func folding(using generator: inout SeededGenerator) -> TextFolding {
        TextFolding(rawValue: Int32.random(in: 0...3, using: &generator))
    }

    private static func pattern(using generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            switch Int.random(in: 0...5, using: &generator) {
            case 0, 1: "%"
            case 2: "_"
            case 3: "\\%"
            default: words.randomElement(using: &generator) ?? ""
            }
        }
        .joined()
    }

    private static func area(using generator: inout SeededGenerator) -> RowArea {
        func point() -> RowArea.Point {
            RowArea.Point(
                longitude: Double(Int.random(in: 1040...1056, using: &generator)) / 8,
                latitude: Double(Int.random(in: 264...280, using: &generator)) / 8
            )
        }
        let count = Int.random(in: 1...2, using: &generator)
        if Int.random(in: 0...4, using: &generator) == 0 { return RowArea(rings: (0..<count).map { _ in [point()] }) }
        return RowArea(
            rings: (0..<count).map { _ in (0..<Int.random(in: 3...6, using: &generator)).map { _ in point() } }
        )
    }

    // MARK: Meaning

    /// Nil where it is unknown.
    func truth(_ condition: RowCondition, _ row: Int) -> Bool? {
        switch condition {
        case .all(let parts):
            let truths = parts.map { truth($0, row) }
            return truths.contains(false) ? false : truths.contains(nil) ? nil : true
        case .any(let parts):
            let truths = parts.map { truth($0, row) }
            return truths.contains(true) ? true : truths.contains(nil) ? nil : false
        case .not(let part): return truth(part, row).map { !$0 }
        case .always(let value): return value
        case .filter(let filter):
            if filter.op != .isnull, value(row, Self.position(filter.column)).rank == 2 { return nil }
            return matches(filter, row)
        case .folded(let filter, let folding):
            guard let text = cell(row, filter.column) else { return nil }
            return compares(Self.bytes(text, folding), filter.op, filter.values.map { Self.bytes($0, folding) })
        case .like(let column, let pattern, let folding):
            guard let text = cell(row, column) else { return nil }
            let wanted = String(decoding: Self.bytes(pattern, folding), as: UTF8.self)
            return Self.isLike(
                Array(String(decoding: Self.bytes(text, folding), as: UTF8.self).unicodeScalars)[...],
                Array(wanted.unicodeScalars)[...]
            )
        case .columns(let one, let op, let other):
            let left = value(row, Self.position(one))
            let right = value(row, Self.position(other))
            if left.rank == 1 || right.rank == 1 { return false }
            guard left.rank == 0, right.rank == 0 else { return nil }
            return Self.holds(Self.order(left, right), op)
        case .intersects(let area):
            guard case .number(let latitude) = value(row, 5), case .number(let longitude) = value(row, 6) else {
                return nil
            }
            return Self.holds(area, Int(longitude * 8), Int(latitude * 8))
        }
    }

    private func cell(_ row: Int, _ column: String) -> String? {
        rows[row][Self.position(column)].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func holds(_ order: Int, _ op: RowQuery.Operator) -> Bool {
        switch op {
        case .eq: order == 0
        case .ne: order != 0
        case .gt: order > 0
        case .gte: order >= 0
        case .lt: order < 0
        default: order <= 0
        }
    }

    private func compares(_ text: [UInt8], _ op: RowQuery.Operator, _ values: [[UInt8]]) -> Bool {
        func order(_ value: [UInt8]) -> Int { Self.order(.text(text), .text(value)) }
        return switch op {
        case .in: values.contains(text)
        case .between: order(values[0]) >= 0 && order(values[1]) <= 0
        default: Self.holds(order(values[0]), op)
        }
    }

    private static func bytes(_ text: String, _ folding: TextFolding) -> [UInt8] {
        var bytes = folding.contains(.letterCase) ? folded(text) : Array(text.utf8)
        if folding.contains(.accents) {
            bytes = String(decoding: bytes, as: UTF8.self).decomposedStringWithCanonicalMapping.unicodeScalars
                .filter { !(0x300...0x36F).contains($0.value) }.map { String($0) }.joined()
                .precomposedStringWithCanonicalMapping.utf8.map { $0 }
        }
        return bytes
    }

    private static func isLike(
        _ text: ArraySlice<Unicode.Scalar>,
        _ pattern: ArraySlice<Unicode.Scalar>,
    ) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "%" {
            return (text.startIndex...text.endIndex).contains { isLike(text[$0...], pattern.dropFirst()) }
        }
        guard let character = text.first else { return false }
        if first == "_" { return isLike(text.dropFirst(), pattern.dropFirst()) }
        let isQuoted = first == "\\" && pattern.count > 1
        let wanted = isQuoted ? pattern[pattern.startIndex + 1] : first
        return wanted == character && isLike(text.dropFirst(), pattern.dropFirst(isQuoted ? 2 : 1))
    }

    /// In eighths of a degree, where all is whole: on an edge, or with an odd number of edges above.
    private static func holds(_ area: RowArea, _ x: Int, _ y: Int) -> Bool {
        var above = 0
        for ring in area.rings {
            let corners = ring.map { (x: Int($0.longitude * 8), y: Int($0.latitude * 8)) }
            for (index, from) in corners.enumerated() {
                let to = corners[(index + 1) % corners.count]
                let turn = (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)
                let isInSpan =
                    x >= min(from.x, to.x) && x <= max(from.x, to.x) && y >= min(from.y, to.y)
                    && y <= max(from.y, to.y)
                if turn == 0 && isInSpan { return true }
                guard (from.x <= x) != (to.x <= x) else { continue }
                // The edge's height at x, times its width, without division.
                let width = to.x - from.x
                let height = from.y * width + (x - from.x) * (to.y - from.y)
                if width > 0 ? height > y * width : height < y * width { above += 1 }
            }
        }
        return above % 2 == 1
    }

    // MARK: CQL2

    static func text(_ condition: RowCondition) -> String {
        switch condition {
        case .all(let parts): return parts.map { "(\(text($0)))" }.joined(separator: " AND ")
        case .any(let parts): return parts.map { "(\(text($0)))" }.joined(separator: " or ")
        case .not(let part): return "NOT (\(text(part)))"
        case .always(let value): return value ? "TRUE" : "false"
        case .filter(let filter): return comparison(filter, [])
        case .folded(let filter, let folding): return comparison(filter, folding)
        case .like(let column, let pattern, let folding):
            return "\(wrapped(column, folding)) LIKE \(wrapped(literal(pattern), folding))"
        case .columns(let one, let op, let other): return "\(one)\(comparisons[op] ?? "")\"\(other)\""
        case .intersects(let area):
            if area.rings.allSatisfy({ $0.count == 1 }) {
                return "S_INTERSECTS(geom, MULTIPOINT(\(area.rings.map { place($0[0]) }.joined(separator: ", "))))"
            }
            let rings = area.rings.map { "(\(($0 + $0.prefix(1)).map(place).joined(separator: ",")))" }
            return "s_intersects(geometry,POLYGON (\(rings.joined(separator: ","))))"
        }
    }

    private static func place(_ point: RowArea.Point) -> String { "\(point.longitude) \(point.latitude)" }

    private static func wrapped(_ text: String, _ folding: TextFolding) -> String {
        let inner = folding.contains(.accents) ? "ACCENTI(\(text))" : text
        return folding.contains(.letterCase) ? "CASEI(\(inner))" : inner
    }

    private static func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    private static func comparison(_ filter: RowQuery.Filter, _ folding: TextFolding) -> String {
        let column = wrapped(filter.column, folding)
        let type = columns[position(filter.column)].type
        let values = filter.values.map { value in
            switch type {
            case .string: wrapped(literal(value), folding)
            case .date: "DATE('\(value)')"
            default: value.uppercased()
            }
        }
        return switch filter.op {
        case .isnull: "\(column) IS \(filter.values[0] == "true" ? "" : "NOT ")NULL"
        case .in: "\(column) IN (\(values.joined(separator: ", ")))"
        case .between: "\(column) BETWEEN \(values[0]) AND \(values[1])"
        default: "\(column) \(comparisons[filter.op] ?? "") \(values[0])"
        }
    }
}

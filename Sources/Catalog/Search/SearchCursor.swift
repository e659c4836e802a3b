import Foundation
import GRDB

/// Where a page of results begins: after the last row of the page before (by key, so that any depth costs the same and rows
/// that appear or vanish elsewhere move nothing), or, ordered by rank, after so many rows.
///
/// Its text is the JSON of its fields in base64url without padding; to readers it is opaque. It carries the order it belongs
/// to, and is refused for another.
struct SearchCursor: Hashable, Sendable {
    enum Start: Hashable, Sendable {
        case after(key: String, number: Int64)
        case skipping(Int)
    }

    let order: SearchOrder
    let start: Start

    /// - Throws: ``CatalogError`` `.badCursor`.
    init(_ text: String, order: SearchOrder) throws {
        guard let data = Self.base64URLDecoded(text), let fields = try? JSONDecoder().decode([String].self, from: data),
            fields.count >= 2, fields[0] == order.key.rawValue, fields[1] == Self.direction(order)
        else { throw CatalogError(.badCursor) }
        self.order = order
        if order.key == .rank {
            guard fields.count == 3, let rows = Int(fields[2]), rows >= 0 else { throw CatalogError(.badCursor) }
            start = .skipping(rows)
        } else {
            guard fields.count == 4, let number = Int64(fields[3]), !order.isNumeric || Int64(fields[2]) != nil else {
                throw CatalogError(.badCursor)
            }
            start = .after(key: fields[2], number: number)
        }
    }

    init(order: SearchOrder, start: Start) {
        self.order = order
        self.start = start
    }

    var text: String {
        var fields = [order.key.rawValue, Self.direction(order)]
        switch start {
        case .after(let key, let number): fields += [key, String(number)]
        case .skipping(let rows): fields.append(String(rows))
        }
        // Encoding strings cannot fail; an empty cursor would be refused as a bad one.
        let json = (try? CanonicalJSON.text(fields)) ?? ""
        return Data(json.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The condition that leaves out everything before the page, beginning with ` AND`; empty when rows are skipped instead.
    var clause: (sql: String, arguments: StatementArguments) {
        guard case .after(let key, let number) = start else { return ("", []) }
        let value: (any DatabaseValueConvertible)? = order.isNumeric ? Int64(key) : key
        let comparison = order.descending ? "<" : ">"
        return (" AND (\(order.column), dataset.number) \(comparison) (?, ?)", [value, number])
    }

    private static func direction(_ order: SearchOrder) -> String { order.descending ? "desc" : "asc" }

    private static func base64URLDecoded(_ text: String) -> Data? {
        guard text.utf8.count <= 4_096 else { return nil }
        var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        return Data(base64Encoded: base64)
    }
}

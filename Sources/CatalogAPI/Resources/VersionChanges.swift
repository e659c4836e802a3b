import OpenData
import WebSupport

/// What a version of a table changed against the one before it.
struct VersionChanges: Hashable {
    /// A column whose type is another now.
    struct Retyped: Hashable {
        let name: String
        let before: String
        let after: String
    }

    var added: [String] = []
    var removed: [String] = []
    var retyped: [Retyped] = []
    var rowsBefore: Int
    var rowsAfter: Int
    /// Whether the published columns, where both have them, stand in another order.
    var isReordered = false

    /// - Parameter before: the newest version with a smaller number that readers had.
    init(from before: TableVersion, to after: TableVersion) {
        rowsBefore = before.rowCount
        rowsAfter = after.rowCount
        let old = Dictionary(before.fields.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        let new = Set(after.fields.map(\.name))
        added = after.fields.map(\.name).filter { old[$0] == nil }
        removed = before.fields.map(\.name).filter { !new.contains($0) }
        retyped = after.fields.compactMap { field in
            guard let type = old[field.name], type != field.type else { return nil }
            return Retyped(name: field.name, before: type, after: field.type)
        }
        let common = before.fields.map(\.name).filter(new.contains)
        isReordered = common != after.fields.map(\.name).filter { old[$0] != nil }
    }

    /// The members of `changes`.
    func write(to json: inout JSONBuilder) {
        json.field("columns_added", added)
        json.field("columns_removed", removed)
        json.array("columns_retyped") { json in
            for column in retyped {
                json.object { json in
                    json.field("name", column.name)
                    json.field("before", column.before)
                    json.field("after", column.after)
                }
            }
        }
        json.field("columns_reordered", isReordered)
        json.object("rows") { json in
            json.field("before", rowsBefore)
            json.field("after", rowsAfter)
        }
    }
}

extension [TableVersion] {
    /// The history of one resource, newest first: each version with what it changed (`null` for the first) and where its bytes are.
    func write(to json: inout JSONBuilder, resource: String, links: Links) {
        for (index, version) in enumerated() {
            json.object { json in
                json.field("resource", resource)
                version.writeMembers(to: &json)
                if let before = self[(index + 1)...].first(where: { $0.state == .published }) {
                    json.object("changes") { VersionChanges(from: before, to: version).write(to: &$0) }
                } else {
                    json.field("changes", String?.none)
                }
                json.object("links") { json in
                    let isOpen = version.state == .published
                    let file = links.apiResource(resource, "versions/\(version.number)/file")
                    json.field("file", isOpen ? file : nil)
                }
            }
        }
    }
}

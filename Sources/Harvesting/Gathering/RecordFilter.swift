/// Which records of a source are wanted (`ydp source add --filter key=value`): of one key any value, of several keys each.
package struct RecordFilter: Sendable {
    /// What records can be chosen by.
    package enum Key: String, Sendable, CaseIterable { case organization, group, tag, format }

    /// Wanted values by key, in the order given.
    private(set) var wanted: [(key: Key, values: [String])] = []

    /// - Parameter texts: `key=value` each; others are left out (they were refused when the source was registered).
    package init(_ texts: [String]?) {
        for (key, value) in (texts ?? []).compactMap(Self.parsed) {
            if let index = wanted.firstIndex(where: { $0.key == key }) {
                wanted[index].values.append(value)
            } else {
                wanted.append((key, [value]))
            }
        }
    }

    /// Key and value of one text; nil when it is no filter.
    package static func parsed(_ text: String) -> (key: Key, value: String)? {
        let parts = text.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let key = Key(rawValue: String(Substring(parts[0]))),
            parts[1].contains(where: { $0 > 0x20 }), parts[1].allSatisfy({ $0 >= 0x20 })
        else { return nil }
        return (key, String(Substring(parts[1])))
    }

    var isEmpty: Bool { wanted.isEmpty }

    func matches(_ record: RemoteRecord) -> Bool {
        wanted.allSatisfy { key, values in values.contains { Self.matches(record, key, $0) } }
    }

    private static func matches(_ record: RemoteRecord, _ key: Key, _ value: String) -> Bool {
        switch key {
        case .organization: [record.publisher?.id, record.publisher?.name, record.publisher?.title].contains(value)
        case .group: record.groups.contains(value)
        case .tag: record.tags.contains(value)
        case .format: record.files.contains { $0.format == FileFormat.name(claim: value) }
        }
    }
}

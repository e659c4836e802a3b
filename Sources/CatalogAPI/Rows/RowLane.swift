import NIOCore
import OpenData
import Tables
package import WebSupport

/// Answers `GET /api/v1/resources/{id}/rows/{row}` past the framework, for resources that were asked about since the catalogue changed.
package struct RowLane: DirectLane {
    private static let start = Array("/api/v1/resources/".utf8)
    private static let middle = Array("/rows/".utf8)
    /// Longer numbers may not fit; nobody has so many rows.
    private static let mostDigits = 18
    /// Longer names are the framework's to refuse.
    private static let mostName = 100

    private let services: Services

    package init(services: Services) { self.services = services }

    /// Begins to read the row that an address names.
    package func begin(_ target: UnsafeRawBufferPointer, then: @escaping @Sendable (DirectAnswer?) -> Void) -> Bool {
        guard let (id, row) = Self.parts(of: target), let found = services.memo.held(resource: id),
            found.dataset.state == .active, let version = found.distribution.current, let table = version.table
        else { return false }
        let reference = TableReference(resource: found.distribution.id, version: version.number, table: table)
        let links = services.links
        let address = links.absolute(String(decoding: target, as: UTF8.self))
        services.queries.row(row, of: reference) { result in
            guard case .success(let data?) = result else { return then(nil) }
            let envelope = RowPages.envelope(data, of: reference, at: address, links)
            then(DirectAnswer(body: ByteBuffer(bytes: envelope.bytes)))
        }
        return true
    }

    /// The resource and the row's number; nil for any other address, also one that is written in an unusual way.
    static func parts(of target: UnsafeRawBufferPointer) -> (id: String, row: Int64)? {
        guard target.starts(with: start) else { return nil }
        let rest = target.dropFirst(start.count)
        let id = rest.prefix { isNameByte($0) }
        guard !id.isEmpty, id.count <= mostName, rest.dropFirst(id.count).starts(with: middle) else { return nil }
        let digits = rest.dropFirst(id.count + middle.count)
        guard (1...mostDigits).contains(digits.count), digits.first != UInt8(ascii: "0") else { return nil }
        var row: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            row = row * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return (String(decoding: id, as: UTF8.self), row)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

import CTabular

/// Looks at one GeoJSON geometry: whether it is a point, whether its rings are closed, and where on earth it is.
///
/// A geometry is read whatever is wrong with it; what is wrong is a notice of its row.
struct GeometryCheck {
    /// Yamaguchi Prefecture with its islands, and a margin of some kilometres (hazards.md, row 88).
    private static let longitudes = 130.6...132.6
    private static let latitudes = 33.6...34.9

    private(set) var isPoint = false
    private(set) var hasAltitude = false
    private var hasOpenRing = false
    private var isOutside = false
    private var isSwapped = false

    /// - Parameter cursor: At the geometry, an object.
    init(_ cursor: JSONCursor) {
        isPoint = SameBytes.check(FeatureRecord.type(cursor), "Point")
        check(cursor)
    }

    var notices: [Notice] {
        var notices: [Notice] = []
        if hasOpenRing { notices.append(.geoOpenRing) }
        if isSwapped {
            notices.append(.geoSwapped)
        } else if isOutside {
            notices.append(.geoOutOfArea)
        }
        return notices
    }

    private mutating func check(_ geometry: JSONCursor) {
        let type = FeatureRecord.type(geometry)
        if SameBytes.check(type, "GeometryCollection") {
            members(of: geometry)
            return
        }
        guard var cursor = FeatureRecord.coordinates(geometry) else { return }
        // How deep below the coordinates its rings are; -1 for none.
        let ringDepth =
            SameBytes.check(type, "Polygon") ? 1 : SameBytes.check(type, "MultiPolygon") ? 2 : -1
        positions(&cursor, ringDepth: ringDepth)
    }

    private mutating func members(of geometry: JSONCursor) {
        var members: [JSONCursor] = []
        var cursor = geometry
        JSONRecord.object(&cursor) { key, _, cursor in
            guard SameBytes.check(key, "geometries"), cursor.peek() == UInt8(ascii: "[") else {
                _ = cursor.skipValue()
                return
            }
            _ = cursor.take(UInt8(ascii: "["))
            while cursor.peek() == UInt8(ascii: "{") {
                members.append(cursor)
                _ = cursor.skipValue()
                _ = cursor.take(UInt8(ascii: ","))
            }
            while cursor.peek() != UInt8(ascii: "]"), cursor.at < cursor.count {
                _ = cursor.skipValue()
                _ = cursor.take(UInt8(ascii: ","))
            }
            _ = cursor.take(UInt8(ascii: "]"))
        }
        // Nesting is bounded by the depth limit of the text.
        for member in members { check(member) }
    }

    /// Walks over the coordinates at `cursor`, behind their `[`: positions at any depth, and rings at one.
    private mutating func positions(_ cursor: inout JSONCursor, ringDepth: Int) {
        var depth = 0
        var first: (Double, Double)?
        var last: (Double, Double)?
        var count = 0
        while cursor.at < cursor.count {
            switch cursor.peek() {
            case UInt8(ascii: "["):
                cursor.at += 1
                depth += 1
                if depth == ringDepth { (first, last, count) = (nil, nil, 0) }
            case UInt8(ascii: "]"):
                cursor.at += 1
                if depth == ringDepth, let first, let last, first != last || count < 4 { hasOpenRing = true }
                depth -= 1
                if depth < 0 { return }
            case UInt8(ascii: ","):
                cursor.at += 1
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let position = position(&cursor)
                if first == nil { first = position }
                last = position
                count += 1
            default:
                _ = cursor.skipValue()
            }
        }
    }

    /// The longitude and latitude at `cursor`, which is left at the `]` behind them; infinite where there is no latitude.
    private mutating func position(_ cursor: inout JSONCursor) -> (Double, Double) {
        let longitude = number(cursor.skipValue())
        guard cursor.take(UInt8(ascii: ",")), Self.isNumber(cursor.peek()) else { return (longitude, .infinity) }
        let latitude = number(cursor.skipValue())
        if !Self.longitudes.contains(longitude) || !Self.latitudes.contains(latitude) {
            isOutside = true
            if Self.longitudes.contains(latitude), Self.latitudes.contains(longitude) { isSwapped = true }
        }
        if cursor.take(UInt8(ascii: ",")) {
            hasAltitude = true
            while cursor.peek() != UInt8(ascii: "]"), cursor.at < cursor.count {
                _ = cursor.skipValue()
                _ = cursor.take(UInt8(ascii: ","))
            }
        }
        return (longitude, latitude)
    }

    private static func isNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || NumberGrammar.isDigit(byte)
    }

    private func number(_ literal: UnsafeBufferPointer<UInt8>) -> Double {
        guard let start = literal.baseAddress else { return .infinity }
        return ctabular_double(start, literal.count)
    }
}

internal import Validation

/// Reads a GeoJSON geometry (RFC 7946) or a `bbox` of CQL2 JSON as a ``RowArea``.
enum GeoJSONArea {
    private static let pointLimit = 1_000

    /// - Throws: ``QueryError`` ``QueryError/Kind/badFilter(_:)``.
    static func area(_ value: JSONValue) throws(QueryError) -> RowArea {
        if let box = value["bbox"]?.elements { return try boxArea(box) }
        guard let type = value["type"]?.stringValue, let coordinates = value["coordinates"] else { throw wrong }
        let rings: [[RowArea.Point]]
        switch type {
        case "Point": rings = [[try point(coordinates)]]
        case "MultiPoint": rings = try list(coordinates) { value throws(QueryError) in [try point(value)] }
        case "Polygon": rings = try list(coordinates, ring)
        case "MultiPolygon":
            rings = try list(coordinates) { value throws(QueryError) in try list(value, ring) }.flatMap(\.self)
        default: throw wrong
        }
        guard !rings.isEmpty, rings.joined().count <= pointLimit else { throw wrong }
        return RowArea(rings: rings)
    }

    private static var wrong: QueryError {
        CQL2JSON.fault(
            ja: "bbox か、1,000 点までの Point、MultiPoint、Polygon、MultiPolygon を書いてください。",
            en: "Write a bbox, or a Point, MultiPoint, Polygon or MultiPolygon of at most 1,000 points."
        )
    }

    private static func list<Item>(
        _ value: JSONValue,
        _ item: (JSONValue) throws(QueryError) -> Item,
    ) throws(QueryError) -> [Item] {
        guard let values = value.elements else { throw wrong }
        var items: [Item] = []
        for value in values { items.append(try item(value)) }
        return items
    }

    private static func ring(_ value: JSONValue) throws(QueryError) -> [RowArea.Point] {
        let points = try list(value, point)
        guard points.count >= 4, points.first == points.last else { throw wrong }
        return Array(points.dropLast())
    }

    private static func point(_ value: JSONValue) throws(QueryError) -> RowArea.Point {
        guard let values = value.elements, values.count >= 2 else { throw wrong }
        return RowArea.Point(longitude: try number(values[0]), latitude: try number(values[1]))
    }

    private static func number(_ value: JSONValue) throws(QueryError) -> Double {
        guard case .number(let text) = value, let number = Double(text), number.isFinite else { throw wrong }
        return number
    }

    private static func boxArea(_ values: [JSONValue]) throws(QueryError) -> RowArea {
        guard values.count == 4 || values.count == 6 else { throw wrong }
        var numbers: [Double] = []
        for value in values { numbers.append(try number(value)) }
        let half = values.count / 2
        return RowArea(west: numbers[0], south: numbers[1], east: numbers[half], north: numbers[half + 1])
    }
}

extension RowArea {
    /// A box; one across the 180th meridian is two.
    init(west: Double, south: Double, east: Double, north: Double) {
        let spans: [(west: Double, east: Double)] = west <= east ? [(west, east)] : [(west, 180), (-180, east)]
        self.init(
            rings: spans.map { span in
                [
                    Point(longitude: span.west, latitude: south), Point(longitude: span.east, latitude: south),
                    Point(longitude: span.east, latitude: north), Point(longitude: span.west, latitude: north),
                ]
            }
        )
    }
}

/// `S_INTERSECTS` with what a point can lie in: well-known text (OGC 06-103r4) and `BBOX`.
extension CQL2Parser {
    /// Names that stand for a row's place where no column has them.
    private static let placeNames = ["GEOM", "GEOMETRY", "PLACE", "LOCATION", "POINT"]
    private static let pointLimit = 1_000

    mutating func intersects() throws(QueryError) -> RowCondition {
        try advance()
        try take("(")
        guard isPlaceName else { throw unexpected(ja: "行の位置を表す geom", en: "geom, the place of a row") }
        try advance()
        try take(",")
        let area = try area()
        try take(")")
        return .intersects(area)
    }

    private var isPlaceName: Bool {
        switch token.kind {
        case .word(let name), .quoted(let name): Self.placeNames.contains { CQL2Token.isSame(name, $0) }
        default: false
        }
    }

    private mutating func area() throws(QueryError) -> RowArea {
        let start = token
        let area: RowArea
        if try takes("BBOX") {
            return try box(start)
        } else if try takes("POINT") {
            try skipDimensions()
            try take("(")
            area = RowArea(rings: [[try point()]])
            try take(")")
        } else if try takes("MULTIPOINT") {
            area = RowArea(rings: try list { parser throws(QueryError) in [try parser.pointOfMany()] })
        } else if try takes("POLYGON") {
            area = RowArea(rings: try list { parser throws(QueryError) in try parser.ring() })
        } else if try takes("MULTIPOLYGON") {
            area = RowArea(
                rings: try list { parser throws(QueryError) in
                    try parser.list { parser throws(QueryError) in try parser.ring() }
                }.flatMap(\.self)
            )
        } else {
            throw unexpected(
                ja: "BBOX、POINT、MULTIPOINT、POLYGON、MULTIPOLYGON のどれか",
                en: "BBOX, POINT, MULTIPOINT, POLYGON or MULTIPOLYGON"
            )
        }
        guard area.rings.joined().count <= Self.pointLimit else {
            throw scanner.fault(
                at: start.offset,
                ja: "点は \(Self.pointLimit) 個までです。",
                en: "An area may have at most \(Self.pointLimit) points."
            )
        }
        return area
    }

    /// `( item, item … )`.
    private mutating func list<Item>(
        _ item: (inout CQL2Parser) throws(QueryError) -> Item,
    ) throws(QueryError) -> [Item] {
        try skipDimensions()
        try take("(")
        var items = [try item(&self)]
        while token.isSymbol(",") {
            try advance()
            items.append(try item(&self))
        }
        try take(")")
        return items
    }

    private mutating func skipDimensions() throws(QueryError) { _ = try takes("Z") }

    /// At least three corners; the last may repeat the first, as it should.
    private mutating func ring() throws(QueryError) -> [RowArea.Point] {
        let start = token
        let points = try list { parser throws(QueryError) in try parser.point() }
        guard points.count >= 4, points.first == points.last else {
            throw scanner.fault(
                at: start.offset,
                ja: "輪は 4 点以上で、最後の点を最初の点と同じにしてください。",
                en: "A ring has at least four points, and the last is the same as the first."
            )
        }
        return Array(points.dropLast())
    }

    private mutating func pointOfMany() throws(QueryError) -> RowArea.Point {
        guard token.isSymbol("(") else { return try point() }
        try advance()
        let point = try point()
        try take(")")
        return point
    }

    /// Longitude and latitude; a height is read over.
    private mutating func point() throws(QueryError) -> RowArea.Point {
        let longitude = try number()
        let latitude = try number()
        if case .number = token.kind { try advance() }
        return RowArea.Point(longitude: longitude, latitude: latitude)
    }

    private mutating func number() throws(QueryError) -> Double {
        guard case .number(let text) = token.kind, let number = Double(text), number.isFinite else {
            throw unexpected(ja: "経度・緯度の数", en: "a number of degrees")
        }
        try advance()
        return number
    }

    /// `(west, south, east, north)` or, with heights, six numbers.
    private mutating func box(_ start: CQL2Token) throws(QueryError) -> RowArea {
        let numbers = try list { parser throws(QueryError) in try parser.number() }
        guard numbers.count == 4 || numbers.count == 6 else {
            throw scanner.fault(
                at: start.offset,
                ja: "BBOX には西、南、東、北の 4 つの数を書いてください。",
                en: "Write west, south, east and north into BBOX."
            )
        }
        let (west, south) = (numbers[0], numbers[1])
        let (east, north) = numbers.count == 4 ? (numbers[2], numbers[3]) : (numbers[3], numbers[4])
        return RowArea(west: west, south: south, east: east, north: north)
    }
}

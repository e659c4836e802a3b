/// How records lie in JSON text: everything a pass over them needs to know.
struct JSONLayout: Sendable {
    /// What comes before each record.
    enum Shape: Sendable {
        /// Elements of an array.
        case array
        /// One object per line.
        case lines
        /// Elements of an array of arrays, behind the header.
        case rows
        /// Columns side by side: the offset of the first value of each.
        case columns([Int])
        /// Elements of an array of GeoJSON features: the columns are their properties, then what ``FeatureColumn`` names.
        case features([FeatureColumn])
    }

    var text: DecodedText
    var shape: Shape
    /// Offset of the first record (or of the `]` of an empty array).
    var start: Int
    var rowCount: Int
    /// Keys of the columns, without escapes, in first-seen order.
    var keys: [[UInt8]] = []
    var limits: ReadingLimits

    /// A cursor at the first record.
    var cursor: JSONCursor { JSONCursor(base: text.base, count: text.count, at: start) }

    /// The columns that a feature has besides its properties.
    var featureColumns: [FeatureColumn] {
        guard case .features(let columns) = shape else { return [] }
        return columns
    }

    var columnCount: Int { keys.count + featureColumns.count }

    /// What the columns are called in the source, in order.
    var titles: [String] {
        keys.map { String(decoding: $0, as: UTF8.self) } + featureColumns.map(\.title)
    }
}

/// A column that comes from a GeoJSON feature itself, not from its properties (RFC 7946 §3.2).
enum FeatureColumn: Sendable {
    case id
    /// Where all geometries are points.
    case latitude, longitude
    /// The third number of a point, where one has it.
    case altitude
    /// Where there are other geometries: their compact GeoJSON text.
    case geometry

    /// The names of the municipal standard datasets, so that points become the same columns as in a CSV.
    var title: String {
        switch self {
        case .id: "id"
        case .latitude: "緯度"
        case .longitude: "経度"
        case .altitude: "標高"
        case .geometry: "geometry"
        }
    }
}

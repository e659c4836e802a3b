/// Writers of a GeoJSON `FeatureCollection` (RFC 7946), in the manner of ``JSONBytes``: every row is a feature.
///
/// A feature is written as ``beginFeature(id:isFirst:to:)``, then each property with ``JSONBytes`` (`"名称":"…"`, commas
/// between them), then one of the three `end…Feature` functions.
package enum GeoJSONBytes {
    /// What stands before the first feature.
    package static func begin(_ buffer: inout [UInt8]) {
        buffer.append(contentsOf: start)
    }

    /// What stands after the last feature.
    package static func end(_ buffer: inout [UInt8]) {
        buffer.append(contentsOf: [UInt8(ascii: "]"), UInt8(ascii: "}")])
    }

    /// Begins a feature up to its first property.
    /// - Parameters:
    ///   - id: The row's number; nil where it has none.
    ///   - isFirst: whether it is the first feature of the collection.
    package static func beginFeature(id: Int64?, isFirst: Bool, to buffer: inout [UInt8]) {
        if !isFirst { buffer.append(UInt8(ascii: ",")) }
        buffer.append(contentsOf: featureStart)
        if let id {
            buffer.append(contentsOf: idKey)
            JSONBytes.append(id, to: &buffer)
        }
        buffer.append(contentsOf: propertiesKey)
    }

    /// Ends a feature at a point.
    ///
    /// Longitude comes first (RFC 7946 §3.1.1). Both are degrees of WGS 84 and finite; a point that is not on the globe
    /// becomes no geometry, which the RFC prefers to a wrong one (§3.2: unlocated features).
    package static func endFeature(longitude: Double, latitude: Double, to buffer: inout [UInt8]) {
        guard isPlace(longitude: longitude, latitude: latitude) else { return endUnlocatedFeature(&buffer) }
        buffer.append(contentsOf: pointKey)
        JSONBytes.append(longitude, to: &buffer)
        buffer.append(UInt8(ascii: ","))
        JSONBytes.append(latitude, to: &buffer)
        buffer.append(contentsOf: [UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "}")])
    }

    /// Ends a feature with the geometry that a table keeps as compact GeoJSON text.
    ///
    /// The text is written as it is; what is no object at all becomes no geometry.
    package static func endFeature(geometry: UnsafeBufferPointer<UInt8>, to buffer: inout [UInt8]) {
        guard geometry.first == UInt8(ascii: "{"), geometry.last == UInt8(ascii: "}") else {
            return endUnlocatedFeature(&buffer)
        }
        buffer.append(contentsOf: geometryKey)
        buffer.append(contentsOf: geometry)
        buffer.append(UInt8(ascii: "}"))
    }

    /// Ends a feature that is nowhere: `"geometry":null`.
    package static func endUnlocatedFeature(_ buffer: inout [UInt8]) {
        buffer.append(contentsOf: noGeometry)
    }

    /// Whether a pair of degrees is a place on the globe.
    ///
    /// Writers keep the two columns among the properties where it is not, so that nothing is lost.
    package static func isPlace(longitude: Double, latitude: Double) -> Bool {
        abs(longitude) <= 180 && abs(latitude) <= 90
    }

    private static let start = Array(#"{"type":"FeatureCollection","features":["#.utf8)
    private static let featureStart = Array(#"{"type":"Feature""#.utf8)
    private static let idKey = Array(#","id":"#.utf8)
    private static let propertiesKey = Array(#","properties":{"#.utf8)
    private static let pointKey = Array(#"},"geometry":{"type":"Point","coordinates":["#.utf8)
    private static let geometryKey = Array(#"},"geometry":"#.utf8)
    private static let noGeometry = Array(#"},"geometry":null}"#.utf8)
}

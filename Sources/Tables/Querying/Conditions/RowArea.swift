/// An area on the globe: rings of longitudes and latitudes (WGS 84), holes and further polygons among them.
///
/// A place is in it when it lies on an edge or inside an odd number of rings. A ring of one point is that point.
package struct RowArea: Hashable, Sendable {
    /// One corner.
    package struct Point: Hashable, Sendable {
        package var longitude: Double
        package var latitude: Double

        package init(longitude: Double, latitude: Double) {
            self.longitude = longitude
            self.latitude = latitude
        }
    }

    package var rings: [[Point]]

    package init(rings: [[Point]]) { self.rings = rings }

    /// The least box around it; nil without a point.
    var box: RowQuery.Box? {
        let points = rings.joined()
        guard let first = points.first else { return nil }
        var box = RowQuery.Box(
            west: first.longitude,
            south: first.latitude,
            east: first.longitude,
            north: first.latitude
        )
        for point in points {
            box.west = min(box.west, point.longitude)
            box.east = max(box.east, point.longitude)
            box.south = min(box.south, point.latitude)
            box.north = max(box.north, point.latitude)
        }
        return box
    }

    /// As `ydp_within` reads it (CSQLite, place.c).
    var bytes: [UInt8] {
        var numbers = [Double(rings.count)]
        for ring in rings {
            numbers.append(Double(ring.count))
            for point in ring { numbers += [point.longitude, point.latitude] }
        }
        return numbers.withUnsafeBytes { Array($0) }
    }
}

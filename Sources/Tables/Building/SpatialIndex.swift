internal import Tabular

/// The R*Tree over a table's points (SQLite documentation, "The SQLite R*Tree Module").
///
/// It holds 32-bit coordinates, rounded outwards, so it only narrows down: the exact comparison follows on the columns.
struct SpatialIndex {
    /// Physical names.
    let latitude: String
    let longitude: String
    /// The same columns, counted from 0.
    let latitudeColumn: Int
    let longitudeColumn: Int

    /// - Returns: nil when the table has not both coordinates as numbers.
    init?(_ columns: [Column]) {
        func place(of format: String) -> Int? {
            columns.firstIndex { $0.format == format && ($0.type == .number || $0.type == .integer) }
        }
        guard let latitude = place(of: "latitude"), let longitude = place(of: "longitude") else { return nil }
        latitudeColumn = latitude
        longitudeColumn = longitude
        self.latitude = TableFileLayout.physicalName(latitude + 1)
        self.longitude = TableFileLayout.physicalName(longitude + 1)
    }

    /// Makes the empty index; ``PointTree`` fills it with the rows that have both coordinates, inside the globe.
    static let schema = "CREATE VIRTUAL TABLE place USING rtree(id, west, east, south, north)"
}

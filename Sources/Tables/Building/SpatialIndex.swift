internal import Tabular

/// The R*Tree over a table's points (SQLite documentation, "The SQLite R*Tree Module").
///
/// It holds 32-bit coordinates, rounded outwards, so it only narrows down: the exact comparison follows on the columns.
struct SpatialIndex {
    /// Physical names.
    let latitude: String
    let longitude: String

    /// - Returns: nil when the table has not both coordinates as numbers.
    init?(_ columns: [Column]) {
        func physicalName(of format: String) -> String? {
            columns
                .firstIndex { $0.format == format && ($0.type == .number || $0.type == .integer) }
                .map { TableFileLayout.physicalName($0 + 1) }
        }
        guard let latitude = physicalName(of: "latitude"), let longitude = physicalName(of: "longitude") else {
            return nil
        }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Makes the index over the rows that are there; rows without both coordinates, or outside the globe, are not in
    /// it.
    func build(in connection: Connection) throws {
        try connection.execute(
            """
            CREATE VIRTUAL TABLE place USING rtree(id, west, east, south, north);
            INSERT INTO place SELECT _id, \(longitude), \(longitude), \(latitude), \(latitude) FROM rows
                WHERE \(longitude) BETWEEN -180 AND 180 AND \(latitude) BETWEEN -90 AND 90;
            """
        )
    }
}

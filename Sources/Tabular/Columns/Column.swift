/// One column as it was understood from the source.
package struct Column: Hashable, Sendable, Codable {
    /// Published name: the header cell, trimmed; `column_N` where blank; `_2`, `_3` … where repeated (interface.md).
    package var name: String
    /// The header cell exactly as in the source, before trimming; empty when the source had none.
    package var title: String
    package var type: ColumnType
    /// A detected role of a string or number column, else nil: `latitude`, `longitude`, `municipality_code`,
    /// `corporate_number`, `postal_code`, `phone`, `url`, `email`.
    ///
    /// A column of GeoJSON geometries has ``geometryFormat``.
    package var format: String?

    /// The format of a column whose cells are GeoJSON geometries as compact text.
    package static let geometryFormat = "geojson"

    package init(name: String, title: String, type: ColumnType, format: String? = nil) {
        self.name = name
        self.title = title
        self.type = type
        self.format = format
    }
}

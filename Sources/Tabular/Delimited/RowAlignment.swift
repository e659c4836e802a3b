/// Finds the one blank cell too many that shifts the cells of a row, where what the columns hold leaves no other place for it.
struct RowAlignment {
    /// What the cells of one column are, as far as the first rows tell.
    private struct Profile {
        var looks: Set<HeaderRows.Look> = []
        var isNeverBlank = true
        /// The role that all texts of the column have the shape of; nil for none.
        var shape: ColumnRole?
    }

    private let profiles: [Profile]

    /// The alignment to columns that hold what `rows` hold; nil where they are too few to tell.
    init?(_ rows: [LeadingRecord], width: Int) {
        let rows = rows.filter { $0.cells.count == width && $0.filled > 0 }
        guard width >= 3, rows.count >= 10 else { return nil }
        profiles = (0..<width).map { column in
            var profile = Profile()
            var shapes: Set<ColumnRole?> = []
            for row in rows {
                let look = HeaderRows.look(row.cells[column])
                if look == .blank { profile.isNeverBlank = false } else { profile.looks.insert(look) }
                if look == .text { shapes.insert(HeaderRows.shape(ColumnName.trim(row.cells[column]))) }
            }
            profile.shape = shapes.count == 1 ? shapes.first ?? nil : nil
            return profile
        }
    }

    /// Place of the blank cell without which `cells`, one too many, fit the columns; nil where none or more than one reading does.
    func surplus(in cells: [String]) -> Int? {
        guard cells.count == profiles.count + 1 else { return nil }
        let looks = cells.map(HeaderRows.look)
        let blanks = cells.indices.filter { ColumnName.trim(cells[$0]).isEmpty }
        // Of adjacent blank cells it does not matter which one goes.
        let distinct = blanks.filter { !blanks.contains($0 - 1) }
        let fitting = distinct.filter { place in
            profiles.indices.allSatisfy { column in
                let cell = column < place ? column : column + 1
                return fits(looks[cell], cells[cell], profiles[column])
            }
        }
        return fitting.count == 1 ? fitting.first : nil
    }

    private func fits(_ look: HeaderRows.Look, _ cell: String, _ profile: Profile) -> Bool {
        switch look {
        case .blank: !profile.isNeverBlank
        case .number, .year: profile.looks.contains(.number) || profile.looks.contains(.year)
        case .date: profile.looks.contains(.date)
        case .text:
            profile.looks.contains(.text)
                && (profile.shape == nil || HeaderRows.shape(ColumnName.trim(cell)) == profile.shape)
        }
    }
}

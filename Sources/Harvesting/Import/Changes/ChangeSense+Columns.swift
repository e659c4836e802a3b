import OpenData
import Tabular

extension ChangeSense {
    /// Columns that readers use and that are not there any more, with the name that each probably has now (rows 89, 91).
    var columnsGone: [Doubt] {
        guard let old else { return [] }
        let gone = old.columns.filter { new.column($0.name) == nil }
        guard !gone.isEmpty else { return [] }
        let fresh = new.columns.filter { old.column($0.name) == nil }
        var renamed: [String: String] = [:]
        for column in gone {
            let likeliest = fresh.filter { !renamed.values.contains($0.name) }
                .map { (name: $0.name, share: column.values.share(in: $0.values) ?? 0) }
                .max { $0.share < $1.share }
            if let likeliest, likeliest.share >= 0.5 { renamed[column.name] = likeliest.name }
        }
        let names = gone.map(\.name)
        return [
            Doubt(
                code: "schema_change",
                message: ChangeMessages.gone(names, renamed: renamed),
                key: "schema_change:\(names.sorted().joined(separator: ","))"
            )
        ]
    }

    /// A column that lost more than thirty percent points of its values (row 70).
    var emptied: [Doubt] {
        shared.compactMap { old, new in
            guard let rows = self.old?.rows, rows > 0, self.new.rows > 0 else { return nil }
            let before = Double(old.filled) / Double(rows)
            let now = Double(new.filled) / Double(self.new.rows)
            guard before - now > 0.3, old.filled > 1 else { return nil }
            return Doubt(
                code: "column_emptied",
                message: ChangeMessages.emptied(new.name, before: before, now: now),
                key: "column_emptied:\(new.name)"
            )
        }
    }

    /// Cells that no longer are what the column was (`約20` among numbers) when they are one percent or more: then the column's
    /// type would flip for every reader (row 92).
    ///
    /// Integers that become numbers with a point are no harm.
    var types: [Doubt] {
        shared.compactMap { old, new in
            guard old.type != .string, new.type != old.type, new.filled > 0, new.misfits * 100 >= new.filled,
                new.misfits > 0, !(old.type == .integer && new.type == .number)
            else { return nil }
            return Doubt(
                code: "type_drift",
                message: ChangeMessages.drift(new.name, from: old.type, to: new.type, new.misfits, of: new.filled),
                key: "type_drift:\(new.name):\(old.type.rawValue)>\(new.type.rawValue)"
            )
        }
    }

    /// A column of codes or telephone numbers that began with zeros and now begins with other digits: a spreadsheet took them for
    /// quantities (row 93).
    var leadingZeros: [Doubt] {
        shared.compactMap { old, new in
            guard old.leadingZeros > 1, old.leadingZeros * 5 >= old.filled, new.filled > 0,
                new.leadingZeros * 50 <= new.filled, new.leadingDigits * 2 >= new.filled
            else { return nil }
            return Doubt(
                code: "leading_zero_loss",
                message: ChangeMessages.zerosLost(new.name, old.leadingZeros),
                key: nil
            )
        }
    }

    /// A column that told rows apart and now says the same in every row (row 95).
    var sameValues: [Doubt] {
        shared.compactMap { old, new in
            guard new.filled >= 5, new.distinct == 1, old.filled >= 5, (old.distinct ?? .max) * 2 > old.filled else {
                return nil
            }
            return Doubt(
                code: "distribution_shift",
                message: ChangeMessages.sameValues(new.name),
                key: "distribution_shift:\(new.name)"
            )
        }
    }
}

import OpenData
import Tabular

extension ChangeSense {
    /// Whether the values of most columns are found under the name next to theirs: a cell too many or too few at the start of every
    /// row (row 95).
    var shift: [Doubt] {
        guard let old, new.rows >= 3 else { return [] }
        let pairs = old.columns.indices.filter { index in
            new.columns.indices.contains(index) && new.columns[index].name == old.columns[index].name
        }
        guard pairs.count >= 3 else { return [] }
        for step in [1, -1] {
            let moved = pairs.count { index in
                guard old.columns.indices.contains(index - step) else { return false }
                let values = new.columns[index].values
                let own = values.share(in: old.columns[index].values) ?? 1
                let neighbour = values.share(in: old.columns[index - step].values) ?? 0
                return neighbour >= 0.5 && own < 0.2
            }
            guard moved >= 2, moved * 2 >= pairs.count else { continue }
            return [
                Doubt(
                    code: "distribution_shift",
                    message: ChangeMessages.shifted(right: step > 0, moved, of: pairs.count),
                    key: nil
                )
            ]
        }
        return []
    }

    /// The column that names the rows, if fewer than half of its values survive: then it is another table under the same name (row
    /// 94).
    var identity: [Doubt] {
        guard let old, old.rows >= Self.fewestRows, new.rows > 0, let key = keyColumn,
            let kept = key.old.values.share(in: key.new.values), let known = key.new.values.share(in: key.old.values),
            // Rows that are gone and rows that are new are the business of the row count.
            max(kept, known) < 0.5
        else { return [] }
        return [
            Doubt(
                code: "identity_change",
                message: ChangeMessages.identity(key.new.name, kept),
                key: "identity_change:\(key.new.name)"
            )
        ]
    }

    /// The shared column that tells every row apart in both versions: the first whose name says so, else the first.
    private var keyColumn: (old: ColumnProfile, new: ColumnProfile)? {
        guard let rows = old?.rows else { return nil }
        let unique = shared.filter { old, new in
            Self.isUnique(old, rows: rows) && Self.isUnique(new, rows: self.new.rows)
        }
        return unique.first { Self.namesRows($0.new.name) }
            ?? unique.first { $0.old.type == .string || $0.old.type == .integer }
    }

    private static func isUnique(_ column: ColumnProfile, rows: Int) -> Bool {
        // Of a larger column only a sample of values is known: then its being filled must do.
        column.filled == rows && column.format == nil && (column.distinct.map { $0 == rows } ?? namesRows(column.name))
    }

    private static func namesRows(_ name: String) -> Bool {
        let last = name.lowercased()
        return last.hasSuffix("id") || name.hasSuffix("番号") || name.hasSuffix("コード") || last == "no" || last == "code"
            || last == "no."
    }

    /// Places outside the prefecture: swapped coordinates, or somebody else's file (row 88).
    ///
    /// One in five may lie elsewhere (an office in Tokyo).
    var area: [Doubt] {
        guard tolerance.anywhere != true else { return [] }
        let columns = new.columns.filter { $0.places > 0 }
        guard let worst = columns.max(by: { $0.outside * $1.places < $1.outside * $0.places }), worst.outside > 0,
            worst.outside * 5 >= worst.places
        else { return [] }
        let before = old?.column(worst.name)
        if let before, before.outside * 5 >= before.places, before.places > 0 { return [] }
        return [
            Doubt(
                code: "geo_out_of_area",
                message: ChangeMessages.outside(worst.name, worst.outside, of: worst.places),
                key: "geo_out_of_area"
            )
        ]
    }

    /// Data of persons (row 96, §6.2), where it can be told without guessing: a column of My Numbers, or names with their birth dates and
    /// addresses.
    ///
    /// Telephone numbers and addresses of facilities are what open data is made of, and are no doubt.
    var personalData: [Doubt] {
        for column in new.columns {
            let isCalled = ["個人番号", "マイナンバー"].contains { column.name.utf8.elementsEqual($0.utf8) }
            let isOne = column.myNumbers >= 5 && column.myNumbers * 5 >= column.filled * 4 && (column.distinct ?? 9) > 4
            guard (isCalled && column.filled > 0) || isOne else { continue }
            return [Doubt(code: Self.personal, message: ChangeMessages.myNumber(column.name), key: nil)]
        }
        let filled = new.columns.filter { $0.filled > 0 }
        func name(endingIn words: [String]) -> String? {
            filled.first { column in words.contains { column.name.hasSuffix($0) } }?.name
        }
        guard let person = name(endingIn: ["氏名", "名前", "世帯主", "保護者"]), let birth = name(endingIn: ["生年月日", "誕生日"]),
            let home = name(endingIn: ["住所", "自宅"])
        else { return [] }
        let names = [person, birth, home]
        return [
            Doubt(
                code: Self.personal,
                message: ChangeMessages.persons(names),
                key: "\(Self.personal):\(names.joined(separator: ","))"
            )
        ]
    }

    static let personal = "pii_suspected"
}

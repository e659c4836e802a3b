/// Published names of columns (interface.md): the header cell, trimmed; `column_N` where blank; `_2`, `_3` … where repeated.
enum ColumnName {
    /// What happened to a header cell on the way to its published name.
    enum Change {
        case none, blank, duplicate
    }

    /// The published name of every title, in order.
    ///
    /// `N` in `column_N` is the column's place, counted from 1.
    static func publish(_ titles: [String]) -> [(name: String, change: Change)] {
        let trimmed = titles.map(trim)
        // Names are compared by their bytes: canonically equal ones are different columns to SQL and to clients.
        var taken = Set(trimmed.filter { !$0.isEmpty }.map { Array($0.utf8) })
        var used: Set<[UInt8]> = []
        return trimmed.enumerated().map { index, title in
            if !title.isEmpty, used.insert(Array(title.utf8)).inserted { return (title, .none) }
            let base = title.isEmpty ? "column_\(index + 1)" : title
            var name = base
            var number = title.isEmpty ? 1 : 2
            if !title.isEmpty { name = "\(base)_\(number)" }
            while taken.contains(Array(name.utf8)) {
                number += 1
                name = "\(base)_\(number)"
            }
            taken.insert(Array(name.utf8))
            used.insert(Array(name.utf8))
            return (name, title.isEmpty ? .blank : .duplicate)
        }
    }

    /// Without white space (also U+3000 and a byte order mark) at both ends; a line break inside becomes a space, so that a name
    /// fits a CSV header, a URL and a table cell.
    static func trim(_ title: String) -> String {
        var scalars = Array(title.unicodeScalars)
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        let start = scalars.firstIndex { !isSpace($0) } ?? scalars.endIndex
        scalars.removeFirst(start)
        var name = String.UnicodeScalarView()
        for scalar in scalars {
            if scalar == "\n" || scalar == "\r" {
                if name.last != " " { name.append(" ") }
            } else {
                name.append(scalar)
            }
        }
        return String(name)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || scalar == "\u{3000}" || scalar == "\u{FEFF}" || scalar == "\u{A0}"
    }

    /// The name with full-width ASCII, letter case, spaces and hyphens evened out: equal for names that people read as one.
    static func folded(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in name.unicodeScalars where !isSpace(scalar) {
            var value = scalar.value
            if value >= 0xFF01, value <= 0xFF5E { value -= 0xFF01 - 0x21 }
            if value >= 0x41, value <= 0x5A { value += 0x20 }
            result.append(Unicode.Scalar(value) ?? scalar)
        }
        return String(result)
    }
}

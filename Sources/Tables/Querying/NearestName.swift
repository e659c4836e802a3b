/// Finds the name that was probably meant.
enum NearestName {
    /// Longer names are compared by their beginnings.
    private static let comparedScalars = 64

    /// The name with the fewest edits (of folded scalars: put in, leave out, change, swap neighbours), the first of
    /// equals.
    /// - Returns: nil when none is within a third of its length, at least one edit.
    static func of(_ name: String, among names: [String]) -> String? {
        let wanted = scalars(name)
        var best: (name: String, distance: Int)?
        for candidate in names {
            let known = scalars(candidate)
            let bound = max(1, max(wanted.count, known.count) / 3)
            guard abs(wanted.count - known.count) <= bound else { continue }
            let distance = distance(wanted, known)
            guard distance <= bound, distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.name
    }

    private static func scalars(_ name: String) -> [Unicode.Scalar] {
        Array(SearchText.fold(name).unicodeScalars.prefix(comparedScalars))
    }

    /// Optimal string alignment distance, three rows at a time.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1] + [Int](repeating: 0, count: right.count)
            for column in right.indices {
                let change = left[row] == right[column] ? 0 : 1
                current[column + 1] = min(last[column + 1] + 1, current[column] + 1, last[column] + change)
                let swaps = row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
                if swaps { current[column + 1] = min(current[column + 1], beforeLast[column - 1] + 1) }
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}

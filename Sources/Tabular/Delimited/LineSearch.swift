#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The search for the cheapest reading of a line as a given number of fields: dynamic programming over (field start, fields
/// still to come).
struct LineSearch {
    private let cutter: RecordCutter
    private let end: Int
    private let width: Int
    /// Places where a field may start, ascending; their place in this list is a state.
    private let starts: [Int]
    private var memo: [Int: Step] = [:]
    /// The work that is still allowed: a hostile line must not cost more than its share.
    private var budget = 200_000

    /// The best way on from a state.
    private struct Step {
        var cost: Int
        var field: CutField
        /// Place of the next field's start in `starts`; nil where the record ends.
        var next: Int?
    }

    /// What has to be excused, by kind.
    private enum Cost {
        /// A quote inside a field without quotes.
        static let innerQuote = 1
        /// A quote inside quotes that is not doubled.
        static let undoubled = 2
        /// A quote at the start that opens nothing.
        static let literalQuote = 6
        /// A line break inside a field whose quotes break the rules.
        static let impossible = 1 << 20
    }

    init(cutter: RecordCutter, end: Int, starts: [Int], width: Int) {
        self.cutter = cutter
        self.end = end
        self.starts = starts
        self.width = width
    }

    /// The fields of the cheapest reading with exactly `width` fields; nil for none.
    mutating func best() -> [CutField]? {
        guard solve(0, left: width) < Cost.impossible else { return nil }
        var fields: [CutField] = []
        var place: Int? = 0
        var left = width
        while let at = place, let step = memo[key(at, left)] {
            fields.append(step.field)
            place = step.next
            left -= 1
        }
        return fields.count == width ? fields : nil
    }

    private func key(_ place: Int, _ left: Int) -> Int { place * (width + 1) + left }

    /// The cost of reading from the field start at `place` to the end as `left` fields.
    private mutating func solve(_ place: Int, left: Int) -> Int {
        if let known = memo[key(place, left)] { return known.cost }
        let start = starts[place]
        var best = Step(
            cost: Cost.impossible,
            field: CutField(start: start, end: start, isQuoted: false),
            next: nil
        )
        budget -= 1
        guard left > 0, budget > 0 else { return Cost.impossible }
        for (field, stop, cost) in readings(from: start) {
            budget -= 1
            var total = cost
            var next: Int?
            if stop >= end {
                if left > 1 { continue }
            } else {
                guard left > 1, let following = position(of: stop + cutter.dialect.delimiter.count, behind: place)
                else {
                    continue
                }
                next = following
                total += solve(following, left: left - 1)
            }
            if total < best.cost { best = Step(cost: total, field: field, next: next) }
        }
        memo[key(place, left)] = best
        return best.cost
    }

    /// Place in `starts` of the start at `offset`.
    private func position(of offset: Int, behind: Int) -> Int? {
        var low = behind + 1
        var high = starts.count - 1
        while low <= high {
            let middle = (low + high) / 2
            if starts[middle] == offset { return middle }
            if starts[middle] < offset { low = middle + 1 } else { high = middle - 1 }
        }
        return nil
    }

    /// The ways to read one field from `start`: its content, where it stops, what has to be excused.
    private func readings(from start: Int) -> [(CutField, stop: Int, cost: Int)] {
        let base = cutter.base
        let quote = cutter.dialect.quote
        var found: [(CutField, stop: Int, cost: Int)] = []
        let stop = min(cutter.fieldEnd(start), end)
        let open = cutter.skipSpaces(start)
        let opens = open < end && base[open] == quote
        let quotes = (start..<stop).lazy.filter { base[$0] == quote }.count
        let literalCost = quotes == 0 ? 0 : opens ? Cost.literalQuote : Cost.innerQuote
        // A line end inside can only be read in quotes.
        if stop == end || cutter.hasDelimiter(stop) {
            found.append(
                (CutField(start: start, end: stop, isQuoted: false, isIrregular: quotes > 0), stop, literalCost)
            )
        }
        guard opens else { return found }
        var at = open + 1
        var undoubled = 0
        while at < end, found.count < 64 {
            if base[at] == cutter.dialect.escape, at + 1 < end {
                at += 2
                continue
            }
            guard base[at] == quote else {
                at += 1
                continue
            }
            let behind = cutter.skipSpaces(at + 1)
            let isDoubled = at + 1 < end && base[at + 1] == quote
            if behind >= end || cutter.hasDelimiter(behind) {
                let field = CutField(start: open + 1, end: at, isQuoted: true, isIrregular: undoubled > 0)
                found.append((field, stop: min(behind, end), cost: undoubled))
            }
            if isDoubled {
                // `""` before a delimiter may also be one quote of text and the closing one.
                let closes = cutter.skipSpaces(at + 2)
                if closes >= end || cutter.hasDelimiter(closes) {
                    let field = CutField(start: open + 1, end: at + 1, isQuoted: true, isIrregular: true)
                    found.append((field, min(closes, end), undoubled + Cost.undoubled))
                }
                at += 2
            } else {
                undoubled += Cost.undoubled
                at += 1
            }
        }
        return found
    }
}

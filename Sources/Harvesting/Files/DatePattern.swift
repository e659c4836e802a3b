import OpenData

/// An address with places for a date, as of files that get a new name with every issue:
/// `{yyyy}` `{yy}` year, `{mm}` `{m}` month, `{dd}` `{d}` day, `{gyy}` year of the Japanese era (`R08`), `{fyyyy}` fiscal year (from
/// April).
struct DatePattern: Sendable {
    private enum Piece: Sendable {
        case text(String)
        case place(String)
    }

    /// How far back is looked, in steps of the finest place.
    private enum Step: Sendable {
        case day, month, year

        var count: Int {
            switch self {
            case .day: 62
            case .month: 24
            case .year: 5
            }
        }
    }

    private static let places: Set<String> = ["yyyy", "yy", "mm", "m", "dd", "d", "gyy", "fyyyy"]

    private let pieces: [Piece]
    private let step: Step

    /// Nil when the address has no such place.
    init?(_ url: String) {
        var pieces: [Piece] = []
        var found: Set<String> = []
        var rest = url.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
            guard let close = rest[open...].firstIndex(of: UInt8(ascii: "}")) else { break }
            let name = String(Substring(rest[rest.index(after: open)..<close]))
            let after = rest.index(after: close)
            if Self.places.contains(name) {
                pieces += [.text(String(Substring(rest[..<open]))), .place(name)]
                found.insert(name)
            } else {
                pieces.append(.text(String(Substring(rest[..<after]))))
            }
            rest = rest[after...]
        }
        guard !found.isEmpty else { return nil }
        self.pieces = pieces + [.text(String(Substring(rest)))]
        step =
            found.contains("dd") || found.contains("d")
            ? .day : found.contains("mm") || found.contains("m") ? .month : .year
    }

    /// Addresses to try, newest first; each once.
    /// - Parameter moment: the present; the first date is that of Japan then.
    func addresses(before moment: Timestamp) -> [String] {
        // Japan's day, nine hours ahead of UTC.
        guard let today = Day(moment.adding(.seconds(9 * 3_600))) else { return [] }
        var addresses: [String] = []
        var seen: Set<String> = []
        for back in 0..<step.count {
            let day =
                switch step {
                case .day: Day(moment.adding(.seconds(9 * 3_600 - 86_400 * back))) ?? today
                case .month: today.firstOfMonth(monthsBack: back)
                case .year:
                    Day(year: today.year - back, month: back == 0 ? today.month : 12, day: back == 0 ? today.day : 31)
                }
            let address = pieces.map { piece in
                switch piece {
                case .text(let text): text
                case .place(let name): day.text(name)
                }
            }.joined()
            if seen.insert(address).inserted { addresses.append(address) }
        }
        return addresses
    }

    /// A day of the calendar.
    private struct Day {
        var year: Int
        var month: Int
        var day: Int

        init(year: Int, month: Int, day: Int) { (self.year, self.month, self.day) = (year, month, day) }

        /// The day of a moment in UTC.
        init?(_ moment: Timestamp) {
            let numbers = moment.utc.utf8.prefix(10).split(separator: UInt8(ascii: "-")).compactMap {
                Int(Substring($0))
            }
            guard numbers.count == 3 else { return nil }
            self.init(year: numbers[0], month: numbers[1], day: numbers[2])
        }

        func firstOfMonth(monthsBack back: Int) -> Day {
            let months = year * 12 + month - 1 - back
            return Day(year: months / 12, month: months % 12 + 1, day: 1)
        }

        func text(_ place: String) -> String {
            switch place {
            case "yyyy": "\(year)"
            case "yy": Self.two(year % 100)
            case "mm": Self.two(month)
            case "m": "\(month)"
            case "dd": Self.two(day)
            case "d": "\(day)"
            case "fyyyy": "\(month < 4 ? year - 1 : year)"
            case "gyy": era
            default: ""
            }
        }

        /// Reiwa began on 2019-05-01, Heisei on 1989-01-08.
        private var era: String {
            (year, month) >= (2019, 5) ? "R" + Self.two(year - 2018) : "H" + Self.two(year - 1988)
        }

        private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    }
}

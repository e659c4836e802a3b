/// Keeps findings up to the limit of each code and counts all of them.
struct FindingCollector {
    private let limit: Int
    private(set) var counts: [String: Int] = [:]
    private var findings: [Finding] = []
    private var listed: [String: Int] = [:]

    /// - Parameter limit: Findings listed per code.
    init(limit: Int) {
        self.limit = limit
    }

    /// Adds one finding.
    ///
    /// `value` is quoted in it, shortened.
    mutating func add(
        _ notice: Notice,
        row: Int? = nil,
        line: Int? = nil,
        column: String? = nil,
        value: String? = nil
    ) {
        let entry = notice.entry
        counts[entry.code, default: 0] += 1
        guard listed[entry.code, default: 0] < limit else { return }
        listed[entry.code, default: 0] += 1
        findings.append(
            Finding(
                code: entry.code,
                severity: entry.severity,
                row: row,
                line: line,
                column: column,
                value: value.map(Self.shorten),
                message: entry.message
            )
        )
    }

    /// Counts findings that were not worth listing.
    mutating func count(_ notice: Notice, times: Int) {
        guard times > 0 else { return }
        counts[notice.entry.code, default: 0] += times
    }

    /// The findings in row order; those of no row come first, and equal rows keep the order in which they were noticed.
    func sorted() -> [Finding] {
        findings.enumerated()
            .sorted { ($0.element.row ?? 0, $0.offset) < ($1.element.row ?? 0, $1.offset) }
            .map(\.element)
    }

    /// At most 100 characters; characters here are Unicode scalars.
    private static func shorten(_ value: String) -> String {
        guard value.utf8.count > 100, value.unicodeScalars.count > 100 else { return value }
        var short = String.UnicodeScalarView(value.unicodeScalars.prefix(99))
        short.append("…")
        return String(short)
    }
}

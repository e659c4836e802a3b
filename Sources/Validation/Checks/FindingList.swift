import Tabular

/// Findings as they come, listed up to a limit per code and counted beyond it.
struct FindingList {
    private(set) var findings: [Finding] = []
    private(set) var errorCount = 0
    private(set) var warningCount = 0
    private let limit: Int
    private var counts: [Rule: Int] = [:]

    /// - Parameter limit: how many findings of one code are listed.
    init(limit: Int) { self.limit = limit }

    /// All findings, also those not listed.
    var count: Int { counts.values.reduce(0, +) }

    /// All findings by code, also those not listed.
    var countsByCode: [String: Int] {
        Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    }

    /// Counts a breach, and lists it while there is room.
    ///
    /// `value` is the cell's text, if one is to be quoted.
    mutating func note(
        _ breach: Breach,
        row: Int? = nil,
        line: Int? = nil,
        column: String? = nil,
        value: String? = nil,
    ) {
        count(breach.severity)
        counts[breach.rule, default: 0] += 1
        guard hasRoom(for: breach.rule, counted: true) else { return }
        findings.append(
            Finding(
                code: breach.rule.rawValue,
                severity: breach.severity,
                row: row,
                line: line,
                column: column,
                value: value,
                message: breach.message
            )
        )
    }

    /// Counts a breach whose facts need not be put together, because its code's list is full.
    mutating func noteUnlisted(_ rule: Rule, _ severity: Severity = .error) {
        count(severity)
        counts[rule, default: 0] += 1
    }

    private mutating func count(_ severity: Severity) {
        switch severity {
        case .error: errorCount += 1
        case .warning: warningCount += 1
        case .info: break
        }
    }

    /// Whether another finding of the rule would be listed.
    func hasRoom(for rule: Rule) -> Bool { hasRoom(for: rule, counted: false) }

    private func hasRoom(for rule: Rule, counted: Bool) -> Bool {
        (counts[rule] ?? 0) < limit + (counted ? 1 : 0)
    }
}

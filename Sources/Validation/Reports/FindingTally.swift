import Tabular

/// The findings of reading and of checking as one list with one set of counts.
struct FindingTally {
    private(set) var errorCount = 0
    private(set) var warningCount = 0
    private var findings: [Finding]
    private var counts: [String: Int]
    private let severities: [String: Severity]
    private var totalCount: Int

    /// What a reader found.
    ///
    /// Each of its codes has one severity, so those listed tell the severity of those only counted.
    init(_ findings: [Finding], counts: [String: Int]) {
        self.findings = findings
        self.counts = counts
        severities = Dictionary(findings.map { ($0.code, $0.severity) }) { first, _ in first }
        totalCount = counts.values.reduce(0, +)
        for (code, count) in counts { add(count, severities[code]) }
    }

    /// Takes in what a validator found, and its view of types instead of the reader's, since it has judged every column again.
    mutating func merge(_ outcome: Validator.Outcome) {
        let replaced = Rule.typeMismatch.rawValue
        let replacedCount = counts.removeValue(forKey: replaced) ?? 0
        add(-replacedCount, severities[replaced])
        findings.removeAll { $0.code == replaced }
        findings += outcome.findings
        totalCount += outcome.counts.values.reduce(0, +) - replacedCount
        errorCount += outcome.errorCount
        warningCount += outcome.warningCount
    }

    private mutating func add(_ count: Int, _ severity: Severity?) {
        switch severity {
        case .error: errorCount += count
        case .warning: warningCount += count
        case .info, nil: break
        }
    }

    /// Whether some findings are counted but not listed.
    var isTruncated: Bool { totalCount > findings.count }

    /// What concerns no row first; within a row the reader's findings before the validator's.
    var findingsInRowOrder: [Finding] {
        findings.enumerated().sorted { one, other in
            (one.element.row ?? 0, one.offset) < (other.element.row ?? 0, other.offset)
        }.map(\.element)
    }
}

import Catalog
import OpenData
import Tables
import Tabular
import Validation
import WebSupport

/// `/datasets/{name}/resources/{id}/report`: what validation found in the current version, in words.
struct ReportPage: PageContent {
    static let template = "report"

    struct Row {
        var severity: String
        var severityClass: String
        var row: String
        var column: String
        var message: String
        var value: String
    }

    var breadcrumbs: [LinkView]
    var heading: String
    var verdict: String
    var facts: [FactView]
    var findings: [Row]
    var hasFindings: Bool
    var isTruncated: Bool
    var machineHref: String

    /// Findings that a page lists; the report as JSON has all that were kept.
    private static let mostFindings = 500

    /// - Throws: ``Problem`` `not-found`, `gone`, `no-table`.
    static func make(
        _ id: String,
        of name: String,
        _ request: PageRequest,
        _ services: Services,
    ) async throws -> Page {
        let (dataset, distribution) = try await services.distribution(id, ofDataset: name)
        guard let version = distribution.current, let table = version.table else { throw Problem.noTable }
        let reference = TableReference(resource: id, version: version.number, table: table)
        let description = try await services.queries.describe(reference)
        guard let report = JSONValue(description.report, limit: description.report.count) else {
            throw Problem(.internalError)
        }
        let words = request.words
        var findings: [Row] = []
        if case .array(let values) = report["findings"] { findings = rows(values, words) }
        let content = ReportPage(
            breadcrumbs: ResourcePage.breadcrumbs(dataset, request) + [
                LinkView(label: distribution.title, href: request.links.resource(id, of: dataset.name))
            ],
            heading: words(.reportHeading, distribution.title),
            verdict: version.errorCount + version.warningCount == 0
                ? words(.reportClean)
                : words(.reportFound, NumberText.grouped(version.errorCount), NumberText.grouped(version.warningCount)),
            facts: facts(version, distribution, request),
            findings: Array(findings.prefix(mostFindings)),
            hasFindings: !findings.isEmpty,
            isTruncated: report["truncated"] == .boolean(true) || findings.count > mostFindings,
            machineHref: request.links.pages.apiResource(id, "report"),
        )
        return Page(
            title: words(.reportHeading, distribution.title),
            section: .datasets,
            isHiddenFromSearchEngines: true,
            content: content
        )
    }

    private static func facts(
        _ version: TableVersion,
        _ distribution: Distribution,
        _ request: PageRequest,
    ) -> [FactView] {
        let words = request.words
        let moment = MomentText(version.created).moment(request.language)
        var facts = [
            FactView(label: words(.currentVersion), text: words(.versionAndDate, String(version.number), moment)),
            FactView(label: words(.format), text: version.format.uppercased()),
            FactView(label: words(.readAs), text: words.name(ofEncoding: version.encoding)),
            FactView(label: words(.rows), text: NumberText.grouped(version.rowCount)),
        ]
        if let schema = distribution.schema { facts.append(FactView(label: words(.schema), text: schema)) }
        return facts
    }

    /// One row for each finding, or for several that say the same of a column.
    private static func rows(_ findings: [JSONValue], _ words: Words) -> [Row] {
        let single = findings.map { row($0, words) }
        let groups = RepeatedFindings.joined(
            single,
            key: { [$0.severity, $0.column, $0.message, $0.value] },
            row: { Int($0.row) }
        )
        return groups.map { group in
            var row = group.first
            if !group.rows.isEmpty { row.row = RepeatedFindings.text(group.rows) }
            return row
        }
    }

    private static func row(_ finding: JSONValue, _ words: Words) -> Row {
        let severity = finding["severity"]?.text.flatMap(Severity.init)
        let message = finding["message"]
        return Row(
            severity: severity.map { words.name(of: $0) } ?? "",
            severityClass: severity.map(BadgeClass.of) ?? "",
            row: finding["row"]?.text ?? "",
            column: finding["column"]?.text ?? "",
            message: message?[words.language.rawValue]?.text ?? "",
            value: finding["value"]?.text ?? "",
        )
    }
}

extension JSONValue {
    /// A string, or the literal of a number; nil for anything else.
    var text: String? {
        switch self {
        case .string(let text): text
        case .number(let literal): literal
        case .null, .boolean, .array, .object: nil
        }
    }
}

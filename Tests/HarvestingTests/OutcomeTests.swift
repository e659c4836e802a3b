import Catalog
import OpenData
import Tabular
import Testing

@testable import Harvesting

@Suite struct `Record outcome` {
    /// Outcomes of a dataset's metadata and resources, and of the record that follows.
    struct Case: Sendable, CustomTestStringConvertible {
        var metadata: CatalogDatabase.Change
        var resources: [Outcome]
        var outcome: Outcome
        var testDescription: String { "\(metadata) \(resources.map(\.rawValue)) → \(outcome)" }
    }

    static let cases: [Case] = [
        Case(metadata: .created, resources: [], outcome: .created),
        Case(metadata: .created, resources: [.created, .unchanged], outcome: .created),
        Case(metadata: .unchanged, resources: [.unchanged, .unchanged], outcome: .unchanged),
        Case(metadata: .unchanged, resources: [.unchanged, .updated], outcome: .updated),
        Case(metadata: .unchanged, resources: [.created], outcome: .created),
        Case(metadata: .unchanged, resources: [.created, .unchanged], outcome: .updated),
        Case(metadata: .updated, resources: [.unchanged], outcome: .updated),
        Case(metadata: .created, resources: [.created, .rejected], outcome: .rejected),
        Case(metadata: .updated, resources: [.held, .rejected, .failed], outcome: .failed),
        Case(metadata: .unchanged, resources: [.blocked, .rejected], outcome: .blocked),
        Case(metadata: .unchanged, resources: [.updated, .held], outcome: .held),
    ]

    @Test(arguments: cases)
    func `The most telling part decides`(row: Case) {
        var record = HarvestRecord(
            job: "",
            remoteID: "",
            name: "x",
            title: "題",
            outcome: .unchanged,
            at: Timestamp(microseconds: 0),
        )
        record.resources = row.resources.map {
            HarvestRecord.Resource(id: "", title: "", format: "CSV", outcome: $0, reason: "code_\($0.rawValue)")
        }
        record.decide(metadata: row.metadata)
        #expect(record.outcome == row.outcome)
        if row.resources.contains(row.outcome) { #expect(record.reason == "code_\(row.outcome.rawValue)") }
    }

    @Test func `A printed line holds outcome, name, reason and message, and nothing that moves a cursor`() {
        var record = HarvestRecord(
            job: "",
            remoteID: "",
            name: "35201_aed",
            title: "AED\n\u{1B}[2J一覧",
            outcome: .created,
            at: Timestamp(microseconds: 0),
        )
        #expect(RecordLine.text(record, language: "ja") == "created 35201_aed - AED  [2J一覧")
        record.outcome = .rejected
        record.reason = "content_mismatch"
        record.message = Bilingual(ja: "表ではありません。", en: "This is no table.")
        #expect(RecordLine.text(record, language: "ja") == "rejected 35201_aed content_mismatch 表ではありません。")
        #expect(RecordLine.text(record, language: "en") == "rejected 35201_aed content_mismatch This is no table.")
    }
}

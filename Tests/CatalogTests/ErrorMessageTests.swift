import Catalog
import Tabular
import Testing

@Suite struct `Refusals` {
    @Test(arguments: [
        (CatalogError.Kind.invalidName("A b"), "A b"), (.unknownOrganization("hofu"), "hofu"),
        (.unknownDataset("aed"), "aed"),
        (.unknownDistribution("aed-csv"), "aed-csv"), (.unknownSource("portal"), "portal"), (.unknownJob("j1"), "j1"),
        (.nameTaken("aed"), "aed"), (.idTaken("id1"), "id1"), (.notHeld(distribution: "aed-csv", number: 3), "3"),
        (.mayNotBePublished(distribution: "aed-csv", number: 3), "aed-csv"),
        (.noProposal(dataset: "aed", code: "gone"), "gone"), (.leaseLost(job: "j1"), "j1"), (.badCursor, "cursor"),
        (.damaged("log record 3 was changed"), "log record 3"),
        (.newerRelease, "ydp"), (.notWritable, ""), (.busy, ""), (.unexpected(code: 19), "19"),
    ])
    func `each has a sentence in both languages that names what is wrong`(_ kind: CatalogError.Kind, _ named: String) {
        let message = CatalogError(kind).message
        #expect(named.isEmpty || message.ja.contains(named))
        #expect(named.isEmpty || message.en.contains(named))
        #expect(message.ja.hasSuffix("。") || message.ja.hasSuffix("）。"))
        #expect(message.en.hasSuffix(".") || message.en.hasSuffix(")."))
        #expect(!message.en.contains("SQL") && !message.ja.contains("SQL"))
        #expect(message.ja.unicodeScalars.contains { (0x3041...0x30FF).contains($0.value) })
    }
}

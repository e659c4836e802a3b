import OpenData
import Testing

@Suite struct `Licences` {
    @Test(arguments: [
        ("cc-by-4.0", true), ("pdl-1.0", true), ("cc-by", true), ("cc-by-sa", true), ("cc-zero", true),
        ("odc-odbl", true),
        ("other-at", true), ("cc-nc", false), ("other-closed", false), ("notspecified", false), ("cc-by-nd-4.0", false),
    ])
    func `the Open Definition's judgement is known`(_ id: String, _ isOpen: Bool) {
        #expect(License.named(id)?.isOpen == isOpen)
    }

    @Test func `the public data licence carries its official title`() {
        #expect(License.named("pdl-1.0")?.title == "公共データ利用規約（第1.0版）")
    }

    @Test func `letters are found in either case and unknown ids are not`() {
        #expect(License.named("CC-BY-4.0")?.id == "cc-by-4.0")
        #expect(License.named("cc-by-9.9") == nil)
        #expect(License.named("") == nil)
    }

    @Test func `the table has all of CKAN's built-in ids, each id once, with both titles`() {
        let builtIn = [
            "notspecified", "odc-pddl", "odc-odbl", "odc-by", "cc-zero", "cc-by", "cc-by-sa", "gfdl", "other-open",
            "other-pd",
            "other-at", "uk-ogl", "cc-nc", "other-nc", "other-closed",
        ]
        #expect(builtIn.filter { License.named($0) == nil } == [])
        #expect(Set(License.all.map(\.id)).count == License.all.count)
        #expect(License.all.allSatisfy { !$0.title.isEmpty && !$0.titleEnglish.isEmpty })
    }
}

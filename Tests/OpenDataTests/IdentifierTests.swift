import OpenData
import Testing

@Suite struct `Names and ids` {
    @Test(arguments: [
        "ab", "a1", "1a", "00", "hofu-aed", "yamaguchi_pref", "a-", "a_", "news", "search-terms",
        String(repeating: "a", count: 100),
    ])
    func `these are names`(_ name: String) {
        #expect(Identifier.isValidName(name))
    }

    @Test(arguments: [
        "", "a", "-a", "_a", "Ab", "aB", "a b", "a.b", "a/b", "a%", "ａｂ", "あい", "aé", "ae\u{301}", "a\u{0}", "ab\n",
        "new", "edit", "search", String(repeating: "a", count: 101),
    ])
    func `these are not`(_ name: String) {
        #expect(!Identifier.isValidName(name))
    }

    @Test func `an id is made from kind and key alone`() {
        #expect(Identifier.uuid("dataset", "hofu-aed") == "1494ccde-0e0c-87dc-9c9a-0f788634b557")
        #expect(Identifier.uuid("dataset", "hofu-aed") != Identifier.uuid("organization", "hofu-aed"))
        #expect(Identifier.uuid("a", "bc") != Identifier.uuid("ab", "c"))
        #expect(Identifier.isUUID(Identifier.uuid("", "")))
    }

    @Test func `composed and decomposed kana are one key`() {
        let composed = "\u{304C}"
        let decomposed = "\u{304B}\u{3099}"
        #expect(!composed.utf8.elementsEqual(decomposed.utf8))
        #expect(Identifier.uuid("organization", composed) == "72f3c92f-c329-8a1f-a5a5-a63d1d651f7f")
        #expect(Identifier.uuid("organization", decomposed) == "72f3c92f-c329-8a1f-a5a5-a63d1d651f7f")
        #expect(Identifier.normalized(decomposed).utf8.elementsEqual(composed.utf8))
    }

    @Test(arguments: [
        ("9a3b6c1e-4f2d-4e8a-9b7c-0d1e2f3a4b5c", true),
        ("00000000-0000-0000-0000-000000000000", true),
        ("9A3B6C1E-4F2D-4E8A-9B7C-0D1E2F3A4B5C", false),
        ("9a3b6c1e4f2d4e8a9b7c0d1e2f3a4b5c", false),
        ("9a3b6c1e-4f2d-4e8a-9b7c-0d1e2f3a4b5", false),
        ("9a3b6c1e-4f2d-4e8a-9b7c-0d1e2f3a4b5cc", false),
        ("9a3b6c1e-4f2d-4e8a-9b7c+0d1e2f3a4b5c", false),
        ("9a3b6c1e-4f2d-4e8a-9b7c-0d1e2f3a4b5g", false),
        ("", false),
    ])
    func `only the lower-case canonical form is a UUID`(_ text: String, _ isUUID: Bool) {
        #expect(Identifier.isUUID(text) == isUUID)
    }
}

import Tabular
import Testing
import WebSupport

@testable import Portal

@Suite struct `The words of pages` {
    @Test(arguments: Word.allCases) func `are there in both languages with the same places for values`(word: Word) {
        let text = word.text
        #expect(!text.ja.isEmpty && !text.en.isEmpty)
        for place in ["%1", "%2"] { #expect(text.ja.contains(place) == text.en.contains(place)) }
    }

    @Test func `take values that look like places as they are`() {
        let words = Words(language: .en)
        #expect(words(.validationCounts, "%2", "3") == "Errors: %2, warnings: 3")
    }

    @Test func `are found by templates under their names`() {
        #expect(Words(language: .ja).child(named: "home") as? String == "ホーム")
        #expect(Words(language: .en).child(named: "home") as? String == "Home")
        #expect(Words(language: .en).child(named: "no such word") == nil)
    }
}

import Foundation
import OpenData

/// What sources write where a licence belongs: an id, an address, or words, in many spellings.
enum LicenseClaim {
    /// The id of our table that is meant, the claim itself where the table has none, nil where nothing is claimed.
    static func id(_ claim: String?) -> String? {
        guard let claim, claim.utf8.contains(where: { $0 > 0x20 }) else { return nil }
        let trimmed = claim.trimmingCharacters(in: .whitespacesAndNewlines)
        if let known = License.named(trimmed) { return known.id }
        let squeezed = squeezed(trimmed)
        let known = table.first { squeezed.contains($0.mark) }
        return known?.id ?? Identifier.normalized(trimmed)
    }

    /// Letters and digits only, in one width and case: `CC BY 4.0`, `CC-BY-4.0` and `ＣＣ　ＢＹ４．０` become one.
    private static func squeezed(_ text: String) -> String {
        let folded = text.precomposedStringWithCompatibilityMapping.lowercased()
        let letters = folded.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        // The word itself says nothing: クリエイティブ・コモンズ・ライセンス 表示 4.0.
        return String(String.UnicodeScalarView(letters)).replacingOccurrences(of: "ライセンス", with: "")
    }

    /// Marks in squeezed texts, with nil where our table has no such licence; the first that occurs decides, so that the longer
    /// stand before the shorter.
    private static let table: [(mark: String, id: String?)] =
        [
            ("publicdomainzero", "cc0-1.0"), ("creativecommonszero", "cc0-1.0"), ("cc0", "cc0-1.0"),
            ("公共データ利用規約", "pdl-1.0"), ("publicdatalicense", "pdl-1.0"), ("pdl10", "pdl-1.0"),
            ("政府標準利用規約", "gjstu-2.0"), ("governmentofjapanstandardtermsofuse", "gjstu-2.0"), ("gjstu", "gjstu-2.0"),
            ("opendatacommonsorglicensesodbl", "odc-odbl"), ("odbl", "odc-odbl"),
            ("opendatacommonsorglicensesby", "odc-by"), ("odcby", "odc-by"), ("pddl", "odc-pddl"),
            ("opengovernmentlicence", "uk-ogl"),
        ]
        + ["creativecommonsorglicensesby", "creativecommonsattribution", "クリエイティブコモンズ表示", "ccby"]
        .flatMap { begin in creativeCommons.map { (begin + $0.rest, $0.id) } }

    /// What follows the beginning of a Creative Commons licence.
    ///
    /// Without a version the ids are those of CKAN's list, which has no by-nd.
    private static let creativeCommons: [(rest: String, id: String?)] = [
        ("sa40", "cc-by-sa-4.0"), ("nd40", "cc-by-nd-4.0"), ("nc40", "cc-by-nc-4.0"),
        ("sharealike40", "cc-by-sa-4.0"), ("継承40", "cc-by-sa-4.0"), ("改変禁止40", "cc-by-nd-4.0"),
        ("非営利40", "cc-by-nc-4.0"),
        ("40", "cc-by-4.0"), ("21jp", "cc-by-2.1-jp"), ("21日本", "cc-by-2.1-jp"),
        ("sa", "cc-by-sa"), ("nc", "cc-nc"), ("nd", nil),
        ("継承", "cc-by-sa"), ("非営利", "cc-nc"), ("改変禁止", nil), ("noncommercial", "cc-nc"), ("noderiv", nil),
        ("", "cc-by"),
    ]
}

import HTTPTypes
import Tables
import Tabular
import WebSupport

/// How rows are written besides their format: what people need who open a CSV with a spreadsheet.
struct RowOutput: Hashable, Sendable {
    /// The character encodings of CSV.
    enum Encoding: String, Hashable, Sendable, CaseIterable {
        case utf8 = "utf-8"
        case shiftJIS = "shift_jis"
    }

    static let names = ["bom", "encoding", "header", "safe"]

    static let parameters: [Parameter] = [
        .query(
            "bom",
            Bilingual(ja: "CSV の先頭に BOM を付けるか（Excel 用）", en: "Whether a CSV begins with a byte order mark, for Excel"),
            kind: .choice(["true", "false"], byDefault: "false")
        ),
        .query(
            "encoding",
            Bilingual(ja: "CSV の文字コード", en: "Character encoding of a CSV"),
            kind: .choice(Encoding.allCases.map(\.rawValue), byDefault: "utf-8")
        ),
        .query(
            "header",
            Bilingual(ja: "CSV の見出し。title は元の表のまま", en: "Header of a CSV; title is the source's own"),
            kind: .choice(RowStyle.Header.allCases.map(\.rawValue), byDefault: "name")
        ),
        .query(
            "safe",
            Bilingual(
                ja: "excel にすると、式とみなされる値の前に ' を付ける",
                en: "excel puts ' before cells of a CSV that a spreadsheet would run"
            ),
            kind: .choice(CSVBytes.Safety.allCases.map(\.rawValue), byDefault: "none")
        ),
    ]

    var style = RowStyle()
    var startsWithMark = false
    var encoding = Encoding.utf8

    /// Throws ``Problem`` `bad-parameter`, also for what only a CSV can have.
    init(_ parameters: QueryParameters, media: RowMedia) throws(Problem) {
        startsWithMark = try parameters.choice("bom", of: ["true", "false"]) == "true"
        if let name = try parameters.choice("encoding", of: Encoding.allCases.map(\.rawValue)) {
            encoding = Encoding(rawValue: name) ?? .utf8
        }
        if let name = try parameters.choice("header", of: RowStyle.Header.allCases.map(\.rawValue)) {
            style.header = RowStyle.Header(rawValue: name) ?? .name
        }
        if let name = try parameters.choice("safe", of: CSVBytes.Safety.allCases.map(\.rawValue)) {
            style.safety = CSVBytes.Safety(rawValue: name) ?? .none
        }
        guard media != .csv else { return }
        for item in parameters.items where Self.names.contains(item.name) {
            let words = Bilingual(ja: "CSV（format=csv）でだけ使えます。", en: "It works with CSV only (format=csv).")
            throw .badParameter(item.name, value: item.value, expected: .words(words))
        }
    }

    /// What stands before everything else.
    var mark: [UInt8] { startsWithMark && encoding == .utf8 ? CSVBytes.byteOrderMark : [] }

    func contentType(of media: RowMedia) -> String {
        encoding == .shiftJIS ? "text/csv; charset=Shift_JIS; header=present" : media.contentType
    }
}

/// Rows in another encoding than ours, piece by piece, with what did not fit.
final class ShiftJISRows: PieceTransform, @unchecked Sendable {
    // Sound: one task calls it, one call after the other (``PieceTransform``).
    private var encoder = ShiftJISEncoder()

    func transform(_ piece: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(piece.count)
        piece.withUnsafeBufferPointer { encoder.append($0, to: &output) }
        return output
    }

    /// What is left at the end.
    func finish() -> [UInt8] {
        var output: [UInt8] = []
        encoder.finish(&output)
        return output
    }

    /// An export is on its way before it is known what does not fit: that follows it.
    var trailers: HTTPFields? {
        guard let unmappable, let name = RowHeaders.unmappable else { return nil }
        return [name: unmappable]
    }

    /// `U+1F600;count=2, U+9AD9;count=1`: characters that Shift_JIS has not and that were written as `&#…;`, by their
    /// numbers; nil when all fitted.
    var unmappable: String? {
        guard encoder.losses.replacedCount > 0 else { return nil }
        return encoder.losses.replaced.sorted { $0.key < $1.key }.prefix(50)
            .map { scalar, count in "U+\(String(scalar, radix: 16, uppercase: true));count=\(count)" }
            .joined(separator: ", ")
    }
}

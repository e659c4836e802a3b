import CTabular

/// Recognises by its first bytes what a file is when it is no text of a table, whatever its name says (of 570 files of
/// Yamaguchi's portal, nine had another content than their name, japan.md §5).
enum ContentSniffing {
    /// What the bytes are; nil where they may be text of a table.
    static func mismatch(_ bytes: UnsafeBufferPointer<UInt8>) -> Bilingual? {
        if let entry = magic.first(where: { bytes.dropFirst($0.place).starts(with: $0.bytes) }) {
            return entry.isArchive ? archive(bytes) : entry.name
        }
        return markup(bytes)
    }

    /// HTML, XML and their kind; nil for anything else.
    ///
    /// Also for text that came from UTF-16.
    static func markup(_ bytes: UnsafeBufferPointer<UInt8>) -> Bilingual? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let head = bytes[start...].prefix(1_024).drop { $0 <= 0x20 }
        guard head.first == UInt8(ascii: "<") else { return nil }
        return kind(ofMarkup: head.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
    }

    private struct Magic {
        let bytes: [UInt8]
        let name: Bilingual
        /// Offset of the bytes in the file.
        let place: Int
        var isArchive = false

        init(_ bytes: [UInt8], at place: Int = 0, ja: String, en: String, isArchive: Bool = false) {
            self.bytes = bytes
            self.place = place
            self.name = Bilingual(ja: ja, en: en)
            self.isArchive = isArchive
        }
    }

    private static let magic: [Magic] = [
        Magic([0x50, 0x4B, 0x03, 0x04], ja: "ZIP ファイル", en: "a ZIP archive", isArchive: true),
        Magic([0x50, 0x4B, 0x05, 0x06], ja: "空の ZIP ファイル", en: "an empty ZIP archive"),
        Magic(
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            ja: "Excel 97-2003 などの旧形式の文書（OLE2）",
            en: "a document of the old Office format (OLE2, such as an Excel 97-2003 workbook)"
        ),
        Magic(Array("%PDF-".utf8), ja: "PDF 文書", en: "a PDF document"),
        Magic([0x89, 0x50, 0x4E, 0x47], ja: "PNG 画像", en: "a PNG image"),
        Magic([0xFF, 0xD8, 0xFF], ja: "JPEG 画像", en: "a JPEG image"),
        Magic(Array("GIF8".utf8), ja: "GIF 画像", en: "a GIF image"),
        Magic([0x49, 0x49, 0x2A, 0x00], ja: "TIFF 画像", en: "a TIFF image"),
        Magic([0x4D, 0x4D, 0x00, 0x2A], ja: "TIFF 画像", en: "a TIFF image"),
        Magic(Array("RIFF".utf8), ja: "画像か音声（RIFF）", en: "an image or sound file (RIFF)"),
        Magic([0x1F, 0x8B], ja: "gzip で二重に圧縮されたファイル", en: "a file compressed with gzip twice"),
        Magic(Array("BZh".utf8), ja: "bzip2 で圧縮されたファイル", en: "a file compressed with bzip2"),
        Magic([0xFD, 0x37, 0x7A, 0x58, 0x5A], ja: "xz で圧縮されたファイル", en: "a file compressed with xz"),
        Magic([0x28, 0xB5, 0x2F, 0xFD], ja: "Zstandard で圧縮されたファイル", en: "a file compressed with Zstandard"),
        Magic([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], ja: "7-Zip ファイル", en: "a 7-Zip archive"),
        Magic(Array("Rar!".utf8), ja: "RAR ファイル", en: "a RAR archive"),
        Magic(Array("SQLite format 3".utf8), ja: "SQLite データベース", en: "an SQLite database"),
        Magic(Array("ftyp".utf8), at: 4, ja: "動画か画像（MP4・HEIC など）", en: "a video or image (MP4, HEIC and the like)"),
        Magic([0x00, 0x00, 0x27, 0x0A, 0x00], ja: "シェープファイル", en: "a shapefile"),
        Magic([0x00, 0x61, 0x73, 0x6D], ja: "WebAssembly プログラム", en: "a WebAssembly program"),
        Magic([0x7F, 0x45, 0x4C, 0x46], ja: "プログラム（ELF）", en: "a program (ELF)"),
        Magic(Array("fgb\u{3}fgb".utf8), ja: "FlatGeobuf（地図データ）", en: "a FlatGeobuf map file"),
        Magic(Array("PAR1".utf8), ja: "Parquet ファイル", en: "a Parquet file"),
        Magic(Array("{\\rtf".utf8), ja: "リッチテキスト（RTF）", en: "a rich text document (RTF)"),
    ]

    /// What a ZIP archive is, by the names of its members, which stand in it as plain bytes.
    private static func archive(_ bytes: UnsafeBufferPointer<UInt8>) -> Bilingual {
        let kinds: [(member: String, name: Bilingual)] = [
            ("xl/", Bilingual(ja: "Excel ブック（XLSX）", en: "an Excel workbook (XLSX)")),
            ("word/", Bilingual(ja: "Word 文書（DOCX）", en: "a Word document (DOCX)")),
            ("ppt/", Bilingual(ja: "PowerPoint 文書（PPTX）", en: "a PowerPoint document (PPTX)")),
            ("opendocument", Bilingual(ja: "OpenDocument 文書", en: "an OpenDocument file")),
            ("stop_times.txt", Bilingual(ja: "GTFS（バス・鉄道の時刻表）の ZIP ファイル", en: "a ZIP archive with GTFS timetables")),
            (".shp", Bilingual(ja: "シェープファイルの ZIP ファイル", en: "a ZIP archive with a shapefile")),
        ]
        // The directory is at the end; small archives name their members at the start, too.
        let head = UnsafeBufferPointer(rebasing: bytes.prefix(1 << 16))
        let tail = UnsafeBufferPointer(rebasing: bytes.suffix(1 << 16))
        let found = kinds.first { contains(head, $0.member) || contains(tail, $0.member) }
        return found?.name ?? Bilingual(ja: "ZIP ファイル", en: "a ZIP archive")
    }

    private static func kind(ofMarkup head: [UInt8]) -> Bilingual? {
        func has(_ word: String) -> Bool { head.withUnsafeBufferPointer { contains($0, word) } }
        if has("excel.sheet") || has("schemas-microsoft-com:office:spreadsheet") {
            return Bilingual(ja: "Excel 2003 XML（SpreadsheetML）", en: "an Excel 2003 XML file (SpreadsheetML)")
        }
        if has("<!doctype html") || has("<html") { return Bilingual(ja: "HTML ページ", en: "an HTML page") }
        if has("<kml") { return Bilingual(ja: "KML（地図データ）", en: "a KML map file") }
        if has("<rss") || has("<feed") { return Bilingual(ja: "RSS/Atom フィード", en: "an RSS or Atom feed") }
        if has("<rdf:rdf") { return Bilingual(ja: "RDF/XML", en: "an RDF/XML file") }
        if has("<svg") { return Bilingual(ja: "SVG 画像", en: "an SVG image") }
        if has("<?xml") { return Bilingual(ja: "XML ファイル", en: "an XML file") }
        let isTag = head.count > 1 && (head[1] == UInt8(ascii: "!") || (head[1] >= 0x61 && head[1] <= 0x7A)) && has(">")
        return isTag ? Bilingual(ja: "HTML か XML", en: "HTML or XML") : nil
    }

    private static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ word: String) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        let wanted = Array(word.utf8)
        return ctabular_find(start, bytes.count, wanted, wanted.count) < bytes.count
    }
}

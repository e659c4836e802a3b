internal import CSQLite
internal import Tabular

/// The index of words: an FTS5 table over the folded text of all string columns of a row, whose rowid is the row's number.
///
/// It keeps no text (`content=''`), no sizes and no positions (`detail=none`), which halves it: `ydp_contains` looks at the
/// rows that it finds anyway, except for one and two characters, which are single tokens and so exact. Cells are parted by
/// U+001F, so that no pair reaches from one into the next. Making it takes some ten times as long as the rows themselves (30 s
/// of CPU for a million), so it is made only where walking over the text would be felt.
enum WordIndex {
    /// Below this a walk over all rows takes a few dozen milliseconds.
    static let leastRows = 20_000
    /// Bytes of text beyond which it is not made: building would take many minutes.
    static let textLimit = 1 << 30
    /// Columns that one expression can join.
    private static let columnLimit = 200

    /// Makes the index over the rows that are there.
    /// - Parameters:
    ///   - columns: the string columns, from 0; all of them.
    ///   - connection: over the file.
    static func build(_ columns: [Int], in connection: Connection) throws {
        let registrations = [
            ydp_register_bigram(connection.handle),
            ydp_register_text_fold(connection.handle) { text, count, how, result in
                SearchText.answer(text, count, how, result)
            },
        ]
        for result in registrations where result != SQLITE_OK {
            throw SQLiteFailure(code: result, statement: "register functions")
        }
        let how = TextFolding.letterCase.rawValue
        let text = columns.map { "coalesce(ydp_folded(\(TableFileLayout.physicalName($0 + 1)), \(how)), '')" }
        try connection.execute(
            """
            CREATE VIRTUAL TABLE words USING fts5(text, content = '', columnsize = 0, detail = none, tokenize = 'bigram');
            INSERT INTO words(words, rank) VALUES ('hashsize', 33554432);
            INSERT INTO words(rowid, text) SELECT _id, \(text.joined(separator: " || char(31) || ")) FROM rows;
            INSERT INTO words(words) VALUES ('optimize');
            """
        )
    }

    /// Whether a table gets one.
    static func pays(rows: Int, textBytes: Int, columns: [Int], leastRows: Int = WordIndex.leastRows) -> Bool {
        rows >= leastRows && textBytes <= textLimit && !columns.isEmpty && columns.count <= columnLimit
    }
}

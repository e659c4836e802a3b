/// Judges the columns of a table while a pass that needs to know them is on its way.
///
/// A table file can only be written when the types are known, and the types are only known when all rows were seen. The first
/// rows nearly always tell them, so the pass takes them for a ``guess``, does its work, and shows this every batch on the
/// way; at the end ``document()`` says what the columns are, judged over all rows as ever. Where that is the guess, the work
/// is done after one pass instead of two. Where it is not, the work is thrown away and done again by the truth: it costs time,
/// never a wrong type. As the guess is looked at again whenever twice as many rows were seen, a pass that is in vain mostly
/// ends early.
///
/// A class, so that the pass and who began it can both hold it.
package final class OngoingTyping {
    /// Rows that the guess is made from.
    package static let firstRows = 8_192

    /// What the columns seem to be by the first rows.
    package let guess: [Column]
    /// Whether the rows so far say that the guess is wrong.
    package private(set) var isRefuted = false
    private let opening: TabularOpening
    private var typing: ColumnTyping
    /// Rows that were seen before the pass began; showing them again changes nothing.
    package let rowsKnown: Int
    private var nextLook: Int
    /// What ``document()`` said.
    private var judged: TabularDocument?

    /// Looks at the first rows of an opened file.
    ///
    /// - Parameter firstRows: how many, to the end of a batch.
    /// - Throws: ``TabularError`` where they cannot be read.
    init(_ opening: TabularOpening, firstRows: Int = OngoingTyping.firstRows) throws(TabularError) {
        self.opening = opening
        typing = opening.makeTyping()
        try typing.add(opening.makeReader(), rows: firstRows)
        rowsKnown = typing.rowsSeen
        nextLook = rowsKnown * 2
        guess = opening.withFormats(typing.columns())
    }

    /// A typing with the same guess that has seen nothing, for another thread that passes over other rows, none of them among
    /// ``rowsKnown``.
    package func makeSibling() -> OngoingTyping { OngoingTyping(sibling: self) }

    private init(sibling: OngoingTyping) {
        opening = sibling.opening
        typing = opening.makeTyping()
        guess = sibling.guess
        rowsKnown = 0
        nextLook = .max
    }

    /// Takes over what a sibling has seen, when its pass has ended.
    package func add(_ sibling: OngoingTyping) { typing.add(sibling.typing) }

    /// Shows the cells of one column of a batch.
    ///
    /// - Parameter plain: what a ``CellParser`` for the guessed column that read them already returned; nil to look at each
    ///   cell.
    package func add(_ batch: borrowing RecordBatch, column: Int, plain: PlainCells? = nil) {
        guard batch.firstRow > rowsKnown else { return }
        typing.add(batch, column: column, plain: plain)
    }

    /// Ends a batch of which every column was shown.
    package func endBatch(_ batch: borrowing RecordBatch) {
        guard batch.firstRow > rowsKnown else { return }
        typing.endBatch(rows: batch.rowCount)
        guard typing.rowsSeen >= nextLook else { return }
        nextLook *= 2
        isRefuted = opening.withFormats(typing.columns()) != guess
    }

    /// The document, with its columns judged over all rows.
    ///
    /// To be asked after the last batch, or when the guess was refuted; the rows that were not shown are then read.
    /// - Throws: ``TabularError`` where the file cannot be read on.
    package func document() throws(TabularError) -> TabularDocument {
        if let judged { return judged }
        let document = try isRefuted ? opening.document() : documentOfShownRows()
        judged = document
        return document
    }

    /// The document as the rows that were shown tell.
    func documentOfShownRows() throws(TabularError) -> TabularDocument { try TabularDocument(opening, typing) }
}

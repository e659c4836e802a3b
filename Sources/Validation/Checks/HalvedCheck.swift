import Synchronization
import Tabular

/// Checks a large table on two threads, each of which reads, parses and checks its own half of the records.
///
/// Of a table without a fault there is nothing to say in order, so its halves can be looked at apart; what remains is that no value
/// that must be in one row only is in both. As soon as anything is not as it should be, both stop, and the table is checked in
/// order from its first row, which then is what it costs anyway. Handing batches from thread to thread (``Tabular/ReadAhead``)
/// would win less: where two processors share no cache, a field takes longer to fetch than to parse.
enum HalvedCheck {
    /// Tables of fewer rows are checked before two threads have begun.
    static let fewestRows = 50_000

    /// - Returns: what was read and found; nil where the table has to be checked in order.
    /// - Throws: ``TabularError`` when the file cannot be read on.
    static func run(
        _ opening: TabularOpening,
        schema: TableSchema,
        fewestRows: Int = fewestRows,
        firstRows: Int = OngoingTyping.firstRows,
    ) throws(TabularError) -> (document: TabularDocument, outcome: Validator.Outcome)? {
        let rows = opening.reading.rowCount
        guard rows >= fewestRows else { return nil }
        let typing = try opening.makeOngoingTyping(firstRows: firstRows)
        // By bytes the middle may come early: the second half must not count rows that the guess was made from.
        guard let halves = opening.makeHalves(behind: typing.rowsKnown) else { return nil }
        let stop = Stop()
        let first = Half(halves.first, schema, typing, rows: rows / 2, stop)
        let second = Half(halves.second, schema, typing.makeSibling(), rows: rows / 2, stop)
        guard let thread = PosixThread({ second.check() }) else { return nil }
        first.check()
        thread.join()
        guard !stop.isSet, first.isSpotless(with: second) else { return nil }
        typing.add(second.typing)
        let document = try typing.document()
        guard document.columns == typing.guess, let outcome = first.takeOutcome() else { return nil }
        return (document, outcome)
    }

    /// Tells both threads that it is over.
    private final class Stop: Sendable {
        private let value = Atomic<Bool>(false)

        var isSet: Bool { value.load(ordering: .relaxed) }

        func set() { value.store(true, ordering: .relaxed) }
    }

    /// Half of the records with all that checks them.
    // Sound: used by one thread until that has ended, and by who joined it afterwards.
    private final class Half: @unchecked Sendable {
        let typing: OngoingTyping
        private var reader: any RecordReader
        private var validator: Validator?
        private let stop: Stop

        init(_ reader: any RecordReader, _ schema: TableSchema, _ typing: OngoingTyping, rows: Int, _ stop: Stop) {
            self.reader = reader
            self.typing = typing
            self.stop = stop
            validator = Validator(schema: schema, columns: typing.guess, rows: rows)
        }

        /// Checks until all rows were seen, or one is not right, or the other half says so.
        func check() {
            var batch = RecordBatch()
            do throws(TabularError) {
                while !stop.isSet, try reader.next(into: &batch) {
                    validator?.check(batch, showing: typing)
                    guard validator?.isSpotless == true, !typing.isRefuted else { return stop.set() }
                }
            } catch {
                // The pass in order meets it again and says where.
                stop.set()
            }
        }

        func isSpotless(with other: Half) -> Bool {
            guard let validator = validator.take(), let others = other.validator.take() else { return false }
            let isSpotless = validator.isSpotless(with: others)
            self.validator = consume validator
            return isSpotless
        }

        func takeOutcome() -> Validator.Outcome? {
            guard let validator = validator.take() else { return nil }
            return validator.finish()
        }
    }
}

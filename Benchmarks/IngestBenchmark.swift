import Foundation
import Tables
import Tabular

/// From a file to a finished table file: detect, type, count, index, hash and sync, against `sqlite3 .import`, which
/// only splits text and stores it.
struct IngestBenchmark {
    let source: String
    let store: FileStore
    let folder: String

    /// - Returns: the table that was built.
    func run(_ measure: Measure) throws -> TableBuilder.Built {
        var built: TableBuilder.Built?
        let opening = try measure.time { _ = try TabularDocument(path: source) }
        let whole = try measure.time {
            built = try TableBuilder(store: store).build(
                try TabularOpening(path: source),
                blob: String(repeating: "0", count: 64),
                source: "facilities.csv"
            ) { _ in nil }.built
        }
        var isThere = true
        let imported = try measure.time {
            let database = "\(folder)/import.sqlite"
            try? FileManager.default.removeItem(atPath: database)
            isThere = try SQLiteShell().run(
                database,
                ["PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", ".mode csv", ".import \(source) rows"]
            )
        }
        guard let built else { throw CocoaError(.fileReadUnknown) }
        let bytes = try FileManager.default.attributesOfItem(atPath: source)[.size] as? Int ?? 0
        let rate = (Double(bytes) / 1e6 / (whole / .seconds(1))).rounded()
        measure.report("open (detect, type all rows)", opening, against: isThere ? (".import", imported) : nil)
        measure.report(
            "ingest (open, build, index, sync)",
            whole,
            against: isThere ? (".import", imported) : nil,
            note: "\(built.rowCount) rows, \(rate) MB/s"
        )
        return built
    }
}

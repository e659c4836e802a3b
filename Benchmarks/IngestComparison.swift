import Foundation
import Tables
import Tabular

/// `Benchmarks ingest FILE.csv [ROUNDS]`: CPU time from a file to a finished table file, against what others take for the same
/// file, one after another in every round; the least time of each counts.
///
/// Peers that are not installed are left out. Those of Python are looked for in the folder that `YDP_PEERS` names (see
/// `peers.sh`). `YDP_KEEP=FOLDER` keeps the table file there; `YDP_CASE=WORDS` runs only the cases whose name has those words, for profiling.
struct IngestComparison {
    let source: String
    let rounds: Int
    let folder: String

    private struct Case {
        let name: String
        /// CPU seconds of one run; nil where it cannot run.
        let run: () throws -> Double?
    }

    func run() throws {
        let store = FileStore(directory: "\(folder)/data")
        try store.prepare()
        let document = try TabularDocument(path: source)
        var built: TableBuilder.Built?
        var cases: [Case] = [
            Case(name: "open (detect, type all rows)") { try CPUTime.own { _ = try TabularDocument(path: source) } },
            Case(name: "ingest (open, build, hash, sync), no indexes") {
                try CPUTime.own { built = try build(into: store, indexes: []) }
            },
            Case(name: "ingest with the R*Tree") {
                try CPUTime.own { built = try build(into: store, indexes: .place) }
            },
            Case(name: "ingest with all indexes") {
                try CPUTime.own { built = try build(into: store, indexes: .all) }
            },
        ]
        if ProcessInfo.processInfo.environment["YDP_ALONE"] == nil { cases += peers(of: document) }
        if let word = ProcessInfo.processInfo.environment["YDP_CASE"] { cases.removeAll { !$0.name.contains(word) } }
        var least = [Double?](repeating: nil, count: cases.count)
        for _ in 0..<rounds {
            for (index, entry) in cases.enumerated() {
                guard let seconds = try entry.run() else { continue }
                least[index] = min(least[index] ?? seconds, seconds)
            }
        }
        guard let built, let own = least.count > 1 ? least[1] : least.first ?? nil else { return }
        let bytes = try FileManager.default.attributesOfItem(atPath: source)[.size] as? Int ?? 0
        print(
            "\(built.rowCount) rows, \(bytes / 1_000_000) MB → \(built.bytes / 1_000_000) MB, CPU seconds, least of \(rounds)"
        )
        for (entry, seconds) in zip(cases, least) {
            guard let seconds else {
                print("\(entry.name): not here")
                continue
            }
            let ratio = (own / seconds * 1_000).rounded() / 1_000
            print("\(entry.name): \((seconds * 1_000).rounded() / 1_000) s; ingest is \(ratio) × this")
        }
        print("peak memory \(CPUTime.peakMemory) MiB")
        if let keep = ProcessInfo.processInfo.environment["YDP_KEEP"] {
            try? FileManager.default.removeItem(atPath: "\(keep)/table.sqlite")
            try FileManager.default.copyItem(
                atPath: store.path(.tables, built.table),
                toPath: "\(keep)/table.sqlite"
            )
        }
    }

    /// Builds as if for the first time: a file that is already in the store would only be removed again.
    private func build(into store: FileStore, indexes: TableIndexes) throws -> TableBuilder.Built {
        try? FileManager.default.removeItem(atPath: "\(store.directory)/tables")
        try store.prepare()
        return try TableBuilder(store: store).build(
            try TabularOpening(path: source),
            blob: String(repeating: "0", count: 64),
            source: "facilities.csv",
            indexes: indexes
        ) { _ in nil }.built
    }

    private func peers(of document: TabularDocument) -> [Case] {
        let columns = document.columns.enumerated().map { index, column in
            let type =
                switch column.type {
                case .integer, .year, .boolean: "INTEGER"
                case .number: "REAL"
                case .string, .date, .time, .datetime, .yearmonth: "TEXT"
                }
            return "c\(index + 1) \(type)"
        }
        let created = "CREATE TABLE rows(\(columns.joined(separator: ", ")))"
        let python = ProcessInfo.processInfo.environment["YDP_PEERS"]
        return [
            Case(name: "sqlite3 .import, typed table") {
                try CPUTime.children {
                    try SQLiteShell().run(
                        fresh("import.sqlite"),
                        [
                            "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", created,
                            ".import --csv --skip 1 \(source) rows",
                        ]
                    )
                }
            },
            Case(name: "DuckDB read_csv into a file") {
                guard let python else { return nil }
                let script = """
                    import duckdb, sys
                    c = duckdb.connect(sys.argv[2])
                    c.execute("create table rows as select * from read_csv(?)", [sys.argv[1]])
                    c.close()
                    """
                return try CPUTime.children {
                    try SQLiteShell.run("\(python)/python", ["-c", script, source, fresh("rows.duckdb")])
                }
            },
            // Since 4.0 it detects types without being told.
            Case(name: "sqlite-utils insert --csv") {
                guard let python, ProcessInfo.processInfo.environment["YDP_SLOW_PEERS"] != nil else { return nil }
                return try CPUTime.children {
                    try SQLiteShell.run(
                        "\(python)/sqlite-utils",
                        ["insert", fresh("utils.sqlite"), "rows", source, "--csv", "--silent"]
                    )
                }
            },
        ]
    }

    private func fresh(_ name: String) -> String {
        try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        return "\(folder)/\(name)"
    }
}

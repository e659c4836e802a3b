import Foundation
import Tables
import Tabular

/// The CPU time of the stages of reading against their peers: `Benchmarks reading FOLDER [ROUNDS]`.
///
/// Read are the files of `generate_facilities.py` in the folder; the least time of each counts. Peers that are not installed are left out.
struct ReadingComparison {
    let data: String
    let rounds: Int
    let folder: String

    func run() throws {
        try structure()
        try decoding()
        try json()
        try ingests()
    }

    /// The structure of CSV against a C program of the same design, compiled here.
    private func structure() throws {
        let path = "\(data)/facilities_1m.csv"
        guard let size = size(of: path) else { return }
        var found = (count: 0, sum: 0)
        let own = try least { try CPUTime.own { found = try ReadingMeasures.structure(of: path) } }
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Peers/structure.c").path
        let program = "\(folder)/structure"
        guard try output(of: "cc", ["-O3", "-march=native", "-o", program, source]) != nil,
            let answer = try output(of: program, [path, String(rounds)])
        else { return report("structure scan", size, own) }
        let parts = answer.split { $0 == " " || $0 == "\n" }
        guard parts.count == 3, Int(parts[0]) == found.count, Int(parts[1]) == found.sum, let peer = Double(parts[2])
        else {
            print("the C program finds other structure than ours: \(answer), not \(found)")
            return
        }
        report("structure scan", size, own, against: ("the same in C, -O3 -march=native", peer))
    }

    /// CP932 to UTF-8 against iconv.
    private func decoding() throws {
        let path = "\(data)/facilities_1m_cp932.csv"
        guard let size = size(of: path) else { return }
        var written = 0
        let own = try least { try CPUTime.own { written = try ReadingMeasures.utf8Size(ofCP932: path) } }
        var isSame = true
        let peer = try least {
            try CPUTime.children {
                let text = "\(folder)/iconv.txt"
                let isThere = try output(of: "sh", ["-c", "iconv -f CP932 -t UTF-8 '\(path)' > '\(text)'"]) != nil
                isSame = self.size(of: text) == written
                return isThere
            } ?? .infinity
        }
        if !isSame { print("iconv writes another number of bytes than ours") }
        report("CP932 to UTF-8", size, own, against: ("iconv", peer))
    }

    /// JSON: the whole understanding of a file, and a pass over its records.
    private func json() throws {
        let path = "\(data)/facilities_100k.json"
        guard let size = size(of: path) else { return }
        let opening = try least { try CPUTime.own { _ = try TabularDocument(path: path) } }
        report("JSON: open (syntax, keys, types)", size, opening)
        let document = try TabularDocument(path: path)
        let pass = try least {
            try CPUTime.own {
                var reader = document.makeReader()
                var batch = RecordBatch()
                var rows = 0
                while try reader.next(into: &batch) { rows += batch.rowCount }
                precondition(rows == document.reading.rowCount, "a pass lost records")
            }
        }
        report("JSON: a pass over all records", size, pass)
    }

    /// From file to table file, without indexes: JSON and CP932 against the UTF-8 CSV of the same rows.
    private func ingests() throws {
        let csv = "\(data)/facilities_100k.csv"
        guard let size = size(of: csv) else { return }
        let store = FileStore(directory: "\(folder)/reading")
        var times: [String: Double] = [:]
        let paths = ["100k.csv", "100k.json", "100k_cp932.csv"].map { "\(data)/facilities_\($0)" }
        // One after the other in every round, so that all have the same neighbours.
        for _ in 0..<rounds {
            for path in paths where self.size(of: path) != nil {
                let time = try CPUTime.own { try build(path, into: store) }
                times[path] = min(times[path] ?? time, time)
            }
        }
        guard let own = times[csv] else { return }
        report("CSV to a table file", size, own)
        for path in paths.dropFirst() {
            guard let time = times[path], let size = self.size(of: path) else { continue }
            report(
                "\(path.hasSuffix("json") ? "JSON" : "CP932") to a table file",
                size,
                time,
                against: ("the CSV", own)
            )
        }
    }

    private func build(_ path: String, into store: FileStore) throws {
        try? FileManager.default.removeItem(atPath: "\(store.directory)/tables")
        try store.prepare()
        _ = try TableBuilder(store: store).build(
            try TabularOpening(path: path),
            blob: String(repeating: "0", count: 64),
            source: "facilities",
            indexes: []
        ) { _ in nil }
    }

    private func least(_ run: () throws -> Double) rethrows -> Double {
        var least = Double.infinity
        for _ in 0..<rounds { least = min(least, try run()) }
        return least
    }

    private func size(of path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.size] as? Int
    }

    private func report(
        _ name: String,
        _ bytes: Int,
        _ seconds: Double,
        against peer: (name: String, seconds: Double)? = nil
    ) {
        let rate = (Double(bytes) / 1e6 / seconds).rounded()
        var line = "\(name): \((seconds * 1_000).rounded()) ms, \(rate) MB/s"
        if let peer, peer.seconds.isFinite {
            let ratio = (seconds / peer.seconds * 1_000).rounded() / 1_000
            line += "; \(ratio) × \(peer.name) (\((peer.seconds * 1_000).rounded()) ms)"
        }
        print(line)
    }

    /// What a program prints; nil where it is not there or fails.
    private func output(of program: String, _ arguments: [String]) throws -> String? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
    }
}

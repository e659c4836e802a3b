import Foundation
import Tables

// Usage: Benchmarks [ROWS] [FILE.csv], Benchmarks reading FOLDER [ROUNDS], Benchmarks ingest FILE.csv [ROUNDS] — see README.md.

let rowCount = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
let folder = FileManager.default.temporaryDirectory
    .appending(component: "ydp-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    .path(percentEncoded: false)
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

if CommandLine.arguments.count > 2, CommandLine.arguments[1] == "reading" {
    let rounds = CommandLine.arguments.dropFirst(3).first.flatMap { Int($0) } ?? 5
    try ReadingComparison(data: CommandLine.arguments[2], rounds: rounds, folder: folder).run()
    exit(0)
}

if CommandLine.arguments.count > 2, CommandLine.arguments[1] == "ingest" {
    let rounds = CommandLine.arguments.dropFirst(3).first.flatMap { Int($0) } ?? 3
    try IngestComparison(source: CommandLine.arguments[2], rounds: rounds, folder: folder).run()
    exit(0)
}

let source: String
if CommandLine.arguments.count > 2 {
    source = CommandLine.arguments[2]
} else {
    source = "\(folder)/facilities.csv"
    try Facilities(rowCount: rowCount).write(to: source)
}
let store = FileStore(directory: "\(folder)/data")
try store.prepare()

let measure = Measure()
let built = try IngestBenchmark(source: source, store: store, folder: folder).run(measure)
try await RowQueryBenchmark(built: built, store: store, folder: folder).run(measure)

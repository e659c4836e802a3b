import Foundation
import TestSupport
import Testing

/// The real `ydp` that the build put beside this test bundle, run on a data directory of its own.
struct Binary: Sendable {
    /// What one command printed and how it ended.
    struct Result: Sendable, CustomStringConvertible {
        var arguments: [String]
        var status: Int32
        var output: String
        var errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
        var description: String {
            "ydp \(arguments.joined(separator: " ")) → \(status)\n--- stdout\n\(output)\n--- stderr\n\(errors)"
        }
    }

    /// Path of the program under test: `YDP_BINARY` where that is set, so that these tests also hold a release build, which differs from
    /// a debug one in more than speed.
    static let path: String = {
        if let other = ProcessInfo.processInfo.environment["YDP_BINARY"] { return other }
        let bundle =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("ydp").path
    }()

    let directory: TemporaryDirectory
    var dataDirectory: String { directory.path + "/data" }

    init() throws { directory = try TemporaryDirectory() }

    /// Runs a command to its end.
    @discardableResult
    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
        try run(arguments, environment: environment)
    }

    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
        let process = makeProcess(arguments, environment: environment)
        let output = Pipe()
        let errors = directory.path + "/stderr-\(UUID().uuidString)"
        _ = FileManager.default.createFile(atPath: errors, contents: nil)
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            arguments: arguments,
            status: process.terminationStatus,
            output: String(decoding: printed, as: UTF8.self),
            errors: String(decoding: FileManager.default.contents(atPath: errors) ?? Data(), as: UTF8.self)
        )
    }

    /// A process of the program, not yet started.
    func makeProcess(_ arguments: [String], environment: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
        process.environment = ["YDP_DATA_DIR": dataDirectory, "YDP_LANGUAGE": "ja", "SWIFT_BACKTRACE": "enable=no"]
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// Writes a file beside the data directory and answers its path.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = directory.path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }
}

import Foundation

/// The `sqlite3` command of the system: what anyone would use otherwise, and so what we are compared with.
struct SQLiteShell {
    /// Runs commands over a database, sending what they print nowhere.
    /// - Returns: false when there is no such command or it failed.
    func run(_ database: String, _ commands: [String]) throws -> Bool {
        try Self.run("/usr/bin/env", ["sqlite3", "-bail", database] + commands)
    }

    /// Runs a program to its end, sending what it prints nowhere.
    /// - Returns: false when there is no such program or it failed.
    static func run(_ program: String, _ arguments: [String]) throws -> Bool {
        guard FileManager.default.isExecutableFile(atPath: program) else { return false }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

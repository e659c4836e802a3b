import Foundation

/// The `sqlite3` command of the system: what anyone would use otherwise, and so what we are compared with.
struct SQLiteShell {
    /// Runs commands over a database, sending what they print nowhere.
    /// - Returns: false when there is no such command or it failed.
    func run(_ database: String, _ commands: [String]) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-bail", database] + commands
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

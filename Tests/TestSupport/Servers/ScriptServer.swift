import Foundation

/// A server that is a Python script of the shared tools, running as a child process while this value lives.
package final class ScriptServer: Sendable {
    // Sound: the process is started before the value exists and only terminated afterwards, which Foundation locks.
    private let process: Process
    private let output: FileHandle

    /// Starts `python3 shared/tools/SCRIPT arguments…`.
    /// - Throws: Foundation's error when Python cannot be started.
    package init(_ script: String, _ arguments: [String] = []) throws {
        let pipe = Pipe()
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", SharedFiles.path("tools/\(script)")] + arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        output = pipe.fileHandleForReading
        try process.run()
    }

    deinit { process.terminate() }

    /// The first line that the script prints, without its line end; waits for it.
    ///
    /// Empty when the script ends before.
    package func firstLine() -> String {
        var line: [UInt8] = []
        while let byte = try? output.read(upToCount: 1), byte.first != 10, let first = byte.first { line.append(first) }
        return String(decoding: line, as: UTF8.self)
    }

    /// A port of 127.0.0.1 on which nobody listens now, for scripts that must be told one.
    /// - Throws: ``LoopbackServer/StartError``.
    package static func freePort() throws -> Int {
        let server = try LoopbackServer { _ in [] }
        server.stop()
        return server.port
    }
}

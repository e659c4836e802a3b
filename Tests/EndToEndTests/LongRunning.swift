import Foundation
import Glibc
import Testing

/// A process that announces itself with `listening on http://…` on stdout: `ydp serve`, or the replayed portal.
final class LongRunning: @unchecked Sendable {
    // Sound: set up before it is shared; Process and FileHandle are only used from one test at a time.
    private let process: Process
    private let output: Pipe
    /// The announced address, without a trailing slash.
    let address: String

    var processID: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// Starts `process` and waits, at most 60 s, for its announcement.
    init(_ process: Process) throws {
        self.process = process
        output = Pipe()
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        let handle = output.fileHandleForReading.fileDescriptor
        var poller = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
        let deadline = Date().addingTimeInterval(60)
        var byte: UInt8 = 0
        while Date() < deadline, line.last != UInt8(ascii: "\n") {
            guard poll(&poller, 1, 200) > 0 else { continue }
            guard read(handle, &byte, 1) == 1 else { break }
            line.append(byte)
        }
        let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let range = text.range(of: "listening on ") else {
            kill(process.processIdentifier, SIGKILL)
            throw NotReady(printed: text)
        }
        address = String(text[range.upperBound...])
    }

    struct NotReady: Error { let printed: String }

    /// Sends a signal and waits for the end; answers the exit status (or the signal's number).
    @discardableResult
    func stop(_ signal: Int32 = SIGTERM) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}

extension Binary {
    /// As ``serve(_:environment:)``, allowed on the first processor only.
    func serveOnOneProcessor(_ taskset: String) throws -> LongRunning {
        let process = makeProcess(["serve", "--port", "0", "--workers", "0"], environment: [:])
        process.arguments = ["-c", "0", process.executableURL?.path ?? ""] + (process.arguments ?? [])
        process.executableURL = URL(fileURLWithPath: taskset)
        process.standardError = FileHandle.nullDevice
        return try LongRunning(process)
    }

    /// Starts `ydp serve` on a free port.
    func serve(_ arguments: [String] = [], environment: [String: String] = [:]) throws -> LongRunning {
        let process = makeProcess(["serve", "--port", "0"] + arguments, environment: environment)
        process.standardError = FileHandle.nullDevice
        return try LongRunning(process)
    }
}

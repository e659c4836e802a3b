import Foundation
import TestSupport

/// The prefecture's portal, replayed from real files by `../shared/tools/portal_replay.py`.
struct ReplayedPortal {
    let server: LongRunning
    /// Where requests are logged, one JSON object a line.
    let log: String

    /// Whether this machine can replay it: `../shared` is here and python3 runs.
    static var isAvailable: Bool {
        SharedFiles.exists && FileManager.default.isExecutableFile(atPath: python)
    }

    private static let python: String = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.map { $0 + "/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }
            ?? "/usr/bin/python3"
    }()

    /// - Parameter data: folder with a `MANIFEST.csv` and the files that it lists; nil: the real ones.
    init(logIn directory: String, data: String? = nil) throws {
        log = directory + "/portal.log"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments =
            [SharedFiles.path("tools/portal_replay.py"), "--log", log] + (data.map { ["--data", $0] } ?? [])
        process.standardError = FileHandle.nullDevice
        server = try LongRunning(process)
    }

    var address: String { server.address }

    /// Moves the portal to a revision; answers the names of the datasets that each change touches.
    func setRevision(_ revision: Int) async throws -> [String: String] {
        let root = address.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
        let answer = try await Web.get(
            root + "/control",
            method: "POST",
            body: Data(#"{"revision": \#(revision)}"#.utf8)
        ).json
        return answer["changes"] as? [String: String] ?? [:]
    }
}

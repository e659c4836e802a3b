import Foundation
import Testing

@testable import Harvesting

@Suite struct `Process name` {
    @Test func `This process lives`() {
        let name = ProcessName.current(role: "worker")
        #expect(name.split(separator: ":").count == 4)
        #expect(!ProcessName.isGone(name))
    }

    @Test func `A process that ended is gone, and so is one whose id was taken over`() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sleep")
        process.arguments = ["30"]
        try process.run()
        var parts = ProcessName.current(role: "worker").split(separator: ":").map(String.init)
        parts[1] = "\(process.processIdentifier)"
        #expect(ProcessName.isGone(parts.joined(separator: ":")), "the start time is another's")
        process.terminate()
        process.waitUntilExit()
        #expect(ProcessName.isGone(parts.joined(separator: ":")))
    }

    @Test(arguments: ["", "worker", "worker:1", "worker:x:1:1", "worker:1:1:container", "worker-12-ABC"])
    func `A name that says nothing certain is not gone`(name: String) {
        #expect(!ProcessName.isGone(name))
    }
}

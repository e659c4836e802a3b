import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct `ydp serve` {
    /// Loops that take turns on one processor wait for each other.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset")))
    func `has one event loop for each processor that it may use`() async throws {
        let ydp = try Binary()
        let server = try ydp.serveOnOneProcessor("/usr/bin/taskset")
        defer { server.stop() }
        for _ in 0..<8 { #expect(try await Web.get(server.address + "/healthz").status == 200) }
        let folder = "/proc/\(server.processID)/task"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
            try? String(contentsOfFile: "\(folder)/\($0)/comm", encoding: .utf8)
        }
        #expect(names.count { $0.hasPrefix("NIO-SGLTN") } == 1, "\(names)")
    }

    @Test func `It answers once it said so, and ends with 0 on SIGTERM`() async throws {
        let ydp = try Binary()
        let server = try ydp.serve()
        for path in [
            "/", "/datasets", "/harvest", "/developers", "/healthz", "/readyz", "/api/v1", "/api/3/action/status_show",
        ] {
            let answer = try await Web.get(server.address + path)
            #expect(answer.status == 200, "\(path): \(answer.status) \(answer.text)")
        }
        let missing = try await Web.get(server.address + "/api/v1/datasets/none")
        #expect(
            missing.status == 404 && missing.header("content-type") == "application/problem+json",
            "\(missing.text)"
        )
        #expect(server.stop() == 0)
    }

    @Test func `A second serve on the same data directory is refused with the owner's process`() throws {
        let ydp = try Binary()
        let server = try ydp.serve()
        let second = try ydp.run("serve", "--port", "0")
        #expect(second.status == 3 && second.errors.contains("\(server.processID)"), "\(second)")
        server.stop()
    }

    @Test func `A port in use is refused with a sentence`() throws {
        let first = try Binary()
        let server = try first.serve()
        let port = try #require(server.address.split(separator: ":").last.map(String.init))
        let second = try Binary().run("serve", "--port", port)
        #expect(second.status == 3 && second.errors.contains(port) && second.errors.contains("--port"), "\(second)")
        server.stop()
    }

    @Test func `Killed and started again it serves what was published`() async throws {
        let ydp = try Binary()
        let file = try ydp.file("halls.csv", "名称,人数\n中央公民館,120\n")
        let registered = try ydp.run(
            "dataset",
            "register",
            file,
            "--name",
            "halls",
            "--title",
            "公民館",
            "--organization",
            "hagi",
            "--license",
            "cc-by-4.0"
        )
        #expect(registered.status == 0, "\(registered)")
        for signal in [SIGKILL, SIGTERM] {
            let server = try ydp.serve()
            let page = try await Web.get(server.address + "/datasets/halls")
            #expect(page.status == 200 && page.text.contains("中央公民館"))
            server.stop(signal)
        }
    }

    @Test func `The API examples of a dataset's page answer when pasted`() async throws {
        let ydp = try Binary()
        let file = try ydp.file("halls.csv", "名称,人数\n中央公民館,120\n図書館,80\n")
        try ydp.run("dataset", "register", file, "--name", "halls", "--title", "公民館", "--organization", "hagi")
        let server = try ydp.serve()
        let page = try await Web.get(server.address + "/datasets/halls").text
        let commands = page.components(separatedBy: "curl ").dropFirst().compactMap { rest -> String? in
            let text = rest.components(separatedBy: "</").first ?? ""
            return text.replacingOccurrences(of: "&#39;", with: "'").replacingOccurrences(of: "&quot;", with: "\"")
                .replacingOccurrences(of: "&amp;", with: "&").replacingOccurrences(of: "\n", with: " ")
        }
        #expect(!commands.isEmpty)
        for command in commands {
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = ["-c", "curl -sf -o /dev/null " + command]
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 0, "curl \(command)")
        }
        server.stop()
    }

    @Test func `Japanese in an address works as typed, and a body that looks like a request stays a body`() throws {
        let ydp = try Binary()
        let file = try ydp.file("halls.csv", "名称,人数\n中央公民館,120\n図書館,80\n")
        try ydp.run("dataset", "register", file, "--name", "halls", "--title", "公民館", "--organization", "hagi")
        let server = try ydp.serve()
        let port = try #require(server.address.split(separator: ":").last.flatMap { UInt16($0) })
        let answers = try RawConnection.exchange(
            port: port,
            sending: ["GET /api/v1/datasets?q=公民館 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"]
        )
        #expect(answers.contains("200 OK") && answers.contains("\"halls\""), "\(answers)")
        let body = "GET /?q=萩 HTTP/1.1\r\n\r\n"
        let smuggled = try RawConnection.exchange(
            port: port,
            sending: [
                "POST /api/3/action/package_list HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n",
                body,
            ]
        )
        #expect(smuggled.components(separatedBy: "HTTP/1.1 ").count == 2, "exactly one answer: \(smuggled)")
        server.stop()
    }
}

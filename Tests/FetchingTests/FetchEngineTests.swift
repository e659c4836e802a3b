import Crypto
import Foundation
import TestSupport
import Testing

@testable import Fetching

@Suite struct `Fetch engine` {
    @Test func `a good answer comes with its validators, hash and sizes`() async throws {
        let lab = try Lab { _ in
            LoopbackServer.answer(
                headers: [
                    "ETag: \"v1\"", "Last-Modified: Wed, 01 Jan 2025 00:00:00 GMT",
                    "Content-Type: text/csv; charset=utf-8",
                ],
                text: goodCSV
            )
        }
        defer { lab.end() }
        let response = try await lab.engine.fetch(lab.request("/a.csv"))
        #expect(response.status == 200)
        #expect(response.bytes == Array(goodCSV.utf8))
        #expect(response.byteCount == goodCSV.utf8.count)
        #expect(response.etag == "\"v1\"")
        #expect(response.lastModified == "Wed, 01 Jan 2025 00:00:00 GMT")
        #expect(response.contentType == "text/csv; charset=utf-8")
        #expect(response.url == lab.server.url + "/a.csv")
        #expect(response.sha256 == hex(goodCSV))
    }

    @Test func `a request names the platform and asks for gzip, without cookies`() async throws {
        let lab = try Lab { _ in LoopbackServer.answer(headers: ["Set-Cookie: a=b"], text: "x") }
        defer { lab.end() }
        _ = try await lab.engine.fetch(lab.request("/1"))
        _ = try await lab.engine.fetch(lab.request("/2"))
        for request in lab.server.requests {
            #expect(request.headers["user-agent"] == "YamaguchiDataPlatform/0.0-test (+https://example.jp/contact)")
            #expect(request.headers["accept-encoding"] == "gzip")
            #expect(request.headers["cookie"] == nil)
        }
        #expect(lab.server.requests.count == 2)
    }

    @Test func `a file destination holds the bytes`() async throws {
        let lab = try Lab { _ in LoopbackServer.answer(text: goodCSV) }
        defer { lab.end() }
        let path = freshPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var request = lab.request()
        request.destination = .file(path: path)
        let response = try await lab.engine.fetch(request)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == goodCSV)
        #expect(response.sha256 == hex(goodCSV))
        #expect(await lab.code(request) == .storage, "an existing file is never written over")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == goodCSV)
    }

    @Test func `a failed download leaves no file`() async throws {
        let lab = try Lab { _ in LoopbackServer.answer(length: 1_000, Array(goodCSV.utf8)) }
        defer { lab.end() }
        let path = freshPath()
        var request = lab.request()
        request.destination = .file(path: path)
        #expect(await lab.code(request) == .truncated)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `validators are sent, and 304 says that nothing changed`() async throws {
        let lab = try Lab { request in
            request.headers["if-none-match"] == "\"v1\"" && request.headers["if-modified-since"] != nil
                ? LoopbackServer.answer("304 Not Modified", headers: ["ETag: \"v1\""], length: -1)
                : LoopbackServer.answer(text: goodCSV)
        }
        defer { lab.end() }
        var request = lab.request()
        request.etag = "\"v1\""
        request.lastModified = "Wed, 01 Jan 2025 00:00:00 GMT"
        let response = try await lab.engine.fetch(request)
        #expect(response.isNotModified)
        #expect(response.sha256 == nil)
        #expect(response.bytes.isEmpty)
    }

    @Test func `gzip is unpacked, several members too`() async throws {
        let packed = gzip(Array(goodCSV.utf8))
        let tail = gzip(Array("3,x,1,2\n".utf8))
        let lab = try Lab { request in
            LoopbackServer.answer(
                headers: ["Content-Encoding: gzip"],
                request.path == "/two" ? packed + tail : packed
            )
        }
        defer { lab.end() }
        let one = try await lab.engine.fetch(lab.request("/one"))
        #expect(one.bytes == Array(goodCSV.utf8))
        #expect(one.wireByteCount == packed.count)
        let two = try await lab.engine.fetch(lab.request("/two"))
        #expect(two.bytes == Array((goodCSV + "3,x,1,2\n").utf8))
    }

    @Test func `a cancelled task ends its transfer and leaves no file`() async throws {
        let lab = try Lab { _ in [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc".utf8)), .hold] }
        defer { lab.end() }
        let path = freshPath()
        var request = lab.request()
        request.destination = .file(path: path)
        let engine = lab.engine
        let task = Task { [request] in
            do throws(FetchError) {
                _ = try await engine.fetch(request)
                return FetchError.Code?.none
            } catch {
                return error.code
            }
        }
        while lab.server.requests.isEmpty { await Task.yield() }
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `an engine that is shut down refuses`() async throws {
        let lab = try Lab { _ in LoopbackServer.answer(text: goodCSV) }
        lab.engine.shutDown()
        #expect(await lab.code(lab.request()) == .cancelled)
        lab.server.stop()
        #expect(lab.server.requests.isEmpty)
    }

    @Test func `many downloads at once share the one thread`() async throws {
        let lab = try Lab { request in LoopbackServer.answer(text: request.path) }
        defer { lab.end() }
        let bodies = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<40 {
                group.addTask {
                    String(decoding: try await lab.engine.fetch(lab.request("/\(number)")).bytes, as: UTF8.self)
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(bodies == Set((0..<40).map { "/\($0)" }))
    }

    private func hex(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { String(format: "%02x", $0) }.joined()
    }
}

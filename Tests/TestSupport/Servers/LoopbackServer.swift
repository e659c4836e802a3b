import Foundation
import Synchronization

/// A server on 127.0.0.1 that answers every request with the bytes that a test wrote down, right or wrong: raw sockets, no HTTP
/// library, so that any fault of a real server can be played.
package final class LoopbackServer: Sendable {
    /// What came in.
    package struct Request: Sendable {
        /// Path and query as sent.
        package let target: String
        /// By name in lower case.
        package let headers: [String: String]
        /// How many requests for this target came before, plus one.
        package let number: Int

        /// The path without the query.
        package var path: String { String(target.prefix { $0 != "?" }) }
    }

    /// What is done on the connection, in order; after the last step it is closed.
    package enum Step: Sendable {
        case send([UInt8])
        /// Sends over and over until the client has had enough.
        case sendForever([UInt8])
        /// Says nothing more and waits until the client goes away.
        case hold
        /// Ends the connection with a TCP reset.
        case reset
    }

    package typealias Script = @Sendable (Request) -> [Step]

    /// Why no server could be started.
    package struct StartError: Error {}

    package let port: Int
    private let listener: Int32
    private let script: Script
    private let log = Mutex<[Request]>([])

    /// The address without a path: `http://127.0.0.1:PORT`.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// All requests so far, in the order they were answered.
    package var requests: [Request] { log.withLock { $0 } }

    /// Listens on a free port and answers with `script` until ``stop()``.
    package init(_ script: @escaping Script) throws {
        self.script = script
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isListening else { throw StartError() }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// Stops listening.
    ///
    /// Connections that are held end when their clients go.
    package func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func acceptAll() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            Thread.detachNewThread { [self] in serve(connection) }
        }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let request = readRequest(connection) else { return }
        for step in script(request) {
            switch step {
            case .send(let bytes):
                guard send(bytes, to: connection) else { return }
            case .sendForever(let bytes):
                while send(bytes, to: connection) {}
                return
            case .hold:
                var byte: UInt8 = 0
                while recv(connection, &byte, 1, 0) > 0 {}
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
                return
            }
        }
        shutdown(connection, Int32(SHUT_WR))
    }

    private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    private func readRequest(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while bytes.count < 65_536, !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes.append(contentsOf: buffer[..<count])
        }
        let lines = bytes.split(separator: 10).map { String(decoding: $0.filter { $0 != 13 }, as: UTF8.self) }
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        let target = String(words[1])
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        return log.withLock { log in
            let number = log.count { $0.target == target } + 1
            let request = Request(target: target, headers: headers, number: number)
            log.append(request)
            return request
        }
    }
}

extension LoopbackServer {
    /// The steps of a well-formed answer.
    ///
    /// `length` overrides `Content-Length`; a negative one leaves it out.
    package static func answer(
        _ status: String = "200 OK",
        headers: [String] = [],
        length: Int? = nil,
        _ body: [UInt8] = [],
    ) -> [Step] {
        var head = ["HTTP/1.1 \(status)"] + headers
        let length = length ?? body.count
        if length >= 0 { head.append("Content-Length: \(length)") }
        head.append("Connection: close")
        return [.send(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)]
    }

    /// The same with a body of text.
    package static func answer(_ status: String = "200 OK", headers: [String] = [], text: String) -> [Step] {
        answer(status, headers: headers, Array(text.utf8))
    }
}

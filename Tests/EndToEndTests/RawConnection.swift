import Foundation
import Glibc
import Testing

/// A TCP connection that sends bytes as they are, for requests that no HTTP client would make.
enum RawConnection {
    /// Sends the pieces one after the other and reads until the server closes (at most 10 s).
    /// - Parameters:
    ///   - pause: microseconds after each piece.
    ///   - mustClose: records an issue when the server has not closed by then.
    static func exchange(
        port: UInt16,
        sending pieces: [String],
        pause: UInt32 = 50_000,
        mustClose: Bool = false,
    ) throws -> String {
        let connection = try Open(port: port)
        for piece in pieces {
            // A server that closed early is what some tests are about.
            guard (try? connection.send(piece)) != nil else { break }
            usleep(pause)
        }
        let (answer, isClosed) = connection.readToEnd(seconds: 10)
        if mustClose { #expect(isClosed, "the connection is still open") }
        return answer
    }

    /// A connection that stays open until it is released.
    final class Open {
        private let descriptor: Int32

        init(port: UInt16) throws {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            try #require(descriptor >= 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let connected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            try #require(connected == 0)
        }

        deinit { close(descriptor) }

        /// Sends all bytes.
        func send(_ text: String) throws {
            let bytes = Array(text.utf8)
            guard Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
                throw POSIXError(.EPIPE)
            }
        }

        /// Says that nothing more is sent; the answer can still be read.
        func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

        /// Everything until the server closes or nothing came for `seconds`, and whether it closed.
        func readToEnd(seconds: Int) -> (text: String, isClosed: Bool) {
            var limit = timeval(tv_sec: seconds, tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            var answer: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = recv(descriptor, &piece, piece.count, 0)
                guard count > 0 else {
                    let isClosed = count == 0 || errno != EAGAIN
                    return (String(decoding: answer, as: UTF8.self), isClosed)
                }
                answer += piece[..<count]
            }
        }
    }
}

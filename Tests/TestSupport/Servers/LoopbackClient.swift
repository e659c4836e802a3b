import Foundation

/// Asks a server on 127.0.0.1 for something that only tests ask for.
package enum LoopbackClient {
    /// Posts JSON and returns the answer's body; empty when there is no answer.
    package static func post(_ json: String, to path: String, port: Int) -> String {
        guard let connection = connection(to: port) else { return "" }
        defer { close(connection) }
        let head =
            "POST \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: \(json.utf8.count)\r\n\r\n"
        let request = Array((head + json).utf8)
        guard send(connection, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return "" }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            answer.append(contentsOf: buffer[..<count])
        }
        let text = String(decoding: answer, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return "" }
        return String(text[end.upperBound...])
    }

    /// Whether somebody listens there.
    package static func reaches(port: Int) -> Bool {
        guard let connection = connection(to: port) else { return false }
        close(connection)
        return true
    }

    private static func connection(to port: Int) -> Int32? {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        if isConnected { return connection }
        close(connection)
        return nil
    }
}

import Foundation

/// An HTTPS server on 127.0.0.1 (`openssl s_server`) with a certificate that a test describes, running while this value lives.
package final class TLSServer: Sendable {
    /// What is wrong with the certificate, or nothing.
    package struct Certificate: Sendable {
        /// Host name or address that it is for.
        package var host = "127.0.0.1"
        /// Days from today at which it begins and ends.
        package var days = 0...30
        /// Options for `openssl s_server` beside the certificate, for example `-tls1`.
        package var options: [String] = []

        package init(host: String = "127.0.0.1", days: ClosedRange<Int> = 0...30, options: [String] = []) {
            self.host = host
            self.days = days
            self.options = options
        }
    }

    /// Whether there is an `openssl` to make certificates with; otherwise says so.
    package static let isAvailable: Bool = {
        let found = run(["version"], in: NSTemporaryDirectory()) == 0
        if !found { print("TLS tests are skipped: there is no openssl command.") }
        return found
    }()

    package let port: Int
    /// The certificate's issuer in PEM, for a pin.
    package let authority: String
    // Sound: the process is started before the value exists and only terminated afterwards, which Foundation locks.
    private let process: Process

    /// Makes the certificate, which an authority of its own signs, and serves `name` from `folder`.
    /// - Throws: when the folder cannot be written or openssl does not do its part.
    package init(_ certificate: Certificate, body: String, in folder: String) throws {
        try Self.makeCertificate(certificate, in: folder)
        authority = try String(contentsOfFile: folder + "/ca.pem", encoding: .utf8)
        // `-HTTP` sends the file as the whole answer.
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        try answer.write(toFile: folder + "/data.csv", atomically: true, encoding: .utf8)
        port = try ScriptServer.freePort()
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = URL(filePath: folder)
        process.arguments =
            [
                "openssl", "s_server", "-accept", "127.0.0.1:\(port)", "-cert", "leaf.pem", "-key", "leaf.key", "-HTTP",
                "-quiet",
            ]
            + certificate.options
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit { process.terminate() }

    /// Address of the file.
    package var url: String { "https://127.0.0.1:\(port)/data.csv" }

    private static func makeCertificate(_ certificate: Certificate, in folder: String) throws {
        let name = certificate.host.first?.isNumber == true ? "IP" : "DNS"
        let extensions = "subjectAltName=\(name):\(certificate.host)\n"
        try extensions.write(toFile: folder + "/ext.txt", atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(atPath: folder + "/issued", withIntermediateDirectories: true)
        try "".write(toFile: folder + "/index.txt", atomically: true, encoding: .utf8)
        let settings = """
            [ca]
            default_ca = one
            [one]
            database = index.txt
            new_certs_dir = issued
            rand_serial = yes
            default_md = sha256
            policy = any
            [any]
            commonName = supplied
            """
        try settings.write(toFile: folder + "/ca.cnf", atomically: true, encoding: .utf8)
        let steps = [
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30",
                "-subj", "/CN=Test",
            ],
            [
                "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "leaf.key", "-out", "leaf.csr", "-subj",
                "/CN=\(certificate.host)",
            ],
            [
                "ca", "-batch", "-notext", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in",
                "leaf.csr", "-out",
                "leaf.pem", "-extfile", "ext.txt", "-startdate", moment(certificate.days.lowerBound), "-enddate",
                moment(certificate.days.upperBound),
            ],
        ]
        for step in steps where run(step, in: folder) != 0 { throw LoopbackServer.StartError() }
    }

    /// `YYYYMMDDHHMMSSZ` so many days from now, an hour earlier so that today has begun.
    private static func moment(_ days: Int) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "yyyyMMddHHmmss'Z'"
        return formatter.string(from: Date(timeIntervalSinceNow: Double(days) * 86_400 - 3_600))
    }

    private static func run(_ arguments: [String], in folder: String) -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = URL(filePath: folder)
        process.arguments = ["openssl"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}

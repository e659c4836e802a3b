import Foundation
import Testing

@Suite struct `Commands answer with exit codes and sentences` {
    /// A call that cannot be carried out, with the exit code and words that its message must hold.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var environment: [String: String] = [:]
        var code: Int32 = 2
        var says: [String]
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let refusals: [Refusal] = [
        Refusal(arguments: ["nope"], says: ["nope"]),
        Refusal(arguments: ["check"], says: ["file"]),
        Refusal(arguments: ["check", "missing.csv"], says: ["「missing.csv」を読めません", "cannot be read"]),
        Refusal(arguments: ["check", "http://127.0.0.1:1/x.csv"], says: ["エラー", "error"]),
        Refusal(arguments: ["source", "add", "ckan", "ftp://example.jp", "--name", "x"], says: ["http://"]),
        Refusal(
            arguments: ["source", "add", "nope", "https://example.jp", "--name", "x"],
            says: ["ckan, dcat, datajson, opendatalist, file"]
        ),
        Refusal(arguments: ["source", "add", "ckan", "https://example.jp", "--name", "Bad Name"], says: ["Bad Name"]),
        Refusal(
            arguments: ["source", "add", "ckan", "https://example.jp", "--name", "x", "--every", "soon"],
            says: ["30m"]
        ),
        Refusal(
            arguments: ["source", "add", "ckan", "https://example.jp", "--name", "x", "--allow-address", "localhost"],
            says: ["127.0.0.0/8"]
        ),
        Refusal(arguments: ["harvest", "nowhere"], says: ["nowhere", "ydp source add"]),
        Refusal(arguments: ["config"], environment: ["YDP_PROT": "80"], says: ["YDP_PROT", "YDP_PORT"]),
        Refusal(arguments: ["serve", "--port", "99999"], says: ["65535"]),
        Refusal(arguments: ["seed", "missing-folder"], says: ["missing-folder"]),
    ]

    @Test(arguments: refusals)
    func `A call that cannot be carried out says why and stores nothing`(refusal: Refusal) throws {
        let ydp = try Binary()
        let result = try ydp.run(refusal.arguments, environment: refusal.environment)
        #expect(result.status == refusal.code, "\(result)")
        for words in refusal.says { #expect(result.errors.contains(words), "\(result)") }
        #expect(result.output.isEmpty, "\(result)")
        let list = try ydp.run("dataset", "list")
        #expect(list.status == 0 && list.output.isEmpty, "\(list)")
    }

    @Test(arguments: [
        [], ["serve"], ["worker"], ["seed"], ["check"], ["convert"], ["dataset"], ["dataset", "register"],
        ["organization"],
        ["source"], ["source", "add"], ["harvest"], ["review"], ["review", "approve"], ["verify"], ["rebuild"],
        ["doctor"], ["config"],
    ])
    func `Every command has help with an example`(command: [String]) throws {
        let result = try Binary().run(command + ["--help"])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("USAGE") && result.output.contains("ydp"), "\(result)")
    }

    @Test func `Settings come from flags, then environment, then the file, then defaults`() throws {
        let ydp = try Binary()
        _ = try ydp.file("ydp.yaml", "port: 9001\nhost: 0.0.0.0\nworkers: 2\n")
        let result = try ydp.run(["config"], environment: ["YDP_PORT": "9002"])
        #expect(result.status == 0, "\(result)")
        #expect(result.lines.contains { $0.hasPrefix("port ") && $0.contains("9002") && $0.contains("environment") })
        #expect(result.lines.contains { $0.hasPrefix("host ") && $0.contains("0.0.0.0") && $0.contains("file") })
        #expect(result.lines.contains { $0.hasPrefix("site-title ") && $0.contains("default") })
    }

    @Test(arguments: [
        ("prot: 1\n", "port"), ("port: eighty\n", "65535"), ("- a\n- b\n", "1"), ("port: [1]\n", "1"),
        ("port: 1\nport: 2\n", "ydp.yaml"),
    ])
    func `A settings file with a mistake is refused with the place`(text: String, says: String) throws {
        let ydp = try Binary()
        _ = try ydp.file("ydp.yaml", text)
        let result = try ydp.run("config")
        #expect(result.status == 2 && result.errors.contains(says), "\(result)")
    }
}

import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// One printed line of `ydp harvest`: `OUTCOME NAME REASON_CODE message`.
private struct Line {
    var outcome: String
    var name: String
    var reason: String
    var message: String

    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 3).map(String.init)
        let outcomes = ["created", "updated", "unchanged", "held", "rejected", "failed", "blocked", "withdrawn"]
        guard parts.count >= 3, outcomes.contains(parts[0]) else { return nil }
        (outcome, name, reason, message) = (parts[0], parts[1], parts[2], parts.count > 3 ? parts[3] : "")
    }
}

extension Binary.Result {
    fileprivate var records: [Line] { lines.compactMap(Line.init) }
}

@Suite(.enabled(if: ReplayedPortal.isAvailable)) struct `Harvesting the prefecture's portal` {
    /// A data directory with the replayed portal as source `pref`.
    private func prepared() throws -> (Binary, ReplayedPortal) {
        let ydp = try Binary()
        let portal = try ReplayedPortal(logIn: ydp.directory.path)
        let added = try ydp.run(
            "source",
            "add",
            "ckan",
            portal.address,
            "--name",
            "pref",
            "--allow-address",
            "127.0.0.0/8"
        )
        try #require(added.status == 0, "\(added)")
        return (ydp, portal)
    }

    @Test func `Loopback is refused unless the source names it`() throws {
        let ydp = try Binary()
        let portal = try ReplayedPortal(logIn: ydp.directory.path)
        #expect(try ydp.run("source", "add", "ckan", portal.address, "--name", "pref").status == 0)
        let result = try ydp.run("harvest", "pref")
        #expect(result.status == 1 && (result.output + result.errors).contains("ssrf_address"), "\(result)")
        #expect(!FileManager.default.fileExists(atPath: portal.log), "no request may reach the portal")
    }

    @Test func `Two revisions end as promised, and the last good versions stay`() async throws {
        let (ydp, portal) = try prepared()
        let first = try ydp.run("harvest", "pref")
        try #require(first.records.count > 100, "\(first)")
        for record in first.records {
            #expect(["created", "rejected", "held"].contains(record.outcome), "\(record)")
            if record.outcome != "created" { #expect(record.reason != "-" && !record.message.isEmpty, "\(record)") }
        }
        #expect(first.records.filter { $0.outcome == "created" }.count > 100)

        let again = try ydp.run("harvest", "pref")
        #expect(again.records.count == first.records.count)
        for (record, before) in zip(
            again.records.sorted { $0.name < $1.name },
            first.records.sorted { $0.name < $1.name }
        ) {
            let expected = before.outcome == "created" ? "unchanged" : before.outcome
            #expect(record.name == before.name && record.outcome == expected, "\(record) after \(before)")
        }

        let server = try ydp.serve(["--workers", "0"])
        defer { server.stop() }
        let changes = try await portal.setRevision(2)
        let watched = try ["loses_its_rows", "becomes_html", "vanishes"].map { try #require(changes[$0]) }
        var before: [String: Data] = [:]
        for name in watched { before[name] = try await rows(ofDataset: name, server) }

        let second = try ydp.run("harvest", "pref")
        let outcomes = Dictionary(second.records.map { ($0.name, $0) }) { first, _ in first }
        func outcome(_ change: String) -> String? { changes[change].flatMap { outcomes[$0]?.outcome } }
        #expect(outcome("gains_a_row") == "updated", "\(second)")
        #expect(outcome("loses_its_rows") == "held", "\(second)")
        #expect(outcome("becomes_html") == "rejected", "\(second)")
        #expect(outcome("renamed") == "updated", "\(second)")
        #expect(outcome("appears_later") == "created", "\(second)")
        #expect(changes["becomes_html"].flatMap { outcomes[$0]?.reason } == "content_mismatch")
        #expect(changes["vanishes"].flatMap { outcomes[$0]?.reason } == "vanished", "\(second)")
        for name in watched {
            #expect(try await rows(ofDataset: name, server) == before[name], "\(name) must serve its last good version")
        }
    }

    @Test func `A held version is shown, approved or rejected, and the decision holds in the next run`() async throws {
        let (ydp, portal) = try prepared()
        defer { withExtendedLifetime(portal) {} }
        try ydp.run("harvest", "pref")
        let name = try #require(try await portal.setRevision(2)["loses_its_rows"])
        try ydp.run("harvest", "pref")
        let list = try ydp.run("review", "list")
        #expect(list.lines.contains { $0.hasPrefix("\(name)\t2\tzero_rows\t") }, "\(list)")
        let shown = try ydp.run("review", "show", name, "2")
        #expect(shown.status == 0 && shown.output.contains("-> 0"), "\(shown)")
        #expect(try ydp.run("review", "approve", name, "9").status == 2)
        let rejected = try ydp.run("review", "reject", name, "2")
        #expect(rejected.status == 0, "\(rejected)")
        let left = try ydp.run("review", "list")
        #expect(!left.lines.contains { $0.hasPrefix("\(name)\t2\t") }, "\(left)")
        let after = try ydp.run("harvest", "pref").records.first { $0.name == name }
        #expect(after?.outcome == "rejected" && after?.reason == "review_rejected", "\(String(describing: after))")
    }

    @Test func `A dry run says what a run would do and stores nothing`() async throws {
        let (ydp, portal) = try prepared()
        defer { withExtendedLifetime(portal) {} }
        let tried = try ydp.run("harvest", "pref", "--dry-run", "--limit", "20")
        #expect(tried.records.count == 20 && tried.records.contains { $0.outcome == "created" }, "\(tried)")
        #expect(try ydp.run("dataset", "list").output.isEmpty)
        try ydp.run("harvest", "pref")
        let changes = try await portal.setRevision(2)
        let would = try ydp.run("harvest", "pref", "--dry-run").records
        #expect(would.first { $0.name == changes["gains_a_row"] }?.outcome == "updated")
        #expect(would.first { $0.name == changes["loses_its_rows"] }?.outcome == "held")
        #expect(try ydp.run("review", "list").output.isEmpty)
    }

    /// The rows that readers get of a dataset's first table.
    private func rows(ofDataset name: String, _ server: LongRunning) async throws -> Data {
        let dataset = try await Web.get(server.address + "/api/v1/datasets/\(name)").json
        let resources = try #require((dataset["data"] as? [String: Any])?["resources"] as? [[String: Any]])
        let id = try #require(resources.first { ($0["format"] as? String) == "CSV" }?["id"] as? String)
        let answer = try await Web.get(server.address + "/api/v1/resources/\(id)/rows?limit=1000&format=csv")
        #expect(answer.status == 200, "\(answer.text)")
        return answer.body
    }

    @Test func `A spreadsheet named csv is rejected and leaves no rows`() throws {
        let ydp = try Binary()
        let folder = ydp.directory.path + "/portal/shimonoseki"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (from, to) in [("evacuation.xlsx", "evacuation.csv"), ("aed.csv", "aed.csv")] {
            let source = SharedFiles.path("data/shimonoseki/\(from)")
            try FileManager.default.copyItem(atPath: source, toPath: "\(folder)/\(to)")
        }
        _ = try ydp.file("portal/MANIFEST.csv", "path\nshimonoseki/evacuation.csv\nshimonoseki/aed.csv\n")
        let portal = try ReplayedPortal(logIn: ydp.directory.path, data: ydp.directory.path + "/portal")
        defer { withExtendedLifetime(portal) {} }
        let source = ["source", "add", "ckan", portal.address, "--name", "pref", "--allow-address", "127.0.0.0/8"]
        try #require(try ydp.run(source).status == 0)
        let records = try ydp.run("harvest", "pref").records
        #expect(records.map { "\($0.outcome) \($0.name)" }.contains("created 35201_aed"))
        let rejected = try #require(records.first { $0.name == "35201_evacuation" })
        #expect(rejected.outcome == "rejected" && rejected.reason == "content_mismatch", "\(rejected)")
        #expect(rejected.message.contains("Excel"), "\(rejected)")
        #expect(try ydp.run("dataset", "list").lines.contains { $0.hasPrefix("35201_evacuation\t35201\t0\t") })
    }

    @Test func `A harvest killed at any moment is finished by the next, and nothing published is lost`() async throws {
        let (ydp, portal) = try prepared()
        defer { withExtendedLifetime(portal) {} }
        for delay in [150_000, 600_000, 1_500_000] as [UInt32] {
            let process = ydp.makeProcess(["harvest", "pref"])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(delay)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let verified = try ydp.run("verify")
            #expect(verified.status == 0, "\(verified)")
        }
        let last = try ydp.run("harvest", "pref")
        #expect(last.records.count > 100, "\(last)")
        let check = try ydp.run("verify")
        #expect(check.status == 0, "\(check)")
        let list = try ydp.run("dataset", "list")
        #expect(
            list.lines.count >= last.records.filter { $0.outcome != "rejected" && $0.outcome != "held" }.count,
            "\(list)"
        )
    }

    @Test func `A worker killed under serve is replaced and its job finished`() async throws {
        let (ydp, portal) = try prepared()
        defer { withExtendedLifetime(portal) {} }
        let server = try ydp.serve(["--workers", "1"])
        let harvest = ydp.makeProcess(["harvest", "pref"])
        let printed = Pipe()
        harvest.standardOutput = printed
        harvest.standardError = FileHandle.nullDevice
        try harvest.run()
        for _ in 0..<3 {
            usleep(300_000)
            for child in children(of: server.processID) { kill(child, SIGKILL) }
        }
        let output = String(decoding: printed.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        harvest.waitUntilExit()
        #expect(output.split(separator: "\n").compactMap { Line(String($0)) }.count > 100, "\(output)")
        #expect(server.isRunning)
        #expect(try await Web.get(server.address + "/healthz").status == 200)
        #expect(server.stop() == 0)
    }

    @Test func `A scheduled run goes on after its worker and then serve are killed`() async throws {
        let ydp = try Binary()
        let portal = try ReplayedPortal(logIn: ydp.directory.path)
        defer { withExtendedLifetime(portal) {} }
        let source = ["source", "add", "ckan", portal.address, "--name", "pref", "--every", "1d"]
        try #require(try ydp.run(source + ["--allow-address", "127.0.0.0/8"]).status == 0)
        let first = try ydp.serve()
        try await waitForJob(of: ydp) { $0.contains(" running ") }
        for child in children(of: first.processID) { kill(child, SIGKILL) }
        usleep(500_000)
        first.stop(SIGKILL)

        let second = try ydp.serve()
        try await waitForJob(of: ydp) { !$0.contains(" running ") && !$0.contains(" queued ") }
        let answer = try await Web.get(second.address + "/api/v1/sources/pref/jobs").json
        let finished = try #require((answer["data"] as? [[String: Any]])?.first)
        #expect((finished["attempts"] as? Int ?? 0) >= 2, "\(finished)")
        let counts = try #require(finished["counts"] as? [String: Int])
        #expect(counts.values.reduce(0, +) > 100 && counts["failed"] == nil, "\(finished)")
        #expect(second.stop() == 0)
        let verified = try ydp.run("verify")
        #expect(verified.status == 0, "\(verified)")
    }

    /// The slow source gives nothing until the others have been published; one after another would never end.
    @Test func `All sources are harvested side by side, so that a stuck one keeps none waiting`() async throws {
        let ydp = try Binary()
        // Makes the organization.
        let file = try ydp.file("halls.csv", "名称,人数\n公民館,1\n図書館,2\n")
        try ydp.run("dataset", "register", file, "--name", "halls", "--title", "公民館", "--organization", "hagi")
        let isOpen = Mutex(false)
        let server = try LoopbackServer { request in
            guard request.path != "/robots.txt" else { return LoopbackServer.answer("404 Not Found") }
            // The server has a thread for each connection, so only this one waits.
            while request.path == "/slow.csv", !isOpen.withLock({ $0 }) { usleep(20_000) }
            return LoopbackServer.answer(text: "番号,名称\n1,\(request.path.dropFirst())\n2,a\n")
        }
        defer { server.stop() }
        for name in ["a-slow", "b-fast", "c-fast"] {
            let file = name.hasSuffix("slow") ? "slow" : name
            let added = try ydp.run(
                "source",
                "add",
                "file",
                "\(server.url)/\(file).csv",
                "--name",
                name,
                "--organization",
                "hagi",
                "--allow-address",
                "127.0.0.0/8",
                "--allow-port",
                "\(server.port)"
            )
            try #require(added.status == 0, "\(added)")
        }
        let process = ydp.makeProcess(["harvest", "--all"], environment: ["YDP_HARVEST_PACE": "0"])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let deadline = Date().addingTimeInterval(60)
        var published: [String] = []
        while published.count < 2, Date() < deadline {
            published = try ["b-fast", "c-fast"].filter { name in
                let job = try ydp.run("source", "show", name).lines.first { $0.hasPrefix("job ") } ?? " queued "
                return !job.contains(" running") && !job.contains(" queued")
            }
            // Another process does the work, and only its database tells.
            usleep(200_000)
        }
        #expect(process.isRunning)
        isOpen.withLock { $0 = true }
        let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(lines)")
        let summaries = lines.filter { $0.hasPrefix("summary ") }
        #expect(summaries.count == 3 && summaries.last == "summary a-slow: 1 created", "\(lines)")
    }

    /// 512 MiB of zeros in half a megabyte, called gzip by the server or by its name: refused in little memory, nothing left on disk.
    @Test(arguments: ["/list.csv", "/list.csv.gz"])
    func `A bomb is refused in little memory and leaves nothing on disk`(path: String) async throws {
        let ydp = try Binary()
        let bomb = ydp.directory.path + "/bomb.gz"
        let made = Process()
        made.executableURL = URL(fileURLWithPath: "/bin/sh")
        made.arguments = ["-c", "head -c 536870912 /dev/zero | gzip -1 > '\(bomb)'"]
        try made.run()
        made.waitUntilExit()
        let packed = Array(try Data(contentsOf: URL(fileURLWithPath: bomb)))
        try #require(packed.count > 100_000)
        let headers = path.hasSuffix(".gz") ? [] : ["Content-Encoding: gzip"]
        let server = try LoopbackServer { request in
            request.path == path
                ? LoopbackServer.answer(headers: headers, packed) : LoopbackServer.answer("404 Not Found")
        }
        defer { server.stop() }
        try ydp.run(
            "source",
            "add",
            "file",
            server.url + path,
            "--name",
            "bomb",
            "--allow-address",
            "127.0.0.0/8",
            "--allow-port",
            "\(server.port)"
        )
        let process = ydp.makeProcess(["harvest", "bomb"])
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var most = 0
        while process.isRunning {
            let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
            let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            most = max(most, line.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
            // The process's own peak, which is gone with it.
            usleep(2_000)
        }
        let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(lines.contains("decompression_limit") || lines.contains("too_large"), "\(lines)")
        #expect(most > 0 && most < 200 << 10, "\(most) KiB")
        let files = FileManager.default.enumerator(atPath: ydp.dataDirectory)?.compactMap { name -> Int? in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(ydp.dataDirectory)/\(name)")
            return attributes?[.size] as? Int
        }
        #expect((files ?? []).reduce(0, +) < 20 << 20, "\(files ?? [])")
    }

    /// Waits, at most a minute and a half, until the line of the source's newest job is as wanted.
    ///
    /// Asks the program itself: under
    /// many tests at once an HTTP answer may wait longer than the job runs.
    private func waitForJob(of ydp: Binary, where isWanted: (String) -> Bool) async throws {
        let deadline = Date().addingTimeInterval(90)
        while Date() < deadline {
            let lines = try ydp.run("source", "show", "pref").lines
            if let line = lines.first(where: { $0.hasPrefix("job ") }), isWanted(line + " ") { return }
            usleep(100_000)
        }
        throw LongRunning.NotReady(printed: "no such job")
    }

    private func children(of process: Int32) -> [Int32] {
        // A child belongs to the thread that started it.
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        return threads.flatMap { thread in
            let text = try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/children", encoding: .utf8)
            return (text ?? "").split(separator: " ").compactMap { Int32($0) }
        }
    }
}

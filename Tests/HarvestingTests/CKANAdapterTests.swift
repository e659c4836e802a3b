import Fetching
import Synchronization
import TestSupport
import Testing

@testable import Harvesting

@Suite struct `CKAN adapter` {
    /// What an adapter hands over, for a portal at `server`.
    private func gather(
        _ server: LoopbackServer,
        path: String = "",
        taking limit: Int = .max,
    ) async throws -> (ids: [String], totals: [Int?], unreadable: Int, isComplete: Bool) {
        let engine = FetchEngine(settings: FetchSettings(version: "test"))
        defer { engine.shutDown() }
        let adapter = CKANAdapter(url: server.url + path, downloader: .forTests(engine))
        var (ids, totals, unreadable) = ([String](), [Int?](), 0)
        let isComplete = try await adapter.gather { page in
            ids += page.records.map(\.id)
            totals.append(page.total)
            unreadable += page.unreadable
            return ids.count < limit
        }
        return (ids, totals, unreadable, isComplete)
    }

    /// A portal under `prefix` whose search answers `packages` (ids) for each number of requests before, and counts them all.
    private func portal(
        prefix: String = "",
        count: Int? = nil,
        _ packages: @escaping @Sendable (_ request: Int) -> [String],
    ) throws -> LoopbackServer {
        let searches = Mutex(0)
        return try LoopbackServer { request in
            switch request.path {
            case prefix + "/api/3/action/status_show":
                return LoopbackServer.answer(text: #"{"success":true,"result":{}}"#)
            case prefix + "/api/3/action/package_search":
                let number = searches.withLock { searches in
                    defer { searches += 1 }
                    return searches
                }
                let start = Int(request.target.split(separator: "start=").last ?? "") ?? 0
                let all = packages(number)
                let page = all.dropFirst(start).prefix(100).map { #"{"id":"\#($0)","name":"\#($0)"}"# }.joined(
                    separator: ","
                )
                return LoopbackServer.answer(
                    text: #"{"success":true,"result":{"count":\#(count ?? all.count),"results":[\#(page)]}}"#
                )
            default: return LoopbackServer.answer("404 Not Found", text: "<html>")
            }
        }
    }

    private static func ids(_ range: Range<Int>) -> [String] { range.map { "id-\(1_000 + $0)" } }

    @Test(arguments: ["", "/ckan", "/ckan/dataset/some-dataset", "/ckan/api/3/action/package_list"])
    func `the API is found from any address of the portal`(path: String) async throws {
        let server = try portal(prefix: "/ckan") { _ in Self.ids(0..<3) }
        defer { server.stop() }
        let gathered = try await gather(server, path: path)
        #expect(gathered.ids == Self.ids(0..<3))
        #expect(gathered.isComplete)
    }

    @Test func `all pages are read, in the order of ids`() async throws {
        let server = try portal { _ in Self.ids(0..<250) }
        defer { server.stop() }
        let gathered = try await gather(server)
        #expect(gathered.ids == Self.ids(0..<250))
        #expect(gathered.totals.allSatisfy { $0 == 250 })
        #expect(gathered.isComplete)
        let searches = server.requests.map(\.target).filter { $0.contains("package_search") }
        #expect(searches.allSatisfy { $0.contains("sort=id%20asc") && $0.contains("rows=100") })
        #expect(searches.count == 4)
    }

    @Test func `a record that slipped between pages is found by the second pass, and no record comes twice`()
        async throws
    {
        // While the second page is asked for, the first dataset has just been deleted: one id moves to the first page.
        let server = try portal(count: 150) { request in request == 1 ? Self.ids(1..<150) : Self.ids(0..<150) }
        defer { server.stop() }
        let gathered = try await gather(server)
        #expect(gathered.ids.sorted() == Self.ids(0..<150))
        #expect(gathered.ids.count == 150)
        #expect(gathered.isComplete)
    }

    @Test func `a portal that lists fewer than it counts is never called complete`() async throws {
        let server = try portal(count: 10) { _ in Self.ids(0..<4) }
        defer { server.stop() }
        let gathered = try await gather(server)
        #expect(gathered.ids == Self.ids(0..<4))
        #expect(!gathered.isComplete)
    }

    @Test func `reading ends when no more is wanted`() async throws {
        let server = try portal { _ in Self.ids(0..<250) }
        defer { server.stop() }
        let gathered = try await gather(server, taking: 100)
        #expect(gathered.ids.count == 100)
        #expect(!gathered.isComplete)
    }

    @Test func `an empty portal is one empty page`() async throws {
        let server = try portal { _ in [] }
        defer { server.stop() }
        let gathered = try await gather(server)
        #expect(gathered.ids.isEmpty)
        #expect(gathered.totals == [0])
    }

    @Test(arguments: [
        #"<html>maintenance</html>"#, #"{"success":false,"error":{}}"#, #"{"success":true}"#,
        #"{"success":true,"result":{}}"#,
        #"{"success":true,"result":{"count":1,"results":{}}}"#,
        #"{"success":true,"success":true,"result":{"count":0,"results":[]}}"#,
        "",
    ])
    func `an answer of another shape is told as such`(answer: String) async throws {
        let server = try LoopbackServer { request in
            request.path.hasSuffix("status_show")
                ? LoopbackServer.answer(text: #"{"success":true,"result":{}}"#) : LoopbackServer.answer(text: answer)
        }
        defer { server.stop() }
        let error = await #expect(throws: GatherError.self) { try await gather(server) }
        #expect(error?.reason == "api_shape")
    }

    @Test func `a host without CKAN is told as such`() async throws {
        let server = try LoopbackServer { _ in LoopbackServer.answer(text: "<html>hello</html>") }
        defer { server.stop() }
        let error = await #expect(throws: GatherError.self) { try await gather(server) }
        #expect(error?.reason == "api_shape")
    }

    @Test func `a host that is down is told in the words of the download`() async throws {
        let server = try LoopbackServer { _ in LoopbackServer.answer("503 Service Unavailable") }
        defer { server.stop() }
        let error = await #expect(throws: GatherError.self) { try await gather(server) }
        #expect(error?.reason == "server_error")
        #expect(server.requests.count == 4, "one try and three more")
    }
}

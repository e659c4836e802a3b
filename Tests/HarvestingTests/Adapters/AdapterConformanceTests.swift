import Catalog
import Fetching
import Foundation
import OpenData
import TestSupport
import Testing

@testable import Harvesting

@Suite struct `Adapter conformance` {
    /// What an adapter handed over.
    struct Gathered {
        var records: [RemoteRecord] = []
        var totals: [Int?] = []
        var pages: [Int] = []
        var unreadable = 0
        var isComplete = false
    }

    private func gather(
        _ catalogue: CannedCatalogue,
        _ server: LoopbackServer,
        filters: [String]? = nil,
        since: Timestamp? = nil,
        taking limit: Int = .max,
    ) async throws -> Gathered {
        let engine = FetchEngine(settings: FetchSettings(version: "test"))
        defer { engine.shutDown() }
        let moment = Timestamp(microseconds: 0)
        var source = Source(
            name: "city",
            kind: catalogue.kind,
            url: server.url + catalogue.path,
            created: moment,
            modified: moment
        )
        source.filters = filters
        var gathered = Gathered()
        let adapter = source.adapter(.forTests(engine), now: { moment }, since: since)
        gathered.isComplete = try await adapter.gather { page in
            gathered.records += page.records
            gathered.totals.append(page.total)
            gathered.pages.append(page.records.count)
            gathered.unreadable += page.unreadable
            return gathered.records.count < limit
        }
        return gathered
    }

    @Test(arguments: CannedCatalogue.allCases)
    func `everything is handed over in bounded pages, in order, with the whole count`(
        _ catalogue: CannedCatalogue
    ) async throws {
        let server = try catalogue.serve { _ in CatalogueSample.many(250) }
        defer { server.stop() }
        let gathered = try await gather(catalogue, server)
        #expect(gathered.records.map(\.title) == CatalogueSample.many(250).map(\.title))
        #expect(Set(gathered.records.map(\.id)).count == 250)
        #expect(gathered.pages.allSatisfy { $0 <= 100 })
        #expect(gathered.totals.allSatisfy { $0 == 250 })
        #expect(gathered.isComplete && gathered.unreadable == 0)
    }

    @Test(arguments: CannedCatalogue.allCases)
    func `a record says the same in every language`(_ catalogue: CannedCatalogue) async throws {
        let sample = CatalogueSample(
            id: "hagi-aed",
            title: "ＡＥＤ設置箇所",
            files: [.init(url: "/files/a.csv"), .init(title: "表", format: "XLSX", url: "https://other.example/b.xlsx")]
        )
        let server = try catalogue.serve { _ in [sample] }
        defer { server.stop() }
        let record = try #require(await gather(catalogue, server).records.first)
        #expect(record.title == "ＡＥＤ設置箇所")
        #expect(record.description == "市内の施設の一覧")
        #expect(record.publisher?.title == "萩市")
        #expect(record.license == "cc-by-4.0")
        #expect(record.tags == ["防災"])
        #expect(record.modified == Timestamp("2025-06-10"))
        #expect(record.files.map(\.format) == ["CSV", "XLSX"])
        #expect(record.files.map(\.url) == [server.url + "/files/a.csv", "https://other.example/b.xlsx"])
        let names = RecordName.candidates(for: record, source: "city")
        #expect(!names.isEmpty && names.allSatisfy(Identifier.isValidName))
    }

    @Test(arguments: CannedCatalogue.allCases)
    func `a record listed twice comes once, and one without files comes too`(_ catalogue: CannedCatalogue) async throws
    {
        let samples = CatalogueSample.many(3) + [CatalogueSample(id: "bare", title: "ファイルなし", files: [])]
        let server = try catalogue.serve { _ in samples + samples.prefix(2) }
        defer { server.stop() }
        let gathered = try await gather(catalogue, server)
        #expect(gathered.records.map(\.title) == samples.map(\.title))
        #expect(gathered.records.last?.files.isEmpty == true)
    }

    @Test(arguments: CannedCatalogue.allCases.filter(\.isPaged))
    func `a record that slipped between pages is found by the second pass`(_ catalogue: CannedCatalogue) async throws {
        let all = CatalogueSample.many(150)
        // While the first page is read the order differs: what is on neither page of the first pass is on one of the second's.
        let server = try catalogue.serve { request in request == 1 ? Array(all.dropFirst(1) + all.prefix(1)) : all }
        defer { server.stop() }
        let gathered = try await gather(catalogue, server)
        #expect(Set(gathered.records.map(\.title)) == Set(all.map(\.title)))
        #expect(gathered.records.count == 150)
    }

    @Test(arguments: CannedCatalogue.allCases)
    func `an empty catalogue says so, and is not believed`(_ catalogue: CannedCatalogue) async throws {
        let server = try catalogue.serve { _ in [] }
        let lab = try await HarvestLab()
        defer { server.stop() }
        #expect(try await gather(catalogue, server).totals == [0])
        try await lab.addSource("city", kind: catalogue.kind, url: server.url + catalogue.path)
        #expect(try await lab.harvest("city").lines == ["city held catalogue_collapse"])
        try lab.end()
    }

    @Test(arguments: CannedCatalogue.allCases)
    func `reading ends when no more is wanted`(_ catalogue: CannedCatalogue) async throws {
        let server = try catalogue.serve { _ in CatalogueSample.many(250) }
        defer { server.stop() }
        let gathered = try await gather(catalogue, server, taking: 100)
        #expect(gathered.records.count == 100)
        #expect(!gathered.isComplete)
    }

    @Test(arguments: CannedCatalogue.allCases)
    func `filters choose by publisher, tag and format`(_ catalogue: CannedCatalogue) async throws {
        var samples = CatalogueSample.many(4)
        samples[1].publisher = "長門市"
        samples[2].tag = "観光"
        samples[3].files = [.init(format: "PDF", url: "/files/3.pdf")]
        let served = samples
        let server = try catalogue.serve { _ in served }
        defer { server.stop() }
        let filters = ["organization=萩市", "tag=防災", "tag=福祉", "format=csv"]
        let gathered = try await gather(catalogue, server, filters: filters)
        #expect(gathered.records.map(\.title) == [samples[0].title])
    }

    @Test(
        arguments: CannedCatalogue.allCases,
        ["", "<html><body>保守中</body></html>", "null", "[1", "{}", "a,b\n1,2\n", "\u{0}\u{1}"]
    )
    func `what is no catalogue of the kind is told as such`(_ catalogue: CannedCatalogue, _ answer: String) async throws
    {
        let server = try LoopbackServer { request in
            request.path.hasSuffix("status_show")
                ? LoopbackServer.answer(text: #"{"success":true,"result":{}}"#) : LoopbackServer.answer(text: answer)
        }
        defer { server.stop() }
        let error = await #expect(throws: GatherError.self) { try await gather(catalogue, server) }
        #expect(error?.reason == "api_shape")
    }

    @Test(arguments: CannedCatalogue.allCases)
    func `a host that is down is told in the words of the download`(_ catalogue: CannedCatalogue) async throws {
        let server = try LoopbackServer { _ in LoopbackServer.answer("503 Service Unavailable") }
        defer { server.stop() }
        let error = await #expect(throws: GatherError.self) { try await gather(catalogue, server) }
        #expect(error?.reason == "server_error")
        #expect(error?.retry == .withinRun)
    }

    @Test(arguments: CannedCatalogue.allCases)
    func `too many records are held as a whole`(_ catalogue: CannedCatalogue) async throws {
        var limits = HarvestLimits()
        limits.records = 3
        let server = try catalogue.serve { _ in CatalogueSample.many(4) }
        let lab = try await HarvestLab(limits: limits)
        defer { server.stop() }
        try await lab.addSource("city", kind: catalogue.kind, url: server.url + catalogue.path)
        #expect(try await lab.harvest("city").lines == ["city held source_too_big"])
        #expect(try await lab.catalog.datasetNames().isEmpty)
        try lab.end()
    }

    @Test(arguments: CannedCatalogue.allCases)
    func `a harvest publishes the tables, and the next finds nothing new`(_ catalogue: CannedCatalogue) async throws {
        var samples = CatalogueSample.many(3)
        // Two that differ in Japanese letters only, and one of another publisher.
        (samples[1].id, samples[1].title) = ("避難所", "避難所")
        (samples[2].id, samples[2].title, samples[2].publisher) = ("公民館", "公民館", "長門市")
        let served = samples
        let server = try catalogue.serve { _ in served }
        let lab = try await HarvestLab()
        defer { server.stop() }
        try await lab.addSource("city", kind: catalogue.kind, url: server.url + catalogue.path)
        let first = try await lab.harvest("city")
        #expect(first.records.count == 3 && first.records.allSatisfy { $0.outcome == .created }, "\(first.lines)")
        for record in first.records {
            let dataset = try #require(await lab.catalog.dataset(record.name))
            #expect(dataset.distributions.first?.current?.rowCount == 3)
        }
        let organizations = try await lab.catalog.organizations().map(\.organization.title)
        #expect(organizations.contains("萩市"))
        if catalogue != .ckan { #expect(organizations.contains("長門市")) }
        let second = try await lab.harvest("city")
        #expect(second.records.count == 3 && second.records.allSatisfy { $0.outcome == .unchanged }, "\(second.lines)")
        try lab.end()
    }

    @Test func `CKAN is asked for what is wanted only, in one condition each`() async throws {
        let server = try CannedCatalogue.ckan.serve { _ in CatalogueSample.many(2) }
        defer { server.stop() }
        let filters = ["organization=hagi", "organization=b\"c", "format=CSV"]
        let gathered = try await gather(.ckan, server, filters: filters, since: Timestamp("2026-01-02T03:04:05Z"))
        #expect(gathered.records.count == 2)
        #expect(gathered.totals.allSatisfy { $0 == nil } && !gathered.isComplete, "changes say nothing of what is gone")
        let target = try #require(
            server.requests.map(\.target).first { $0.contains("package_search") }?.removingPercentEncoding
        )
        #expect(
            target.contains(
                #"fq=organization:("hagi" OR "b\"c") AND res_format:("CSV") AND metadata_modified:[2026-01-02T03:04:05"#
            )
        )
    }

    @Test func `a portal that cannot say what changed is read as a whole`() async throws {
        let server = try LoopbackServer { request in
            guard request.path.hasSuffix("package_search") else {
                return LoopbackServer.answer(text: #"{"success":true,"result":{}}"#)
            }
            guard !request.target.contains("fq=") else {
                return LoopbackServer.answer("400 Bad Request", text: #"{"success":false}"#)
            }
            return LoopbackServer.answer(
                text: #"{"success":true,"result":{"count":1,"results":[{"id":"a","name":"aed"}]}}"#
            )
        }
        defer { server.stop() }
        let gathered = try await gather(.ckan, server, since: Timestamp("2026-01-02T03:04:05Z"))
        #expect(gathered.records.map(\.name) == ["aed"])
        #expect(!gathered.totals.isEmpty && gathered.totals.allSatisfy { $0 == 1 } && gathered.isComplete)
    }
}

import Catalog
import Foundation
import OpenData
import Tables
import TestSupport
import Testing

@testable import Harvesting

@Suite struct `Preview` {
    @Test func `a try shows what a run would do, and leaves catalogue and store as they are`() async throws {
        let portal = try CannedPortal(["aed": .table("AED", rows: 10), "hall": .table("公民館", rows: 10)])
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        _ = try await lab.harvest("city")
        // A job that waits in the original is none of the try's.
        _ = try await lab.catalog.enqueue(source: "city", limit: nil, due: nil)
        portal.change { packages in
            packages["aed"] = .table("AED", rows: 11)
            packages["hall"] = .table("公民館", rows: 0)
            packages["library"] = .table("図書館", rows: 3)
        }
        let (revision, jobs) = (try await lab.catalog.revision(), try await lab.catalog.jobs(ofSource: nil, limit: 9))
        let files = try lab.storedFiles()

        let copy = try await PreviewCopy(of: lab.catalog, store: FileStore(directory: lab.directory.path))
        let catalog = try await CatalogDatabase(directory: copy.directory, now: lab.ingest.now)
        let ingest = Ingest(
            catalog: catalog,
            store: FileStore(directory: copy.directory),
            schemas: lab.ingest.schemas,
            now: lab.ingest.now
        )
        let harvester = Harvester(ingest: ingest, engine: lab.engine, logger: lab.harvester.logger, retries: .immediate)
        let job = try await catalog.enqueue(source: "city", limit: nil, due: nil)
        let claimed = try #require(await catalog.claim(worker: "test", lease: .seconds(60), job: job.id))
        _ = try await harvester.run(claimed.job, lease: claimed.lease)
        let records = try await catalog.records(ofJob: job.id, after: 0, limit: 10)
        #expect(
            records.map { "\($0.name) \($0.outcome.rawValue)" }.sorted() == [
                "aed updated", "hall held", "library created",
            ]
        )
        try catalog.close()
        copy.remove()

        #expect(try await lab.catalog.revision() == revision)
        #expect(try await lab.catalog.jobs(ofSource: nil, limit: 9) == jobs)
        #expect(try lab.storedFiles() == files)
        #expect(try await lab.catalog.dataset("aed")?.distributions.first?.current?.rowCount == 10)
        try lab.end()
    }
}

extension HarvestLab {
    /// Paths of all files of the store.
    fileprivate func storedFiles() throws -> [String] {
        try ["blobs", "tables", "tmp"].flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: "\(directory.path)/\(folder)").map { "\(folder)/\($0)" }
        }.sorted()
    }
}

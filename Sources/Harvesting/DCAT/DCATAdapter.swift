/// Reads a catalogue in DCAT (Turtle, RDF/XML, JSON-LD), page by page where it comes in pages (Hydra, as CKAN and data.europa.eu do).
///
/// Pages shift while they are read, as CKAN's do: what was seen twice is handed over once, and when fewer came than the source
/// counts, it is read a second time.
struct DCATAdapter: SourceAdapter {
    let url: String
    let reader: CatalogueReader
    let filter: RecordFilter

    private static let passes = 2
    private static let pageLimit = 1_000
    private static let handed = 100
    private static let accepted = "text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8, */*;q=0.1"

    /// What is known of a reading that goes on.
    private struct Progress {
        /// Ids handed over or left out by the filter.
        var seen: Set<String> = []
        /// Elements that are no records, told once.
        var unreadable = 0
        /// Records that were wanted.
        var wanted = 0
        /// How many datasets the source says it has; nil when it does not.
        var total: Int?
    }

    func gather(_ take: (GatheredPage) async throws -> Bool) async throws -> Bool {
        var progress = Progress()
        for _ in 1...Self.passes {
            guard try await read(&progress, take) else { return false }
            if progress.seen.count >= progress.total ?? 0 { return true }
        }
        return false
    }

    /// One pass over all pages; false when no more is wanted.
    private func read(_ progress: inout Progress, _ take: (GatheredPage) async throws -> Bool) async throws -> Bool {
        var next: String? = url
        var visited: Set<String> = []
        while let address = next, visited.count < Self.pageLimit, visited.insert(address).inserted {
            let (graph, base) = try await graph(address)
            let catalogue = DCATCatalogue(graph, base: base)
            guard catalogue.isCatalogue else { throw HarvestReason.apiShape.gatherError }
            progress.total = catalogue.total ?? progress.total
            next = catalogue.next
            guard try await hand(catalogue, isLast: next == nil, &progress, take) else { return false }
        }
        return true
    }

    /// Hands over a page's records that are new.
    private func hand(
        _ catalogue: DCATCatalogue,
        isLast: Bool,
        _ progress: inout Progress,
        _ take: (GatheredPage) async throws -> Bool,
    ) async throws -> Bool {
        let (all, unreadable) = catalogue.records()
        var records: [RemoteRecord] = []
        for record in all where progress.seen.insert(record.id).inserted && filter.matches(record) {
            records.append(record)
        }
        progress.wanted += records.count
        // Only where all of it is wanted can the source's own count be held against what we have.
        let total = filter.isEmpty ? progress.total ?? (isLast ? progress.wanted : nil) : isLast ? progress.wanted : nil
        var start = 0
        repeat {
            let page = GatheredPage(
                records: Array(records[start..<min(start + Self.handed, records.count)]),
                total: total,
                unreadable: start == 0 && progress.unreadable == 0 ? unreadable : 0
            )
            guard try await take(page) else { return false }
            start += Self.handed
        } while start < records.count
        progress.unreadable += unreadable
        return true
    }

    private func graph(_ address: String) async throws -> (graph: RDFGraph, base: String) {
        let document = try await reader.document(address, accept: Self.accepted)
        guard let syntax = RDFSyntax(document.bytes, contentType: document.contentType) else {
            throw HarvestReason.apiShape.gatherError
        }
        do {
            return (try await OwnThread.run { try syntax.read(document.bytes, base: document.url) }, document.url)
        } catch RDFSyntax.Fault.tooBig {
            throw HarvestReason.sourceTooBig.gatherError
        } catch is RDFSyntax.Fault {
            throw HarvestReason.apiShape.gatherError
        }
    }
}

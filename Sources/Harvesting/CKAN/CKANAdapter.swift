import Catalog
import Fetching
import Validation

/// Reads a CKAN portal's list of datasets by its action API (`package_search`, CKAN 2.x), in pages of 100 sorted by id.
///
/// Portals change while they are read: a dataset that is added or removed shifts the pages behind it. So what was seen twice is
/// handed over once, and when fewer records came than the portal says it has, it is read a second time for those that slipped.
/// Filters are asked for, and looked at again here: portals that only look like CKAN answer with everything.
struct CKANAdapter: SourceAdapter {
    let url: String
    let downloader: Downloader
    var query = CKANQuery(filter: RecordFilter(nil), since: nil)

    private static let pageSize = 100
    /// Largest answer that is read: a page of 100 packages is some hundred kilobytes.
    private static let answerLimit = 32 << 20
    private static let passes = 2
    /// No portal has more pages; a server that never sends an empty one must not keep us.
    private static let pageLimit = 1_000

    func gather(_ take: (GatheredPage) async throws -> Bool) async throws -> Bool {
        let base = try await findBase()
        var seen: Set<String> = []
        if query.since != nil {
            // Changes only: what is not among them is still there.
            if try await readChanges(base, take) { return false }
            var whole = self
            whole.query = CKANQuery(filter: query.filter, since: nil)
            return try await whole.gather(take)
        }
        for _ in 1...Self.passes {
            guard let total = try await read(base, seen: &seen, take) else { return false }
            if seen.count >= total { return true }
        }
        return false
    }

    /// Reads what changed; false when the portal does not understand the question, as those that only look like CKAN.
    private func readChanges(_ base: String, _ take: (GatheredPage) async throws -> Bool) async throws -> Bool {
        var seen: Set<String> = []
        do {
            _ = try await read(base, seen: &seen, take)
            return true
        } catch let error as GatherError where seen.isEmpty && Self.isRefusal(error) {
            return false
        }
    }

    private static func isRefusal(_ error: GatherError) -> Bool {
        let codes =
            [HarvestReason.apiShape.rawValue] + [FetchError.Code.httpStatus, .notFound, .serverError].map(\.rawValue)
        return codes.contains(error.reason)
    }

    /// One pass over all pages.
    ///
    /// Nil when no more is wanted; else how many records the portal says it has.
    private func read(
        _ base: String,
        seen: inout Set<String>,
        _ take: (GatheredPage) async throws -> Bool,
    ) async throws -> Int? {
        var total = 0
        for page in 0..<Self.pageLimit {
            let text = query.text(start: page * Self.pageSize, rows: Self.pageSize)
            let result = try await action("package_search?\(text)", of: base)
            guard let packages = result["results"]?.elements, let count = result["count"]?.wholeNumber else {
                throw HarvestReason.apiShape.gatherError
            }
            total = count
            if packages.isEmpty, page > 0 { return total }
            var unreadable = 0
            var records: [RemoteRecord] = []
            var isNew = false
            for package in packages {
                guard let id = CKANPackage.id(of: package) else {
                    unreadable += 1
                    continue
                }
                guard seen.insert(id).inserted else { continue }
                isNew = true
                guard let record = CKANPackage.record(package, id: id, base: base) else { continue }
                if query.filter.matches(record) { records.append(record) }
            }
            let counted = query.since == nil ? total : nil
            let gathered = GatheredPage(records: records, total: counted, unreadable: unreadable)
            guard try await take(gathered) else { return nil }
            // A page of nothing new, again and again, comes from a server that ignores `start`.
            if !isNew, page * Self.pageSize >= total { return total }
        }
        return total
    }

    // MARK: The API

    /// Finds the address below which the action API answers.
    ///
    /// - Throws: ``GatherError`` `api_shape` when no guess answers as CKAN does; the network's error when the host cannot be
    ///   reached, since the other guesses are on the same host.
    private func findBase() async throws -> String {
        for candidate in CKANAddress.candidates(for: url) {
            do {
                let (answer, address) = try await ask("status_show", of: candidate)
                guard Self.result(of: answer) != nil else { continue }
                // The portal may have sent us elsewhere: https, another host, another prefix.
                let suffix = "/api/3/action/status_show"
                guard address.utf8.count > suffix.utf8.count, address.hasSuffix(suffix) else { return candidate }
                return String(address.dropLast(suffix.count))
            } catch let error as FetchError where Self.isAnswer(error) {
                continue
            } catch let error as FetchError {
                throw GatherError(error)
            }
        }
        throw HarvestReason.apiShape.gatherError
    }

    /// Whether the error is an answer of the host to one address, so that another may do better.
    private static func isAnswer(_ error: FetchError) -> Bool {
        switch error.code {
        case .notFound, .gone, .authRequired, .httpStatus, .httpProtocol, .redirectInvalid, .redirectLimit, .tooLarge:
            true
        default: error.code == .serverError && error.status == 500
        }
    }

    /// The `result` of an action.
    /// - Throws: ``GatherError``.
    private func action(_ call: String, of base: String) async throws -> JSONValue {
        do {
            let (answer, _) = try await ask(call, of: base)
            guard let result = Self.result(of: answer) else { throw HarvestReason.apiShape.gatherError }
            return result
        } catch let error as FetchError {
            throw GatherError(error)
        }
    }

    private func ask(_ call: String, of base: String) async throws -> (answer: [UInt8], address: String) {
        var request = FetchRequest(
            url: "\(base)/api/3/action/\(call)",
            destination: .memory(limit: Self.answerLimit)
        )
        request.accept = "application/json"
        let response = try await downloader.fetch(request, for: .catalogue)
        return (response.bytes, response.url)
    }

    /// What CKAN's envelope `{"success": true, "result": …}` holds; nil for anything else.
    private static func result(of answer: [UInt8]) -> JSONValue? {
        guard let envelope = JSONValue(answer, limit: answerLimit), envelope["success"] == .boolean(true) else {
            return nil
        }
        return envelope["result"]
    }
}

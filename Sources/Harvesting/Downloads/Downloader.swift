import Fetching

/// Downloads for one run of one source: the engine with the source's address exceptions, manners and retries.
struct Downloader: Sendable {
    let engine: FetchEngine
    let retries: RetryPlan
    /// Shared by all runs of the process.
    let gate: HostGate
    /// The source's `--allow-address`.
    let allowedAddresses: [AddressBlock]
    /// Hosts that redirects may lead to beside the one that was asked; `.example.jp` means all below that domain.
    var redirectHosts: Set<String> = []
    /// Ports allowed beside the usual ones.
    var allowedPorts: Set<UInt16> = []
    /// Certificates in PEM that are trusted instead of the system's; nil: the system's.
    var certificateAuthority: String?
    /// Least time between two requests to one host; hosts on this machine are not paced.
    var pace: Duration = .zero
    /// What hosts say in `robots.txt`; nil where the operator has their permission.
    var robots: Robots?
    let patience = HostPatience()

    /// What is asked for, as far as `robots.txt` cares.
    enum Purpose: Sendable {
        /// The list of datasets, at the address that the operator named.
        case catalogue
        /// A file that the list links to.
        case file
    }

    /// Fetches, and tries again where that makes sense within a run: class A after growing pauses, class D after the pause that
    /// the server asks for.
    /// - Parameter tries: counts requests, also those that fail.
    /// - Throws: ``FetchError`` of the last try, `robots` when the host does not want it; `CancellationError` when the task was
    ///   cancelled meanwhile.
    func fetch(
        _ request: FetchRequest,
        for purpose: Purpose = .file,
        counting tries: Tries? = nil,
    ) async throws -> FetchResponse {
        var request = request
        permit(&request)
        let host = FetchRequest.host(of: request.url) ?? ""
        let pace = try await manners(request, host: host, purpose)
        do {
            let response = try await fetch(request, host: host, pace: pace, tries)
            await patience.note(host, succeeded: true)
            if response.url.utf8.starts(with: "https:".utf8) {
                await patience.noteCertificate(of: host, isInOrder: true)
            }
            return response
        } catch {
            if let error = error as? FetchError, error.code == .tlsExpired {
                await patience.noteCertificate(of: error.host ?? host, isInOrder: false)
            }
            if let error = error as? FetchError { await patience.note(host, succeeded: Self.speaksForHost(error)) }
            try Task.checkCancellation()
            throw error
        }
    }

    private func fetch(
        _ request: FetchRequest,
        host: String,
        pace: Duration,
        _ tries: Tries?,
    ) async throws -> FetchResponse {
        var request = request
        for pause in retries.pauses {
            do {
                return try await once(request, host: host, pace: pace, tries)
            } catch let error as FetchError {
                try Task.checkCancellation()
                if error.retryClass == .onceMore {
                    (request.etag, request.lastModified) = (nil, nil)
                    return try await once(request, host: host, pace: pace, tries)
                }
                guard await patience.deservesRetries(host), let wait = wait(after: error, pause: pause) else {
                    throw error
                }
                try await retries.sleep(wait)
            }
        }
        return try await once(request, host: host, pace: pace, tries)
    }

    /// One try, in its turn.
    private func once(
        _ request: FetchRequest,
        host: String,
        pace: Duration,
        _ tries: Tries?,
    ) async throws -> FetchResponse {
        if let refusal = await gate.refusal(of: host, longerThan: retries.longestWait) { throw refusal }
        try await gate.enter(host, pace: pace)
        tries?.add()
        do {
            let response = try await engine.fetch(request)
            await gate.leave(host)
            return response
        } catch {
            if error.retryClass == .asServerSays, let pause = error.retryAfter {
                await gate.pause(host, for: pause, saying: error)
            }
            await gate.leave(host)
            throw error
        }
    }

    /// Gives a request what the operator allows this source.
    private func permit(_ request: inout FetchRequest) {
        request.allowedAddresses = allowedAddresses
        request.redirectHosts = redirectHosts
        request.allowedPorts = allowedPorts
        request.certificateAuthority = certificateAuthority
    }

    /// How long to wait before the next try; nil when another try makes no sense in this run.
    private func wait(after error: FetchError, pause: Duration) -> Duration? {
        switch error.retryClass {
        case .withinRun: error.retryAfter.map { min($0, retries.longestWait) } ?? pause * Double.random(in: 0...1)
        case .asServerSays: (error.retryAfter ?? pause) <= retries.longestWait ? error.retryAfter ?? pause : nil
        case .onceMore, .nextRun, .afterAction, .never: nil
        }
    }

    /// An answer of any kind shows that the host is well; only class A failures speak against it.
    private static func speaksForHost(_ error: FetchError) -> Bool { error.retryClass != .withinRun }

    // MARK: Manners

    /// Asks the host's `robots.txt`, once a run.
    ///
    /// - Returns: the pace to keep with the host.
    /// - Throws: ``FetchError`` `robots`.
    private func manners(_ request: FetchRequest, host: String, _ purpose: Purpose) async throws -> Duration {
        let own = HostName.isThisMachine(host) ? .zero : pace
        guard let robots, let place = RobotsPlace(request.url) else { return own }
        let rules = await robots.rules(of: place.origin) { await robotsText(of: place.origin, host: host) }
        try Task.checkCancellation()
        // Rules for everybody are about crawlers that follow links; an operator named the catalogue's address.
        let isBound = purpose == .file || rules.namesUs
        guard !isBound || rules.allows(place.path) else { throw FetchError.robots(host: host) }
        return max(own, rules.crawlDelay ?? .zero)
    }

    /// The text of a host's `robots.txt`; nil when it has none or cannot say.
    private func robotsText(of origin: String, host: String) async -> [UInt8]? {
        var request = FetchRequest(url: origin + "/robots.txt", destination: .memory(limit: RobotsRules.longest * 2))
        permit(&request)
        var timeouts = FetchTimeouts()
        timeouts.total = .seconds(30)
        request.timeouts = timeouts
        return try? await once(request, host: host, pace: HostName.isThisMachine(host) ? .zero : pace, nil).bytes
    }
}

/// What a host's name tells.
enum HostName {
    /// Whether it is this machine: loopback literals and `localhost`.
    static func isThisMachine(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" || host == "[::1]" { return true }
        let parts = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0].elementsEqual("127".utf8)
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
    }
}

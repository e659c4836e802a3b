import CLibcurl
internal import Tabular

/// One hop of one download, from its request line to its last byte: what curl's callbacks fill and what is judged at the end.
///
/// libcurl 7.88 reports many damaged answers as success (hazards.md F10, F11), so nothing it says is taken on trust: the head is
/// judged when it is complete, bytes are counted before and after unpacking, and the end of a gzip stream must have been seen.
final class Transfer {
    enum Hop: Sendable {
        case response(FetchResponse)
        /// `isPermanent`: 301 or 308.
        case redirect(location: String, isPermanent: Bool)
        /// What a probe saw of the server's certificate; nothing was asked of the server.
        case certificate(CertificateDates?)
    }

    let plan: TransferPlan
    private let policy: AddressPolicy
    private(set) var head = ResponseHead()
    private(set) var wireByteCount = 0
    /// Our own verdict; it wins over whatever curl says of the transfer.
    private var failure: FetchError?
    private var redirect: String?
    private var sink: BodySink?
    private var inflater: GzipInflater?

    init(plan: TransferPlan, policy: AddressPolicy) {
        self.plan = plan
        self.policy = policy
    }

    private var hasEnded: Bool { failure != nil || redirect != nil }

    // MARK: Connections

    /// Whether a connection to `socket` may be opened.
    ///
    /// After one refusal all others are refused too: a name that has a private address beside a public one is an
    /// attack or a mistake, and never silently works.
    func mayConnect(to socket: SocketAddress?) -> Bool {
        guard failure == nil else { return false }
        guard let socket else {
            failure = error(.ssrfAddress)
            return false
        }
        let verdict = policy.judge(
            socket,
            exceptions: plan.request.allowedAddresses,
            morePorts: plan.request.allowedPorts,
        )
        switch verdict {
        case .allowed: return true
        case .notPublic: failure = error(.ssrfAddress)
        case .portNotAllowed: failure = error(.port)
        }
        return false
    }

    // MARK: Bytes

    /// Takes one header line.
    ///
    /// False ends the transfer.
    func takeHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !hasEnded else { return false }
        let wasComplete = head.isComplete
        do throws(FetchError) {
            try head.take(line, limits: plan.limits)
            if head.isComplete, !wasComplete { try judgeHead() }
        } catch {
            failure = failure ?? error.with(host: plan.address.host)
        }
        return !hasEnded
    }

    /// Takes a piece of the body as it came over the wire.
    ///
    /// False ends the transfer.
    func takeBody(_ piece: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        guard !hasEnded else { return false }
        wireByteCount += piece.count
        do throws(FetchError) {
            guard wireByteCount <= plan.limits.wireBytes else { throw FetchError(.tooLarge) }
            try unpack(piece)
        } catch {
            failure = error.with(host: plan.address.host, status: head.status)
        }
        return !hasEnded
    }

    private func unpack(_ piece: UnsafeMutableBufferPointer<UInt8>) throws(FetchError) {
        if wireByteCount == piece.count { try begin(with: UnsafeBufferPointer(piece)) }
        guard let inflater else { return try keep(UnsafeBufferPointer(piece)) }
        do throws(GzipInflater.Fault<FetchError>) {
            try inflater.inflate(piece) { (unpacked) throws(FetchError) in try keep(unpacked) }
        } catch {
            switch error {
            case .corrupt: throw FetchError(.corruptEncoding)
            case .consumer(let cause): throw cause
            }
        }
    }

    /// Looks at the first piece: what is called gzip and does not begin so is a lie, which a second try would only hear again.
    private func begin(with piece: UnsafeBufferPointer<UInt8>) throws(FetchError) {
        let isGzip = piece.first == 0x1f && (piece.count == 1 || piece[1] == 0x8b)
        if inflater != nil, !isGzip { throw FetchError(.corruptEncoding, retry: .nextRun) }
        if inflater == nil, isGzip, plan.request.unpacksGzip { inflater = GzipInflater() }
    }

    private func keep(_ piece: UnsafeBufferPointer<UInt8>) throws(FetchError) {
        try sink?.append(piece)
        let limits = plan.limits
        let count = sink?.byteCount ?? 0
        let isBomb = inflater != nil && count > limits.ratioFloor && count / max(wireByteCount, 1) > limits.ratio
        guard count <= limits.inflatedBytes, !isBomb else { throw FetchError(.decompressionLimit) }
    }

    // MARK: Verdicts

    private static let redirects: Set<Int> = [301, 302, 303, 307, 308]

    /// Decides what the answer is as soon as its head is there; only a wanted body is read at all.
    private func judgeHead() throws(FetchError) {
        let status = head.status
        if Self.redirects.contains(status) {
            guard let location = head.value("location") else { throw error(.redirectInvalid, status: status) }
            redirect = location
            return
        }
        if status == 304, plan.request.hasValidator { return }
        guard plan.request.acceptedStatuses.contains(status) else {
            throw .forStatus(status, host: plan.address.host, retryAfter: head.retryAfter(now: plan.now()))
        }
        if let length = head.contentLength, length > plan.limits.wireBytes { throw error(.tooLarge, status: status) }
        switch head.value("content-encoding")?.lowercased() {
        case nil, "identity": break
        case "gzip", "x-gzip":
            guard let made = GzipInflater() else { throw error(.corruptEncoding, status: status) }
            inflater = made
        // A server that uses what we did not offer does so again until somebody sets it right.
        default: throw FetchError(.corruptEncoding, host: plan.address.host, status: status, retry: .afterAction)
        }
        sink = try BodySink(plan.request.destination)
    }

    /// What became of the hop, now that curl is done with it; `curlFailure` is nil when curl calls the transfer a success.
    func conclude(_ curlFailure: CurlFailure?) -> Result<Hop, FetchError> {
        if let failure { return .failure(failure) }
        if let redirect {
            return .success(.redirect(location: redirect, isPermanent: head.status == 301 || head.status == 308))
        }
        if let curlFailure {
            return .failure(curlFailure.error.with(host: plan.address.host, status: head.status))
        }
        guard head.isComplete else { return .failure(error(.httpProtocol)) }
        if let inflater, !inflater.isComplete { return .failure(error(.truncated, status: head.status)) }
        return .success(.response(response()))
    }

    /// The answer to a hop that is ended from outside: its time is up, or nobody waits for it any more.
    func abandon(_ code: FetchError.Code) -> Result<Hop, FetchError> {
        .failure(failure ?? error(code, status: head.status))
    }

    private func response() -> FetchResponse {
        let byteCount = sink?.byteCount ?? 0
        let kept = sink?.finish()
        return FetchResponse(
            status: head.status,
            url: plan.address.text,
            permanentURL: plan.permanentURL,
            hasKnownEnd: head.status == 304 || head.hasKnownEnd,
            etag: head.value("etag"),
            lastModified: head.value("last-modified"),
            isFromFuture: head.lastModified.map { $0 > plan.now() + 86_400 } ?? false,
            contentType: head.value("content-type"),
            retryAfter: head.retryAfter(now: plan.now()),
            body: kept?.body ?? .none,
            byteCount: byteCount,
            wireByteCount: wireByteCount,
            sha256: kept?.sha256,
        )
    }

    private func error(_ code: FetchError.Code, status: Int = 0) -> FetchError {
        FetchError(code, host: plan.address.host, status: status > 0 ? status : nil)
    }
}

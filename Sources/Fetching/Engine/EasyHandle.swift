import CLibcurl

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A curl easy handle set up for one hop, with the memory that must live as long as it.
///
/// Used on the engine's thread only.
final class EasyHandle {
    let curl: UnsafeMutableRawPointer
    let transfer: Transfer
    var deadlines: TransferDeadlines
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var pins: UnsafeMutablePointer<curl_slist>?
    private var authorityFile: TemporaryText?
    private let words: UnsafeMutablePointer<CChar>

    /// Nil when curl has no memory for another handle.
    init?(_ transfer: Transfer, now: ContinuousClock.Instant) {
        guard let curl = curl_easy_init() else { return nil }
        self.curl = curl
        self.transfer = transfer
        deadlines = TransferDeadlines(plan: transfer.plan, now: now)
        words = .allocate(capacity: Int(CURL_ERROR_SIZE))
        words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        setUp(transfer.plan)
    }

    deinit {
        curl_easy_cleanup(curl)
        curl_slist_free_all(headers)
        curl_slist_free_all(pins)
        words.deallocate()
    }

    /// What curl says after ending with `code`; nil for success.
    func failure(_ code: CURLcode) -> CurlFailure? {
        guard code != CURLE_OK else { return nil }
        return CurlFailure(
            code: code,
            words: String(cString: words).lowercased(),
            hasResolved: ydp_curl_get_offset(curl, CURLINFO_NAMELOOKUP_TIME_T) > 0,
            hasConnected: ydp_curl_get_offset(curl, CURLINFO_CONNECT_TIME_T) > 0,
            systemError: Int32(truncatingIfNeeded: ydp_curl_get_long(curl, CURLINFO_OS_ERRNO)),
            certificateVerdict: ydp_curl_get_long(curl, CURLINFO_SSL_VERIFYRESULT),
        )
    }

    private func setUp(_ plan: TransferPlan) {
        let connect = plan.timeouts.connect.components
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_FOLLOWLOCATION, 0),
            (CURLOPT_HTTP_CONTENT_DECODING, 0),
            (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
            (CURLOPT_HTTP09_ALLOWED, 0),
            (CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue)),
            (CURLOPT_DISALLOW_USERNAME_IN_URL, 1),
            (CURLOPT_SSL_VERIFYPEER, 1),
            (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            (CURLOPT_CONNECTTIMEOUT_MS, Int(connect.seconds * 1_000 + connect.attoseconds / 1_000_000_000_000_000)),
            // Ending a transfer must not wait for a resolver that does not answer.
            (CURLOPT_QUICK_EXIT, 1),
            // A connection that was allowed for one source only must not serve another.
            (CURLOPT_FRESH_CONNECT, isPrivate(plan) ? 1 : 0),
            (CURLOPT_FORBID_REUSE, isPrivate(plan) ? 1 : 0),
        ]
        for (option, value) in numbers { ydp_curl_set_long(curl, option, value) }
        let texts: [(CURLoption, String)] = [
            (CURLOPT_URL, plan.address.text),
            (CURLOPT_USERAGENT, plan.userAgent),
            (CURLOPT_PROTOCOLS_STR, "http,https"),
            // curl would otherwise obey http_proxy and its sisters.
            (CURLOPT_PROXY, ""),
            (CURLOPT_NOPROXY, "*"),
        ]
        for (option, value) in texts { ydp_curl_set_text(curl, option, value) }
        for line in plan.headers { headers = curl_slist_append(headers, line) }
        ydp_curl_set_headers(curl, headers)
        if let pin = plan.pin {
            pins = curl_slist_append(nil, pin)
            ydp_curl_set_list(curl, CURLOPT_RESOLVE, pins)
        }
        if let pem = plan.request.certificateAuthority { trustOnly(pem) }
        if plan.isProbe { onlyShakeHands() }
        ydp_curl_set_pointer(curl, CURLOPT_ERRORBUFFER, words)
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        ydp_curl_set_body_receiver(curl, receiveBody, context)
        ydp_curl_set_header_receiver(curl, receiveHeader, context)
        ydp_curl_set_socket_opener(curl, openSocket, context)
    }
}

extension EasyHandle {
    /// Whether the connection has permissions that other requests lack.
    private func isPrivate(_ plan: TransferPlan) -> Bool {
        let request = plan.request
        return !request.allowedAddresses.isEmpty || !request.allowedPorts.isEmpty || request.certificateAuthority != nil
            || plan.isProbe
    }

    /// Trusts the given certificates and none of the system's.
    private func trustOnly(_ pem: String) {
        var pem = pem
        let result = pem.withUTF8 { bytes in
            ydp_curl_set_copied_bytes(curl, CURLOPT_CAINFO_BLOB, bytes.baseAddress, bytes.count)
        }
        // A curl over GnuTLS reads certificates from files only.
        if result != CURLE_OK {
            authorityFile = TemporaryText(pem)
            ydp_curl_set_text(curl, CURLOPT_CAINFO, authorityFile?.path ?? "/dev/null")
        }
        ydp_curl_set_text(curl, CURLOPT_CAPATH, nil)
    }

    /// Ends after the handshake.
    ///
    /// The certificate is looked at whatever it is worth; no request is sent and no byte of an answer is read.
    private func onlyShakeHands() {
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_CERTINFO, 1), (CURLOPT_SSL_VERIFYPEER, 0), (CURLOPT_SSL_VERIFYHOST, 0),
        ]
        for (option, value) in numbers { ydp_curl_set_long(curl, option, value) }
    }

    /// The period of the certificate that a probe saw; nil when it saw none.
    var certificateDates: CertificateDates? {
        var lines: [String] = []
        var line = ydp_curl_first_certificate(curl)
        while let entry = line {
            lines.append(String(cString: entry.pointee.data))
            line = entry.pointee.next
        }
        return CertificateDates(lines: lines)
    }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

private func receiveBody(
    bytes: UnsafeMutablePointer<CChar>?,
    size: Int,
    count: Int,
    context: UnsafeMutableRawPointer?,
) -> Int {
    let length = size * count
    guard let bytes, length > 0, let transfer = transfer(context) else { return 0 }
    let isTaken = bytes.withMemoryRebound(to: UInt8.self, capacity: length) { start in
        transfer.takeBody(UnsafeMutableBufferPointer(start: start, count: length))
    }
    return isTaken ? length : 0
}

private func receiveHeader(
    bytes: UnsafeMutablePointer<CChar>?,
    size: Int,
    count: Int,
    context: UnsafeMutableRawPointer?,
) -> Int {
    let length = size * count
    guard let bytes, length > 0, let transfer = transfer(context) else { return 0 }
    let isTaken = bytes.withMemoryRebound(to: UInt8.self, capacity: length) { start in
        transfer.takeHeader(UnsafeBufferPointer(start: start, count: length))
    }
    return isTaken ? length : 0
}

private func openSocket(
    context: UnsafeMutableRawPointer?,
    purpose: curlsocktype,
    candidate: UnsafeMutablePointer<curl_sockaddr>?,
) -> curl_socket_t {
    let refused: curl_socket_t = -1
    guard let candidate, let transfer = transfer(context) else { return refused }
    let address = withUnsafePointer(to: &candidate.pointee.addr) {
        SocketAddress($0, length: Int(candidate.pointee.addrlen))
    }
    guard transfer.mayConnect(to: address) else { return refused }
    let opened = socket(candidate.pointee.family, candidate.pointee.socktype, candidate.pointee.protocol)
    // Child processes must not inherit downloads.
    if opened >= 0 { _ = fcntl(opened, F_SETFD, FD_CLOEXEC) }
    return opened
}

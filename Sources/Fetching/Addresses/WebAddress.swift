import CLibcurl

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A URL that the engine is willing to ask, in the exact spelling that curl will connect by.
///
/// It is read with curl's own URL reader, so that what is judged here and what is connected to cannot differ.
struct WebAddress: Hashable, Sendable {
    /// Absolute, without fragment, non-ASCII bytes of path and query percent-encoded.
    let text: String
    /// `http` or `https`.
    let scheme: String
    /// In ASCII: an internationalised name in punycode, an IPv6 address in brackets.
    let host: String
    let port: UInt16

    /// `host:port` in lower case.
    var authority: String { "\(host.lowercased()):\(port)" }

    var isEncrypted: Bool { scheme == "https" }

    private static let maximumLength = 8_192

    /// - Throws: `url_invalid` for text that is no URL or carries a user name; `scheme` for anything but http and https.
    init(_ text: String) throws(FetchError) {
        try self.init(text, relativeTo: nil)
    }

    /// The address that a `Location` header names when it was sent by `self`.
    /// - Throws: `redirect_invalid`, `redirect_downgrade`, `scheme`.
    func following(location: String) throws(FetchError) -> WebAddress {
        let next: WebAddress
        do {
            next = try WebAddress(location, relativeTo: text)
        } catch {
            throw error.code == .scheme ? error : FetchError(.redirectInvalid, host: host)
        }
        if isEncrypted, !next.isEncrypted { throw FetchError(.redirectDowngrade, host: next.host) }
        return next
    }

    /// Whether a redirect from here may lead to `next`: to the same host (`www.` in front makes no other), or to one in `hosts`.
    func mayLead(to next: WebAddress, hosts: Set<String>?) -> Bool {
        guard let hosts else { return true }
        let target = next.host.lowercased()
        if Self.withoutWWW(target) == Self.withoutWWW(host.lowercased()) { return true }
        return hosts.contains { allowed in
            allowed.utf8.first == UInt8(ascii: ".") ? target.hasSuffix(allowed) : target == allowed
        }
    }

    private static func withoutWWW(_ host: String) -> Substring {
        host.hasPrefix("www.") ? host.dropFirst(4) : host[...]
    }

    private init(_ text: String, relativeTo base: String?) throws(FetchError) {
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "\\") }
        guard isPlain, !text.isEmpty, text.utf8.count <= Self.maximumLength, let handle = curl_url() else {
            throw FetchError(.urlInvalid)
        }
        defer { curl_url_cleanup(handle) }
        let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE | CURLU_DISALLOW_USER)
        if let base, curl_url_set(handle, CURLUPART_URL, base, flags) != CURLUE_OK { throw FetchError(.urlInvalid) }
        guard curl_url_set(handle, CURLUPART_URL, text, flags) == CURLUE_OK else { throw FetchError(.urlInvalid) }
        curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
        // libidn2 reads names in the thread's locale; a program that set none would read them as ASCII.
        let before = uselocale(Self.locale)
        defer { uselocale(before) }
        guard let scheme = Self.part(CURLUPART_SCHEME, of: handle) else { throw FetchError(.urlInvalid) }
        guard scheme == "http" || scheme == "https" else { throw FetchError(.scheme) }
        guard var host = Self.part(CURLUPART_HOST, of: handle), !host.isEmpty else { throw FetchError(.urlInvalid) }
        if !host.utf8.allSatisfy({ $0 < 0x80 }) {
            // Full-width digits become an IPv4 address here, and are read as one when the host is set again.
            let ascii = UInt32(CURLU_PUNYCODE)
            guard let punycode = Self.part(CURLUPART_HOST, of: handle, flags: ascii),
                curl_url_set(handle, CURLUPART_HOST, punycode, 0) == CURLUE_OK,
                let whole = Self.part(CURLUPART_URL, of: handle),
                curl_url_set(handle, CURLUPART_URL, whole, flags) == CURLUE_OK,
                let read = Self.part(CURLUPART_HOST, of: handle)
            else { throw FetchError(.urlInvalid) }
            host = read
        }
        guard let whole = Self.part(CURLUPART_URL, of: handle),
            let port = Self.part(CURLUPART_PORT, of: handle, flags: UInt32(CURLU_DEFAULT_PORT)).flatMap(UInt16.init)
        else { throw FetchError(.urlInvalid) }
        self.text = whole
        self.port = port
        self.scheme = scheme
        self.host = host
    }

    // Sound: made once, never changed and never freed; locale objects may be used by any number of threads.
    nonisolated(unsafe) private static let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

    private static func part(_ part: CURLUPart, of handle: OpaquePointer, flags: UInt32 = 0) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &value, flags) == CURLUE_OK, let value else { return nil }
        defer { curl_free(value) }
        return String(cString: value)
    }
}

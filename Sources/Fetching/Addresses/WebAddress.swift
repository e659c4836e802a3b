import CLibcurl

/// A URL that the engine is willing to ask, in the exact spelling that curl will connect by.
///
/// It is read with curl's own URL reader, so that what is judged here and what is connected to cannot differ.
struct WebAddress: Hashable, Sendable {
    /// Absolute, without fragment, non-ASCII bytes of path and query percent-encoded.
    let text: String
    /// `http` or `https`.
    let scheme: String
    let host: String

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
        guard let scheme = Self.part(CURLUPART_SCHEME, of: handle) else { throw FetchError(.urlInvalid) }
        guard scheme == "http" || scheme == "https" else { throw FetchError(.scheme) }
        guard let host = Self.part(CURLUPART_HOST, of: handle), let whole = Self.part(CURLUPART_URL, of: handle) else {
            throw FetchError(.urlInvalid)
        }
        self.text = whole
        self.scheme = scheme
        self.host = host
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &value, 0) == CURLUE_OK, let value else { return nil }
        defer { curl_free(value) }
        return String(cString: value)
    }
}

import CLibcurl

/// The header section of an answer, line by line as it comes, with the checks that libcurl does not make: how much of it there
/// may be, and that the lengths it states agree.
struct ResponseHead {
    /// 0 until a status line has come.
    private(set) var status = 0
    /// Whether the empty line after the final (not a 1xx) section has come.
    private(set) var isComplete = false
    /// Names in lower case, values trimmed; in order.
    private var fields: [(name: String, value: String)] = []
    private var byteCount = 0
    private var lineCount = 0

    /// Takes one line with its line end.
    /// - Throws: `http_protocol` for too much header or one that contradicts itself; the host is added by the caller.
    mutating func take(_ line: UnsafeBufferPointer<UInt8>, limits: FetchLimits) throws(FetchError) {
        byteCount += line.count
        lineCount += 1
        guard byteCount <= limits.headerBytes, lineCount <= limits.headerLines else { throw FetchError(.httpProtocol) }
        if isComplete { return }
        let text = Self.trim(line[...])
        if text.starts(with: "HTTP/".utf8) {
            fields = []
            status = Self.status(of: text)
            return
        }
        guard text.isEmpty else {
            guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return }
            let name = String(decoding: text[..<colon], as: UTF8.self).lowercased()
            fields.append((name, String(decoding: Self.trim(text[(colon + 1)...]), as: UTF8.self)))
            return
        }
        guard status >= 200 else { return }
        isComplete = true
        try check()
    }

    /// The first field of that name (in lower case); nil when there is none or it is empty.
    func value(_ name: String) -> String? {
        fields.first { $0.name == name }.map(\.value).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What `Content-Length` says; nil when it is missing or no number.
    var contentLength: Int? { value("content-length").flatMap(Int.init) }

    /// Seconds since 1970 of `Last-Modified`; nil when it is missing or no date.
    var lastModified: Int64? {
        guard let text = value("last-modified") else { return nil }
        let date = Int64(curl_getdate(text, nil))
        return date >= 0 ? date : nil
    }

    /// Whether the head says where the body ends.
    var hasKnownEnd: Bool {
        value("content-length") != nil || value("transfer-encoding")?.lowercased() == "chunked"
    }

    /// The pause that the server asks for: seconds, or a date compared with `now` (RFC 9110 §10.2.3), kept within 1 s and 24 h.
    func retryAfter(now: Int64) -> Duration? {
        guard let text = value("retry-after") else { return nil }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return .seconds(min(max(Int64(text) ?? 86_400, 1), 86_400))
        }
        let date = Int64(curl_getdate(text, nil))
        guard date >= 0 else { return nil }
        return .seconds(min(max(date - now, 1), 86_400))
    }

    /// Two lengths that differ, or a transfer encoding that would hide how much is unpacked.
    private func check() throws(FetchError) {
        let lengths = Set(fields.filter { $0.name == "content-length" }.map(\.value))
        guard lengths.count <= 1, lengths.allSatisfy(Self.isNumber) else {
            throw FetchError(.httpProtocol, status: status)
        }
        let encodings = fields.filter { $0.name == "transfer-encoding" }.map { $0.value.lowercased() }
        guard encodings.allSatisfy({ $0 == "chunked" || $0 == "identity" }) else {
            throw FetchError(.httpProtocol, status: status)
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 18 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func status(of line: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard parts.count > 1 else { return 0 }
        return Int(String(decoding: parts[1], as: UTF8.self)) ?? 0
    }

    private static func trim(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
        guard let first = line.firstIndex(where: { !isSpace($0) }), let last = line.lastIndex(where: { !isSpace($0) })
        else {
            return line[line.startIndex..<line.startIndex]
        }
        return line[first...last]
    }
}

import HTTPTypes
import Hummingbird
import OpenData
import Tables
import WebSupport

/// The bytes of a resource as they were received: always a download, never a page, whatever they hold.
struct OriginalFile {
    let resource: Distribution
    let version: TableVersion
    var cache = CachePolicy.shared

    /// The whole file, or the one range asked for (RFC 9110 §14); several ranges give the whole.
    func answer(_ exchange: Exchange) async throws -> Response {
        let headers = headers
        if let held = exchange.request.notModified(tag, headers: headers) { return held }
        guard exchange.services.store.exists(.blobs, version.blob) else { throw Problem.notFound }
        let path = exchange.services.store.path(.blobs, version.blob)
        let files = FileIO()
        guard let range = try range(exchange.request) else {
            let body = try await files.loadFile(path: path, context: exchange.context)
            return Response(status: .ok, headers: headers, body: body)
        }
        var response = Response(
            status: .partialContent,
            headers: headers,
            body: try await files.loadFile(path: path, range: range, context: exchange.context),
        )
        response.headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(version.blobBytes)"
        return response
    }

    private var tag: EntityTag { EntityTag(of: ["file", version.blob, fileName]) }

    private var headers: HTTPFields {
        [
            .contentType: mediaType,
            .contentDisposition: ContentDisposition.attachment(fileName),
            .eTag: tag.header,
            .acceptRanges: "bytes",
            .cacheControl: cache.rawValue,
            .lastModified: version.created.httpDate,
            .reprDigest: "sha-256=:\(Base64.encode(hexadecimal: version.blob)):",
        ]
    }

    /// The publisher's own name for it, else the title with the format's ending.
    var fileName: String {
        if let address = resource.downloadURL {
            let path = address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
            let last = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last ?? path[...]
            if let name = PercentDecoding.decode(Array(last)[...], plusIsSpace: false),
                name.utf8.contains(UInt8(ascii: ".")), name.utf8.first != UInt8(ascii: ".")
            {
                return name
            }
        }
        let ending = "." + version.format.lowercased()
        return resource.title.lowercased().hasSuffix(ending) ? resource.title : resource.title + ending
    }

    private static let typesByFormat = [
        "csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/json",
        "geojson": "application/geo+json", "ndjson": "application/x-ndjson",
    ]
    private static let otherType = "application/octet-stream"
    /// All that a file may be, as the description of the API lists them.
    static let mediaTypes = typesByFormat.values.sorted() + [otherType]

    private var mediaType: String {
        guard let type = Self.typesByFormat[version.format] else { return Self.otherType }
        return type.hasPrefix("text/") ? "\(type); charset=\(version.encoding)" : type
    }

    /// The one range that is asked for; nil for the whole file.
    ///
    /// Throws ``Problem`` `range-not-satisfiable`.
    private func range(_ request: Request) throws(Problem) -> ClosedRange<Int>? {
        guard let header = request.headers[.range] else { return nil }
        if let condition = request.headers[.ifRange], condition != tag.header { return nil }
        switch ByteRange(header, of: version.blobBytes) {
        case .whole: return nil
        case .part(let range): return range
        case .outside:
            var problem = Problem(.rangeNotSatisfiable)
            problem.headers[.contentRange] = "bytes */\(version.blobBytes)"
            throw problem
        }
    }
}

import HTTPTypes
import Hummingbird
import NIOCore
import OpenData
import Tables
import Tabular
import WebSupport

/// Everything that matches, streamed: the next piece is made when the reader has taken the last.
enum RowExports {
    /// Parameters that an export understands.
    static let names = RowRequest.filterNames + ["fields", "sort"] + RowOutput.names

    @Sendable static func answer(_ exchange: Exchange) async throws -> Response {
        let (_, resource, version, reference) = try await exchange.table()
        let name = try exchange.context.text("format")
        guard let media = RowMedia(rawValue: name) else { throw Problem.notFound }
        for item in exchange.query.items where RowRequest.reserved.contains(item.name) && !names.contains(item.name) {
            throw Problem.unknownParameter(item.name, known: names)
        }
        let asked = try RowRequest(exchange.query, columns: version.fields.map(\.name)).query
        let output = try RowOutput(exchange.query, media: media)
        let headers: HTTPFields = [
            .cacheControl: CachePolicy.shared.rawValue,
            .contentType: output.contentType(of: media),
            .contentDisposition: ContentDisposition.attachment(stem(of: resource.title) + "." + media.rawValue),
        ]
        let tag = EntityTag(of: [
            "export", exchange.services.site.version, reference.table, resource.title, media.rawValue,
            exchange.request.uri.query ?? "",
        ])
        return try await exchange.request.conditional(etag: tag, headers: headers) {
            try await exchange.services.stream(
                asked,
                of: reference,
                as: media.format,
                style: output.style,
                head: output.mark,
                through: output.encoding == .shiftJIS ? ShiftJISRows() : Unchanged()
            )
        }
    }

    /// Without an ending that names a format, which would be followed by another.
    private static func stem(of title: String) -> String {
        for ending in [".csv", ".json", ".tsv", ".xlsx"] where title.lowercased().hasSuffix(ending) {
            return String(title.dropLast(ending.count))
        }
        return title
    }
}

/// Rewrites rows while they pass by.
///
/// One task calls it, one call after the other.
protocol PieceTransform: Sendable {
    func transform(_ piece: [UInt8]) -> [UInt8]
    /// What is left after the last piece.
    func finish() -> [UInt8]
    /// What can only be told after the last piece; nil for nothing.
    var trailers: HTTPFields? { get }
}

extension PieceTransform {
    func finish() -> [UInt8] { [] }
    var trailers: HTTPFields? { nil }
}

/// Leaves rows as they are.
struct Unchanged: PieceTransform {
    func transform(_ piece: [UInt8]) -> [UInt8] { piece }
}

extension Services {
    /// A streamed answer of all rows that match, between `head` and `tail`.
    ///
    /// What is wrong with the query is thrown here, while the answer can still be a problem.
    func stream(
        _ query: RowQuery,
        of table: TableReference,
        as format: RowFormat,
        style: RowStyle = RowStyle(),
        head: [UInt8] = [],
        tail: [UInt8] = [],
        through rows: any PieceTransform = Unchanged(),
    ) async throws -> Response {
        var probe = query
        probe.limit = 1
        probe.wantsCount = false
        probe.cursor = nil
        _ = try await queries.page(probe, of: table, as: format)
        let queries = queries
        let body = ResponseBody { writer in
            let out = SharedWriter(writer)
            try await out.write(head)
            try await queries.export(query, of: table, as: format, style: style) { piece in
                try await out.write(rows.transform(piece))
            }
            try await out.write(rows.finish() + tail)
            try await writer.finish(rows.trailers)
        }
        return Response(status: .ok, body: body)
    }
}

/// Lends the response's writer to the export, which calls back for each piece.
///
/// Sound: the export calls its callback from one task, one call after the other, and has ended before the writer is used again.
final class SharedWriter: @unchecked Sendable {
    private var writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) { self.writer = writer }

    func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        try await writer.write(ByteBuffer(bytes: bytes))
    }
}

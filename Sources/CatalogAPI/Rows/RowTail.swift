import NIOCore
import OpenData
import Tables
import Tabular
import WebSupport

/// What stands around the rows of a page in JSON and GeoJSON.
struct RowTail {
    let reference: TableReference
    let asked: RowRequest
    let page: RowPage
    let facets: [RowFacet]
    var selfAddress = ""
    var next: String?
    /// Where to go on when the page was asked for with a body; else nil.
    var cursor: String?

    /// `{"data": rows, "meta": …, "links": …}`.
    var envelope: ByteBuffer {
        let tail = JSONBuilder.object { json in
            json.object("meta", writeMeta)
            json.object("links") { json in
                json.field("self", selfAddress)
                json.field("next", next)
            }
            guard !facets.isEmpty else { return }
            json.object("facets") { json in
                for facet in facets { json.field(facet.column, raw: facet.body) }
            }
        }
        return joined(Array("{\"data\":".utf8), page.body[...], Array(",".utf8) + tail.dropFirst())
    }

    /// The `FeatureCollection` with the members that OGC API Features gives it (OGC 17-069r4 §7.16).
    var collection: ByteBuffer {
        let tail = JSONBuilder.object { json in
            json.array("links") { json in
                for (relation, address) in [("self", selfAddress), ("next", next)] {
                    guard let address else { continue }
                    json.object { json in
                        json.field("rel", relation)
                        json.field("href", address)
                        json.field("type", RowMedia.geojson.mediaType)
                    }
                }
            }
            if asked.query.wantsCount { json.field("numberMatched", page.count) }
            json.field("numberReturned", page.rowCount)
            if asked.isExplained { page.explanation.write(to: &json) }
        }
        return joined([], page.body.dropLast(), Array(",".utf8) + tail.dropFirst())
    }

    private func writeMeta(_ json: inout JSONBuilder) {
        json.field("resource", reference.resource)
        json.field("version", reference.version)
        if asked.query.wantsCount { json.field("count", page.count) }
        json.field("limit", asked.query.limit)
        if let cursor { json.field("next_cursor", cursor) }
        if asked.isExplained { page.explanation.write(to: &json) }
    }

    /// The one copy of the rows on their way from the query to the socket.
    private func joined(_ head: [UInt8], _ rows: ArraySlice<UInt8>, _ tail: [UInt8]) -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: head.count + rows.count + tail.count)
        buffer.writeBytes(head)
        buffer.writeBytes(rows)
        buffer.writeBytes(tail)
        return buffer
    }
}

import HTTPTypes
import Hummingbird
import WebSupport

/// The form of every JSON answer of the native API: `{"data": …, "meta": …, "links": …}`.
struct Envelope {
    /// JSON text of `data`, made elsewhere.
    var data: [UInt8]
    /// Writes the members of `meta`.
    var meta: (inout JSONBuilder) -> Void = { _ in }
    /// In order; nil is written as `null` (there is no further page).
    var links: [(name: String, address: String?)]
    /// Writes members after `links`, for example `facets`.
    var more: (inout JSONBuilder) -> Void = { _ in }

    var bytes: [UInt8] {
        JSONBuilder.object { json in
            json.field("data", raw: data)
            json.object("meta", meta)
            json.object("links") { json in
                for (name, address) in links { json.field(name, address) }
            }
            more(&json)
        }
    }
}

extension Exchange {
    /// Answers with an envelope, its `Link: rel="next"` and its validator.
    func answer(_ envelope: Envelope, cache: CachePolicy = .shared) -> Response {
        .json(
            envelope.bytes,
            to: request,
            cache: cache,
            headers: linkHeader(next: envelope.links.last { $0.name == "next" }?.address)
        )
    }

    /// One thing whose address is this one.
    func answer(
        one data: [UInt8],
        links: [(name: String, address: String?)] = [],
        cache: CachePolicy = .shared
    ) -> Response {
        answer(Envelope(data: data, links: [("self", address)] + links), cache: cache)
    }

    /// `Link: <…>; rel="next"` (RFC 8288), or nothing.
    func linkHeader(next: String?) -> HTTPFields {
        guard let next else { return [:] }
        return [.link: "<\(next)>; rel=\"next\""]
    }
}

import Catalog
import OpenData
import WebSupport

extension Source {
    /// The source as the public sees it: never the credentials that an address may hold, nor which networks it may reach.
    func write(to json: inout JSONBuilder, health: Health?, links: Links) {
        json.object { json in
            json.field("name", name)
            json.field("kind", kind.rawValue)
            json.field("url", publicAddress)
            json.field("organization", organization)
            json.field("interval_seconds", interval)
            json.field("is_paused", isPaused)
            json.field("health", health?.rawValue)
            json.field("created", created.rfc3339)
            json.field("modified", modified.rfc3339)
            json.object("links") { json in
                let own = links.absolute("/api/v1/sources/" + Links.encode(name))
                json.field("self", own)
                json.field("jobs", own + "/jobs")
            }
        }
    }

    /// `url` without the user and password that may stand before its host.
    private var publicAddress: String {
        let bytes = Array(url.utf8)
        let slashes = Array("://".utf8)
        guard let scheme = (0..<max(0, bytes.count - 2)).first(where: { bytes[$0...].starts(with: slashes) }) else {
            return url
        }
        let authority = bytes[(scheme + 3)...].prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return url }
        return String(decoding: bytes[..<(scheme + 3)] + bytes[(at + 1)...], as: UTF8.self)
    }
}

extension Job {
    func write(to json: inout JSONBuilder, links: Links) {
        json.object { json in
            json.field("id", id)
            json.field("source", source)
            json.field("state", state.rawValue)
            json.field("outcome", outcome?.rawValue)
            json.field("reason", reason)
            json.field("message", message)
            json.field("attempts", attempts)
            json.object("counts") { json in
                for outcome in Outcome.allCases {
                    if let count = counts[outcome], count > 0 { json.field(outcome.rawValue, count) }
                }
            }
            json.field("created", created.rfc3339)
            json.field("due", due.rfc3339)
            json.field("started", started?.rfc3339)
            json.field("finished", finished?.rfc3339)
            json.object("links") { json in
                let own = links.absolute("/api/v1/jobs/" + Links.encode(id))
                json.field("self", own)
                json.field("records", own + "/records")
            }
        }
    }
}

extension HarvestRecord {
    func write(to json: inout JSONBuilder, links: Links) {
        json.object { json in
            json.field("remote_id", remoteID)
            json.field("name", name)
            json.field("title", title)
            json.field("outcome", outcome.rawValue)
            json.field("reason", reason)
            json.field("message", message)
            json.field("at", at.rfc3339)
            json.array("resources") { json in
                for resource in resources { resource.write(to: &json) }
            }
            json.object("links") { $0.field("dataset", links.apiDataset(name)) }
        }
    }
}

extension HarvestRecord.Resource {
    fileprivate func write(to json: inout JSONBuilder) {
        json.object { json in
            json.field("id", id)
            json.field("title", title)
            json.field("format", format)
            json.field("outcome", outcome.rawValue)
            json.field("reason", reason)
            json.field("message", message)
            json.field("sha256", blob)
            json.field("bytes", bytes)
            json.field("rows", rows)
            json.field("milliseconds", milliseconds)
            json.field("attempts", attempts)
        }
    }
}

import OpenData
import WebSupport

extension Distribution {
    /// The resource as the native API shows it; `version` is null while readers have none, `fields` then empty.
    func write(to json: inout JSONBuilder, dataset: Dataset, links: Links) {
        json.object { json in
            json.field("id", id)
            json.field("dataset", dataset.name)
            json.field("title", title)
            json.field("description", description)
            json.field("format", format)
            json.field("media_type", mediaType)
            json.field("download_url", downloadURL)
            json.field("schema", schema)
            if let current {
                json.object("version") { current.writeMembers(to: &$0) }
            } else {
                json.field("version", String?.none)
            }
            json.array("fields") { json in
                for field in current?.fields ?? [] { field.write(to: &json) }
            }
            json.object("links") { json in
                for (name, address) in self.links(links) { json.field(name, address) }
            }
        }
    }

    /// What can be asked of this resource at present.
    func links(_ links: Links) -> [(name: String, address: String?)] {
        var parts = [("self", String?.none), ("versions", "versions")]
        if current != nil { parts.append(("file", "file")) }
        if current?.table != nil {
            parts += ["rows", "schema", "profile", "report"].map { ($0, $0) }
            parts += [("openapi", "openapi.json"), ("csv", "exports/csv")]
        }
        return parts.map { ($0.0, links.apiResource(id, $0.1)) }
    }
}

extension TableVersion.Field {
    /// A field of a Table Schema.
    func write(to json: inout JSONBuilder) {
        json.object { json in
            json.field("name", name)
            json.field("type", type)
            if let format { json.field("format", format) }
        }
    }
}

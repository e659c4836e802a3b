import OpenData
import WebSupport

extension Dataset {
    /// The dataset as CKAN's package dict: exactly the keys of CKAN 2.11.
    func writePackage(to json: inout JSONBuilder, organization: Organization?, siteURL: String) {
        let known = license.flatMap(License.named)
        json.object { json in
            json.field("author", String?.none)
            json.field("author_email", String?.none)
            json.field("creator_user_id", String?.none)
            json.field("id", id)
            json.field("isopen", known?.isOpen ?? false)
            json.field("license_id", license)
            json.field("license_title", known?.title ?? license)
            if let url = known?.url { json.field("license_url", url) }
            let isAddress = contact?.utf8.contains(UInt8(ascii: "@")) ?? false
            json.field("maintainer", isAddress ? nil : contact)
            json.field("maintainer_email", isAddress ? contact : nil)
            json.field("metadata_created", created.ckan)
            json.field("metadata_modified", modified.ckan)
            json.field("name", name)
            json.field("notes", description)
            json.field("num_resources", distributions.count)
            json.field("num_tags", tags.count)
            writeOrganization(organization, to: &json)
            json.field("owner_org", organization?.id)
            json.field("private", false)
            json.field("state", state == .active ? "active" : "deleted")
            json.field("title", title)
            json.field("type", "dataset")
            json.field("url", landingPage)
            json.field("version", String?.none)
            writeExtras(to: &json)
            json.field("groups", [])
            json.array("resources") { json in
                for (position, resource) in distributions.enumerated() {
                    resource.writeResource(to: &json, dataset: self, position: position, siteURL: siteURL)
                }
            }
            json.array("tags") { json in
                for tag in tags.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                    CKANTag(name: tag).write(to: &json)
                }
            }
            json.field("relationships_as_subject", [])
            json.field("relationships_as_object", [])
        }
    }

    private func writeOrganization(_ organization: Organization?, to json: inout JSONBuilder) {
        guard let organization else { return json.field("organization", String?.none) }
        json.object("organization") { json in
            json.field("id", organization.id)
            json.field("name", organization.name)
            json.field("title", organization.title)
            json.field("type", "organization")
            json.field("description", organization.description ?? "")
            json.field("image_url", "")
            json.field("created", organization.created.ckan)
            json.field("is_organization", true)
            json.field("approval_status", "approved")
            json.field("state", "active")
        }
    }

    /// What CKAN has no field for, by key.
    private func writeExtras(to json: inout JSONBuilder) {
        let extras: [(key: String, value: String?)] = [
            ("harvest_source", origin?.source),
            ("harvest_source_url", origin?.url),
            ("source_modified", sourceModified?.ckan),
            ("standard_dataset", standard),
            ("title_en", titleEnglish),
        ]
        json.array("extras") { json in
            for (key, value) in extras {
                guard let value else { continue }
                json.object { json in
                    json.field("key", key)
                    json.field("value", value)
                }
            }
        }
    }
}

extension Distribution {
    /// The resource as CKAN's resource dict.
    ///
    /// Its address is our copy of the last good file where there is one, so that clients get what was checked, also
    /// while the publisher's server is away.
    func writeResource(to json: inout JSONBuilder, dataset: Dataset, position: Int, siteURL: String) {
        json.object { json in
            json.field("cache_last_updated", String?.none)
            json.field("cache_url", String?.none)
            json.field("created", dataset.created.ckan)
            json.field("datastore_active", current?.table != nil)
            json.field("description", description)
            json.field("format", format)
            json.field("hash", current?.blob ?? "")
            json.field("id", id)
            json.field("last_modified", current?.created.ckan)
            json.field("metadata_modified", (current?.created ?? dataset.modified).ckan)
            json.field("mimetype", mediaType)
            json.field("mimetype_inner", String?.none)
            json.field("name", title)
            json.field("package_id", dataset.id)
            json.field("position", position)
            json.field("resource_type", String?.none)
            json.field("size", current?.blobBytes)
            json.field("state", "active")
            json.field("url", address(dataset: dataset, siteURL: siteURL))
            json.field("url_type", current == nil ? nil : "upload")
        }
    }

    private func address(dataset: Dataset, siteURL: String) -> String {
        guard let current else { return downloadURL ?? "" }
        let file = OriginalFile(resource: self, version: current).fileName
        let resource = Links.encode(id)
        return "\(siteURL)/dataset/\(Links.encode(dataset.id))/resource/\(resource)/download/\(Links.encode(file))"
    }
}

/// A tag as CKAN's tag dict.
struct CKANTag {
    let name: String

    func write(to json: inout JSONBuilder, withState: Bool = true) {
        json.object { json in
            json.field("display_name", name)
            json.field("id", Identifier.uuid("tag", name))
            json.field("name", name)
            if withState { json.field("state", "active") }
            json.field("vocabulary_id", String?.none)
        }
    }
}

import OpenData
import WebSupport

extension Dataset {
    /// The dataset as the native API shows it; keys are always there, `null` where nothing is known.
    func write(to json: inout JSONBuilder, organizations: [String: Organization], links: Links) {
        json.object { json in
            json.field("id", id)
            json.field("name", name)
            json.field("title", title)
            json.field("title_en", titleEnglish)
            json.field("description", description)
            json.object("organization") { json in
                json.field("name", organization)
                json.field("title", organizations[organization]?.title ?? organization)
                json.field("title_en", organizations[organization]?.titleEnglish)
            }
            writeLicense(to: &json)
            json.field("tags", tags)
            json.field("standard", standard)
            json.field("landing_page", landingPage)
            json.field("contact", contact)
            writeOrigin(to: &json)
            json.field("source_modified", sourceModified?.rfc3339)
            json.field("created", created.rfc3339)
            json.field("modified", modified.rfc3339)
            json.array("resources") { json in
                for distribution in distributions { distribution.write(to: &json, dataset: self, links: links) }
            }
            json.object("links") { json in
                json.field("self", links.apiDataset(name))
                json.field("versions", links.apiDataset(name) + "/versions")
                json.field("page", links.datasetPage(name))
            }
        }
    }

    private func writeLicense(to json: inout JSONBuilder) {
        guard let license else { return json.field("license", String?.none) }
        let known = License.named(license)
        json.object("license") { json in
            json.field("id", license)
            json.field("title", known?.title ?? license)
            json.field("title_en", known?.titleEnglish)
            json.field("url", known?.url)
            json.field("is_open", known?.isOpen)
        }
    }

    private func writeOrigin(to json: inout JSONBuilder) {
        guard let origin else { return json.field("origin", String?.none) }
        json.object("origin") { json in
            json.field("source", origin.source)
            json.field("remote_id", origin.remoteID)
            json.field("url", origin.url)
            json.field("vanished", origin.vanished?.rfc3339)
        }
    }
}

extension TableVersion {
    /// What lists and resources say of a version.
    func writeMembers(to json: inout JSONBuilder) {
        json.field("number", number)
        json.field("state", state.rawValue)
        json.field("reason", reason)
        json.field("rows", rowCount)
        json.field("errors", errorCount)
        json.field("warnings", warningCount)
        json.field("format", format)
        json.field("encoding", encoding)
        json.field("bytes", blobBytes)
        json.field("sha256", blob)
        json.field("created", created.rfc3339)
    }
}

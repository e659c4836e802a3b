import WebSupport

extension CKANAction {
    /// What CKAN says of itself.
    static let site = [
        CKANAction("status_show", "Information about the site's configuration.") { exchange in
            let site = exchange.services.site
            return JSONBuilder.object { json in
                json.field("site_title", site.title)
                json.field("site_description", site.titleEnglish)
                json.field("site_url", exchange.siteURL)
                json.field("error_emails_to", String?.none)
                json.field("locale_default", "ja")
                json.field("extensions", ["datastore"])
                // Clients branch on it: the version whose wire format is kept.
                json.field("ckan_version", "2.11.5")
                json.object("platform") { json in
                    json.field("name", "Yamaguchi Data Platform")
                    json.field("version", site.version)
                }
            }
        },
        CKANAction("site_read", "True: the site may be read by anyone.") { _ in Array("true".utf8) },
        CKANAction("help_show", "The help text of an action.") { exchange in
            let name = try exchange.parameters.required("name")
            guard let help = helpText(of: name) else { throw CKANFailure.notFound("Action \"\(name)\" was not found.") }
            var json = JSONBuilder()
            json.element(help)
            return json.bytes
        },
    ]

    /// Looked up by name, not through ``all``, which holds this action itself.
    private static func helpText(of name: String) -> String? {
        let others = packages + organizations + vocabularies + datastore
        let own = ["status_show", "site_read", "help_show"]
        return others.first { $0.name == name }?.help
            ?? (own.contains(name) ? "Information about the site and its actions." : nil)
    }
}

package import Tabular

/// A change of a dataset as a whole that its source made and that a person decides: another licence, another identifier, or that
/// it is gone for good.
package struct Proposal: Hashable, Sendable, Codable {
    /// `license_change`, `identity_change` or `gone`.
    package var code: String
    package var message: Bilingual
    /// What would be stored: the licence's id, the record's id at the source; nil for `gone` and for a licence that is no longer named.
    package var value: String?
    /// When it was first seen.
    package var since: Timestamp

    package init(code: String, message: Bilingual, value: String?, since: Timestamp) {
        self.code = code
        self.message = message
        self.value = value
        self.since = since
    }

    /// The same for the same change.
    package var key: String { "\(code):\(value ?? "")" }
}

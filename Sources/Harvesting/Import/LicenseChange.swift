import OpenData
import Tabular

/// The licence that a record names, where it is not the one that its dataset was published under.
struct LicenseChange: Sendable {
    let old: String
    /// Nil when the source no longer names one.
    let new: String?

    /// Nil where nothing changed, or nothing that takes a right away: a licence that is named for the first time is welcome.
    init?(_ record: RemoteRecord, of dataset: Dataset) {
        guard record.title != nil, let old = dataset.license, record.license?.lowercased() != old.lowercased() else {
            return nil
        }
        self.old = old
        new = record.license
    }

    func proposal(since moment: Timestamp) -> Proposal {
        let message = HarvestReason.licenseChange.message
        return Proposal(
            code: HarvestReason.licenseChange.rawValue,
            message: Bilingual(
                ja: "\(message.ja)（\(old) → \(new ?? "なし")）",
                en: "\(message.en) (\(old) → \(new ?? "none"))"
            ),
            value: new,
            since: moment
        )
    }
}

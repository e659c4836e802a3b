import Catalog
import Tabular

/// Why a run or a record ended as it did, where neither the download nor the reading of the file has a reason of its
/// own.
///
/// The raw value is the stable reason code (hazards.md §2.4).
enum HarvestReason: String, CaseIterable, Sendable {
    case apiShape = "api_shape"
    case catalogueCollapse = "catalogue_collapse"
    case sourceTooBig = "source_too_big"
    case identityChange = "identity_change"
    case licenseChange = "license_change"
    case localClockSuspect = "local_clock_suspect"
    // Remarks on what came and was published.
    case movedPermanently = "moved_permanently"
    case weakValidator = "weak_validator"
    case upstreamClockSkew = "upstream_clock_skew"
    case charsetMismatch = "charset_mismatch"
    case integrityWeak = "integrity_weak"
    case vanished
    case linkOnly = "link_only"
    case reviewRejected = "review_rejected"
    case unknownSource = "unknown_source"
    case noDatedFile = "no_dated_file"
    case recordInvalid = "record_invalid"
    case storage

    var gatherError: GatherError {
        GatherError(reason: rawValue, message: message, outcome: self == .apiShape ? .rejected : .failed)
    }
}

import OpenData

/// What a log record changed, and with that what its body is.
enum LogKind: String {
    /// Body: ``Organization``.
    case organizationPut = "organization.put"
    /// Body of all five: ``Dataset`` whose distributions carry no versions.
    case datasetPut = "dataset.put"
    case datasetVanish = "dataset.vanish"
    case datasetReappear = "dataset.reappear"
    case datasetWithdraw = "dataset.withdraw"
    case datasetReinstate = "dataset.reinstate"
    /// Body of all: ``TableVersion``; the entity is the distribution's id.
    case versionPublish = "version.publish"
    case versionHold = "version.hold"
    case versionReject = "version.reject"
    case versionWithdraw = "version.withdraw"
    /// Body: ``Source``.
    case sourcePut = "source.put"
    /// Body: ``Source`` as it last was.
    case sourceRemove = "source.remove"

    init(_ state: TableVersion.State) {
        switch state {
        case .published: self = .versionPublish
        case .held: self = .versionHold
        case .rejected: self = .versionReject
        case .withdrawn: self = .versionWithdraw
        }
    }
}

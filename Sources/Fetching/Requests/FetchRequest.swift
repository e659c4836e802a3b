/// One download to be made.
package struct FetchRequest: Hashable, Sendable {
    /// Where the body goes.
    package enum Destination: Hashable, Sendable {
        /// Kept in memory, at most so many bytes (then `too_large`).
        case memory(limit: Int)
        /// Written to a new file at this path, which must not exist. After an error there is no file.
        case file(path: String)
    }

    package var url: String
    package var destination: Destination
    /// Validators of the last good answer; nil for none.
    ///
    /// Without one, an answer 304 is a fault.
    package var etag: String?
    package var lastModified: String?
    /// Value of the `Accept` header.
    package var accept = "*/*"
    /// Statuses whose body is wanted; any other is an error (304 with a validator excepted).
    package var acceptedStatuses: Set<Int> = [200]
    /// Blocks that are allowed for this request although they are not public (`--allow-address`).
    package var allowedAddresses: [AddressBlock] = []
    /// Ports that are allowed for this request beside the engine's (`--allow-port`).
    package var allowedPorts: Set<UInt16> = []
    /// Hosts that a redirect may lead to beside the one that was asked (`--allow-host`), in lower case; nil: any.
    ///
    /// An entry that begins with a dot means all hosts below that domain.
    package var redirectHosts: Set<String>?
    /// Certificates in PEM that are trusted for this request *instead of* the system's; nil: the system's.
    package var certificateAuthority: String?
    /// Whether a body that begins as gzip does is unpacked although no header says so (`.csv.gz`).
    package var unpacksGzip = false
    /// Nil: those of the engine's settings.
    package var limits: FetchLimits?
    package var timeouts: FetchTimeouts?

    package init(url: String, destination: Destination) {
        self.url = url
        self.destination = destination
    }

    var hasValidator: Bool { etag != nil || lastModified != nil }
}

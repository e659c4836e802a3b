package import OpenData
package import Tabular

/// What is remembered of the last complete fetch of a distribution, for conditional requests and for `unchanged`.
package struct FetchState: Hashable, Sendable, Codable {
    package var distribution: String
    package var url: String
    package var etag: String?
    package var lastModified: String?
    /// SHA-256 (hex) of the bytes.
    package var blob: String
    package var bytes: Int
    /// What became of those bytes, so that the same bytes give the same answer without work.
    package var outcome: Outcome
    package var reason: String?
    package var message: Bilingual?
    /// When the address was last asked, and when it last answered well.
    package var checked: Timestamp
    /// How often in a row the server has said that nothing changed (304) since the file was last read; nil: never.
    package var confirmations: Int?
    /// The reader that judged those bytes (``Tabular/ReaderGeneration``); nil: one that did not say.
    package var reader: Int?

    package init(
        distribution: String,
        url: String,
        etag: String? = nil,
        lastModified: String? = nil,
        blob: String,
        bytes: Int,
        outcome: Outcome,
        reason: String? = nil,
        message: Bilingual? = nil,
        checked: Timestamp,
        reader: Int? = nil,
    ) {
        self.distribution = distribution
        self.url = url
        self.etag = etag
        self.lastModified = lastModified
        self.blob = blob
        self.bytes = bytes
        self.outcome = outcome
        self.reason = reason
        self.message = message
        self.checked = checked
        self.reader = reader
    }
}

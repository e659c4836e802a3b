package import Catalog

/// The lines of `ydp harvest`.
package enum RecordLine {
    /// `OUTCOME NAME REASON_CODE message` (REASON_CODE and message `-` when there is none); `language` is `ja` or `en`.
    package static func text(_ record: HarvestRecord, language: String) -> String { fatalError("stub") }
    /// The summary of counts: `summary: created=3 unchanged=120 …`, and the run's own reason when it failed.
    package static func summary(_ job: Job, language: String) -> String { fatalError("stub") }
}

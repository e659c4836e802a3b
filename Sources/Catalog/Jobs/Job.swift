package import OpenData
package import Tabular

/// The outcomes of records and jobs (interface.md, "Vocabulary of outcomes").
package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
    case created, updated, unchanged, held, rejected, failed, blocked, withdrawn
}

/// One run of one source.
///
/// Operational history, not part of the log: leases and attempts change too often, and old ones are pruned.
package struct Job: Hashable, Sendable, Codable {
    /// `running` also while the lease has run out and nobody has claimed the job again.
    package enum State: String, Hashable, Sendable, Codable { case queued, running, finished }

    /// UUID text (version 7: later jobs sort after earlier ones).
    package var id: String
    package var source: String
    package var state: State
    /// Nil until finished.
    ///
    /// `failed` when any record failed or the run itself did.
    package var outcome: Outcome?
    /// Reason code when the run itself failed (`api_shape`, `connect_refused` …); nil otherwise.
    package var reason: String?
    package var message: Bilingual?
    /// How many workers have begun it, the present one included.
    package var attempts: Int
    package var created: Timestamp
    /// Not begun before this moment.
    package var due: Timestamp
    package var started: Timestamp?
    package var finished: Timestamp?
    /// Records by outcome.
    package var counts: [Outcome: Int]
    /// What `ydp harvest --limit` gave; nil: all records.
    package var limit: Int?
    /// When trying again makes sense after the run itself failed; nil otherwise.
    package var retry: Retry?
    /// Not to be tried again before this moment, because the server said so.
    package var retryAt: Timestamp?
    /// Only what the source changed after this moment is wanted; nil: a full sweep.
    package var since: Timestamp?

    /// Retry classes (hazards.md §2.0).
    package enum Retry: String, Hashable, Sendable, Codable {
        /// Next schedule, with growing pauses while it keeps failing.
        case withinRun = "A"
        /// Next schedule.
        case nextRun = "B"
        /// Not before a person acted: ran the source by hand or changed it.
        case afterAction = "C"
        /// When the server said.
        case asServerSays = "D"
        /// Nothing to try again.
        case never = "E"
    }
}

/// A worker's claim on a job.
///
/// `attempt` fences: a write with an older attempt is refused with `leaseLost`.
package struct Lease: Hashable, Sendable {
    package let job: String
    package let attempt: Int

    package init(job: String, attempt: Int) {
        self.job = job
        self.attempt = attempt
    }
}

/// What became of one record (one dataset at the source) in one job.
package struct HarvestRecord: Hashable, Sendable, Codable {
    /// What became of one resource of the record.
    package struct Resource: Hashable, Sendable, Codable {
        package var id: String
        package var title: String
        package var format: String
        package var outcome: Outcome
        /// Reason code (hazards.md §2), nil when there is nothing to say.
        package var reason: String?
        package var message: Bilingual?
        package var blob: String?
        package var bytes: Int?
        package var rows: Int?
        package var milliseconds: Int?
        /// How often the file was asked for; nil when it was not.
        package var attempts: Int?

        package init(
            id: String,
            title: String,
            format: String,
            outcome: Outcome,
            reason: String? = nil,
            message: Bilingual? = nil
        ) {
            self.id = id
            self.title = title
            self.format = format
            self.outcome = outcome
            self.reason = reason
            self.message = message
        }
    }

    package var job: String
    package var remoteID: String
    /// Name of our dataset (also when it could not be made: the name it would have).
    package var name: String
    package var title: String
    package var outcome: Outcome
    package var reason: String?
    package var message: Bilingual?
    package var resources: [Resource]
    package var at: Timestamp

    package init(
        job: String,
        remoteID: String,
        name: String,
        title: String,
        outcome: Outcome,
        reason: String? = nil,
        message: Bilingual? = nil,
        resources: [Resource] = [],
        at: Timestamp,
    ) {
        self.job = job
        self.remoteID = remoteID
        self.name = name
        self.title = title
        self.outcome = outcome
        self.reason = reason
        self.message = message
        self.resources = resources
        self.at = at
    }
}

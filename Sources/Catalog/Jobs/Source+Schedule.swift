import Crypto
import GRDB
import OpenData

extension Source {
    /// Whether a run should be queued now: none is open, and the interval since the last one has passed.
    func isDue(_ database: Database, now: Timestamp) throws -> Bool {
        guard !isPaused, let interval else { return false }
        guard let last = try Job.fetch(database, ofSource: name, limit: 1).first else { return true }
        guard last.state == .finished else { return false }
        let begun = last.started ?? last.created
        return begun.adding(.seconds(Self.jittered(interval, after: last.id))) <= now
    }

    /// `interval` changed by at most a tenth.
    ///
    /// The change is a function of the last run, so that asking every few seconds does not draw again until a short one
    /// comes.
    static func jittered(_ interval: Int, after job: String) -> Int {
        let draw = SHA256.hash(data: Array(job.utf8)).withUnsafeBytes { $0.loadUnaligned(as: UInt16.self) }
        let tenth = interval / 10
        return interval - tenth + Int(draw) * 2 * tenth / Int(UInt16.max)
    }
}

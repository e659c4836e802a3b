import GRDB
import Synchronization

/// Knows the catalogue's present revision without asking the database, as long as nobody commits.
///
/// Answers made of the catalogue may be kept while the revision stays. ``current`` is exact: a commit of this process or of any
/// other is seen by the very next call.
package final class RevisionWatch: Sendable {
    private struct State {
        var mark: CommitMark?
        var revision: Int64 = 0
        var isAsking = false
    }

    private let catalog: CatalogDatabase
    /// Nil when the WAL index cannot be mapped: then nothing is ever known.
    private let file: CommitMarkFile?
    private let state = Mutex(State())

    /// - Parameter catalog: stays open for as long as this is used.
    package init(_ catalog: CatalogDatabase) {
        self.catalog = catalog
        file = CommitMarkFile(database: catalog.pool.path)
    }

    /// The revision (``CatalogDatabase/revision()``); nil when something was committed since it was last asked for: it is being
    /// asked for then, and known again within milliseconds.
    ///
    /// Never blocks; may be called on an event loop.
    package var current: Int64? {
        guard let mark = file?.mark else { return nil }
        let (revision, mustAsk) = state.withLock { state -> (Int64?, Bool) in
            if state.mark == mark { return (state.revision, false) }
            defer { state.isAsking = true }
            return (nil, !state.isAsking)
        }
        if mustAsk { ask() }
        return revision
    }

    /// The revision, asked of the database when it is not known.
    /// - Throws: ``CatalogError``.
    package func revision() async throws -> Int64 {
        if let current { return current }
        return try await catalog.revision()
    }

    /// A mark that is taken before the question and is still there later says that nothing was committed since.
    ///
    /// By callback: as an `async` function that keeps the mark over its `await`, release builds of Swift 6.3.1 freed the task's memory
    /// out of order, which ends the process ("freed pointer was not the last allocation").
    private func ask() {
        let mark = file?.mark
        catalog.pool.asyncRead { database in
            let revision = try? LogRecord.lastSequence(database.get())
            self.learn(revision, at: mark)
        }
    }

    private func learn(_ revision: Int64?, at mark: CommitMark?) {
        state.withLock { state in
            state.isAsking = false
            guard let mark, let revision else { return }
            state.mark = mark
            state.revision = revision
        }
    }
}

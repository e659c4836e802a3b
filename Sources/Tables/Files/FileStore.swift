/// Where immutable files live: blobs (original bytes) and tables, each named by the SHA-256 of its content.
/// The seam for object storage (architecture.md, "When one machine is not enough"): put, get, exists and nothing more.
package struct FileStore: Sendable {
    package enum Kind: String, Sendable, CaseIterable { case blobs, tables }

    /// The data directory: `blobs/ab/abcdef…`, `tables/cd/cdef01….sqlite`, `tmp/`.
    package let directory: String

    package init(directory: String) { self.directory = directory }

    /// Makes the folders (0700).
    package func prepare() throws { fatalError("stub") }
    /// Path of the file named `hash` (64 lower-case hex digits, checked), whether or not it is there.
    package func path(_ kind: Kind, _ hash: String) -> String { fatalError("stub") }
    package func exists(_ kind: Kind, _ hash: String) -> Bool { fatalError("stub") }
    /// A new name in `tmp/` on the same file system.
    package func temporaryPath() -> String { fatalError("stub") }
    /// Hashes the file at `temporary`, fsyncs it, renames it to its name and fsyncs the folder. Already there: removes `temporary`.
    /// - Returns: the hash and the size in bytes.
    package func put(_ kind: Kind, movingFrom temporary: String) throws -> (hash: String, bytes: Int) {
        fatalError("stub")
    }
    /// Removes what an earlier process left in `tmp/`. Only the owner of the data directory calls it.
    package func sweepTemporaries(olderThan seconds: Int) throws -> Int { fatalError("stub") }
}

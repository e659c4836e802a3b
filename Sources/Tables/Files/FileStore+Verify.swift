extension FileStore {
    /// Reads the file named `hash` and answers what its content hashes to (64 lower-case hex digits); nil when it is
    /// not there or cannot be read.
    ///
    /// Equal to `hash` unless a disk or a person changed it.
    package func contentHash(_ kind: Kind, _ hash: String) -> String? {
        guard exists(kind, hash) else { return nil }
        return try? FileHash.sync(path(kind, hash)).hash
    }
}

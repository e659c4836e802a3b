internal import Glibc

/// Where immutable files live: blobs (original bytes) and tables, each named by the SHA-256 of its content.
///
/// The seam for object storage (architecture.md, "When one machine is not enough"): put, get, exists and nothing more.
/// A file appears under its name whole or not at all: it is written in `tmp/`, fsynced, renamed, and then its folder is
/// fsynced.
package struct FileStore: Sendable {
    /// What a file is; the name of its folder.
    package enum Kind: String, Sendable, CaseIterable { case blobs, tables }

    /// The data directory: `blobs/ab/abcdef…`, `tables/cd/cdef01….sqlite`, `tmp/`.
    package let directory: String

    package init(directory: String) { self.directory = directory }

    private var temporaries: String { "\(directory)/tmp" }

    /// Makes the folders (0700).
    package func prepare() throws {
        try Folders.make(directory)
        for folder in Kind.allCases.map(\.rawValue) + ["tmp"] {
            try Folders.make("\(directory)/\(folder)")
        }
    }

    /// Path of the file named `hash` (64 lower-case hex digits, checked), whether or not it is there.
    ///
    /// A text that is no hash never becomes part of a path: it gives a path at which there is no file.
    package func path(_ kind: Kind, _ hash: String) -> String {
        guard FileHash.isValid(hash) else { return "\(directory)/\(kind.rawValue)/none" }
        return "\(directory)/\(kind.rawValue)/\(hash.prefix(2))/\(hash)\(kind == .tables ? ".sqlite" : "")"
    }

    /// Whether the file named `hash` is in the store.
    package func exists(_ kind: Kind, _ hash: String) -> Bool {
        FileHash.isValid(hash) && access(path(kind, hash), F_OK) == 0
    }

    /// A new name in `tmp/` on the same file system.
    package func temporaryPath() -> String {
        let name = [UInt64.random(in: .min ... .max), .random(in: .min ... .max)].map { String($0, radix: 36) }
        return "\(temporaries)/\(getpid())-\(name.joined())"
    }

    /// Hashes the file at `temporary`, fsyncs it, renames it to its name and fsyncs the folder.
    ///
    /// Where a whole file of that name is already there, `temporary` is only removed, and the file counts as put now.
    /// - Returns: the hash and the size in bytes.
    package func put(_ kind: Kind, movingFrom temporary: String) throws -> (hash: String, bytes: Int) {
        let hashed = try FileHash.sync(temporary)
        let target = path(kind, hashed.hash)
        var status = stat()
        if stat(target, &status) == 0, Int(status.st_size) == hashed.bytes {
            // A sweep must not take what is about to be named. Where it just did, the file is put as a new one.
            if utimensat(AT_FDCWD, target, nil, 0) != 0 { return try rename(temporary, to: target, kind, hashed) }
            guard unlink(temporary) == 0 else { throw TableError.disk("remove", temporary, code: errno) }
            return hashed
        }
        return try rename(temporary, to: target, kind, hashed)
    }

    private func rename(
        _ temporary: String,
        to target: String,
        _ kind: Kind,
        _ hashed: (hash: String, bytes: Int),
    ) throws -> (hash: String, bytes: Int) {
        let folder = "\(directory)/\(kind.rawValue)/\(hashed.hash.prefix(2))"
        try Folders.make(folder)
        guard chmod(temporary, 0o400) == 0 else { throw TableError.disk("protect", temporary, code: errno) }
        guard Glibc.rename(temporary, target) == 0 else { throw TableError.disk("rename", temporary, code: errno) }
        try Folders.sync(folder)
        return hashed
    }

    /// Removes what an earlier process left in `tmp/`.
    ///
    /// Only the owner of the data directory calls it.
    /// - Returns: how many files were removed: those last written more than `seconds` ago.
    package func sweepTemporaries(olderThan seconds: Int) throws -> Int {
        var removed = 0
        let now = time(nil)
        for name in try Folders.names(in: temporaries) {
            let path = "\(temporaries)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            guard now - status.st_mtim.tv_sec >= seconds else { continue }
            guard unlink(path) == 0 else { throw TableError.disk("remove", path, code: errno) }
            removed += 1
        }
        return removed
    }
}

internal import Glibc

/// Removing what no version names: bytes that were rejected, and tables whose build was cut off before its version was published.
///
/// A file that has just been put may not be named yet, so only files are removed that nobody has put for a long time: putting bytes that
/// are already there renews their date. Between the look at the date and the removal a file could still be renewed; so it is first
/// moved aside, looked at again, and moved back if it was.
extension FileStore {
    /// Days that bytes which were refused are kept for whoever asks what was wrong with them (hazards.md §2, "What is written down").
    package static let daysKept = 14

    /// Removes files that are not in `named` and were last put more than `seconds` ago.
    /// - Parameter named: hashes of all files that some version names, asked for just before: what is named since then was put since then.
    /// - Returns: how many files were removed, and their bytes.
    /// - Throws: ``TableError`` when the disk refuses.
    package func sweep(
        _ kind: Kind,
        keeping named: Set<String>,
        olderThan seconds: Int
    ) throws -> (files: Int, bytes: Int) {
        var swept = (files: 0, bytes: 0)
        let root = "\(directory)/\(kind.rawValue)"
        for folder in try Folders.names(in: root) where folder.utf8.count == 2 {
            for name in try Folders.names(in: "\(root)/\(folder)") {
                let hash = kind == .tables && name.hasSuffix(".sqlite") ? String(name.dropLast(7)) : name
                let path = "\(root)/\(folder)/\(name)"
                guard FileHash.isValid(hash), !named.contains(hash), Self.age(path) ?? 0 >= seconds else { continue }
                if let bytes = try remove(path, olderThan: seconds) { swept = (swept.files + 1, swept.bytes + bytes) }
            }
        }
        return swept
    }

    /// Removes one file unless it was renewed meanwhile.
    /// - Returns: its size; nil when it was kept.
    private func remove(_ path: String, olderThan seconds: Int) throws -> Int? {
        let aside = temporaryPath()
        guard rename(path, aside) == 0 else { return nil }
        guard let age = Self.age(aside), age >= seconds else {
            guard rename(aside, path) == 0 else { throw TableError.disk("rename", aside, code: errno) }
            return nil
        }
        var status = stat()
        let size = lstat(aside, &status) == 0 ? Int(status.st_size) : 0
        guard unlink(aside) == 0 else { throw TableError.disk("remove", aside, code: errno) }
        return size
    }

    /// Seconds since a file was last put; nil when it is no file.
    private static func age(_ path: String) -> Int? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return time(nil) - status.st_mtim.tv_sec
    }
}

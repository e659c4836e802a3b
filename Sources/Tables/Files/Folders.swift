internal import Glibc

/// Folders of the data directory: private to their owner, and durable once made.
enum Folders {
    /// Makes a folder (0700) and its missing parents; fine when it is there.
    static func make(_ path: String) throws {
        if mkdir(path, 0o700) == 0 { return try sync(parent(of: path)) }
        switch errno {
        case EEXIST:
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw TableError.disk("make the folder", path, code: ENOTDIR)
            }
        case ENOENT where parent(of: path) != path:
            try make(parent(of: path))
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw TableError.disk("make the folder", path, code: errno)
            }
            try sync(parent(of: path))
        default:
            throw TableError.disk("make the folder", path, code: errno)
        }
    }

    /// Makes what was renamed or made in a folder survive a power cut.
    static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TableError.disk("open the folder", path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw TableError.disk("sync the folder", path, code: errno) }
    }

    /// Names in a folder, in no order, without `.` and `..`.
    static func names(in path: String) throws -> [String] {
        guard let folder = opendir(path) else { throw TableError.disk("read the folder", path, code: errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func parent(of path: String) -> String {
        let bytes = Array(path.utf8)
        guard let slash = bytes.dropLast().lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
    }
}

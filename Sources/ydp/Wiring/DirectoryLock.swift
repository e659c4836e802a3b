import Glibc

/// An advisory lock of the operating system on a file in the data directory: one `ydp serve` per directory.
///
/// The kernel frees it
/// when the process ends, however it ends, so there is no stale lock file to remove.
final class DirectoryLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock `name` in `directory`.
    /// - Throws: ``Failure`` code 3 naming the process that holds it.
    init(directory: String, name: String) throws {
        let path = directory + "/" + name
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                .environment,
                ja: "データの置き場所に書き込めません。権限と空き容量を確かめてください。",
                en: "The data directory cannot be written. Check its permissions and free space."
            )
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let owner = Self.owner(descriptor)
            close(descriptor)
            throw Failure(
                .environment,
                ja: "このデータの置き場所は、ほかの ydp serve（プロセス \(owner)）が使用中です。先にそれを止めてください。",
                en: "Another ydp serve (process \(owner)) is using this data directory. Stop it first."
            )
        }
        let text = "\(getpid())\n"
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    deinit { close(descriptor) }

    /// The process id that the holder wrote; `?` when it has not yet.
    private static func owner(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(count, 0)).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return digits.isEmpty ? "?" : String(decoding: digits, as: UTF8.self)
    }
}

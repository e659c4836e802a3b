#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A text in a file that only we can read and that disappears with this value, for libraries that take paths only.
final class TemporaryText {
    let path: String

    /// Nil when no file can be made.
    init?(_ text: String) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/ydp-XXXXXX".utf8CString)
        let file = mkstemp(&name)
        guard file >= 0 else { return nil }
        path = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        defer { close(file) }
        var text = text
        let isWritten = text.withUTF8 { write(file, $0.baseAddress, $0.count) == $0.count }
        guard isWritten else { return nil }
    }

    deinit { unlink(path) }
}

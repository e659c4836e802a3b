import Glibc
import Tabular

/// What the program says to a person: results on stdout, everything else on stderr.
enum Console {
    /// Writes one line to stdout at once, also when stdout is a pipe.
    static func print(_ line: String) {
        write(line + "\n", to: STDOUT_FILENO)
    }

    /// Writes bytes to stdout as they are.
    static func print(bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    /// Writes one line to stderr.
    static func note(_ line: String) {
        write(line + "\n", to: STDERR_FILENO)
    }

    /// Says an error in both languages, Japanese first, on stderr.
    static func error(_ message: Bilingual) {
        note("エラー: \(message.ja)")
        note("error: \(message.en)")
    }

    /// Whether stdout is a terminal.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    private static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        // A reader that went away (`ydp … | head`) is no error of ours.
        _ = Descriptor.write(bytes, to: descriptor)
    }
}

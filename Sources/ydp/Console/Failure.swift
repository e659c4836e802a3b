import Tabular

/// Why a command stops: an exit code of interface.md with a sentence that a person can act on, in both languages.
struct Failure: Error {
    /// The exit codes that scripts may rely on.
    enum Code: Int32, Sendable {
        /// The answer is "no": findings of severity error, a failed job.
        case answerIsNo = 1
        /// Wrong usage, or input that cannot be read or used; nothing was stored.
        case badInput = 2
        /// The environment failed: disk, port, lock.
        case environment = 3
    }

    let code: Code
    /// Nil when everything was already said.
    let message: Bilingual?

    init(_ code: Code, ja: String, en: String) {
        self.code = code
        message = Bilingual(ja: ja, en: en)
    }

    init(_ code: Code, _ message: Bilingual? = nil) {
        self.code = code
        self.message = message
    }
}

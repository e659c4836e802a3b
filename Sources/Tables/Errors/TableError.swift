package import Tabular

/// Why a table file could not be built or opened.
///
/// The message is for operators; the public sees a request id.
package struct TableError: Error, Hashable, Sendable {
    /// What failed: the file is not there, is no whole table file, the disk refused, or SQLite did.
    package enum Kind: String, Hashable, Sendable { case notFound, damaged, disk, sqlite }
    package let kind: Kind
    package let message: Bilingual

    package init(kind: Kind, message: Bilingual) {
        self.kind = kind
        self.message = message
    }
}

import Foundation

/// A new, empty folder that disappears with this value.
///
/// Keep the value alive as long as files in it are used.
package final class TemporaryDirectory: Sendable {
    /// Absolute path, without a trailing slash.
    package let path: String

    /// - Throws: Foundation's error when the folder cannot be made.
    package init() throws {
        let parent = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        let folder = URL(filePath: parent).appending(component: "ydp-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path(percentEncoded: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Absolute path of `name` inside the folder; nothing is made.
    package func path(_ name: String) -> String {
        path + "/" + name
    }

    /// Writes a file, making the folders between, and returns its absolute path.
    /// - Throws: Foundation's error when it cannot be written.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = URL(filePath: path(name))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return path(name)
    }

    /// Writes text as UTF-8 and returns the file's absolute path.
    /// - Throws: Foundation's error when it cannot be written.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try write([UInt8](text.utf8), to: name)
    }
}

import Foundation

/// The folder `shared` beside the package: real municipal files and conformance suites that are too large, or not ours, to be
/// committed. A test over them is enabled only where the folder is:
///
///     @Test(.enabled(if: SharedFiles.exists))
package enum SharedFiles {
    /// Absolute path of the folder, whether it is there or not.
    package static let root = URL(filePath: PackageFiles.root)
        .deletingLastPathComponent()
        .appending(component: "shared")
        .standardizedFileURL.path(percentEncoded: false)

    /// Whether the folder is there.
    package static let exists: Bool = {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: root, isDirectory: &isDirectory) && isDirectory.boolValue
    }()

    /// Absolute path of `relative`, which is written from the folder: `data/hagi/population_monthly.xls`.
    package static func path(_ relative: String) -> String {
        root + "/" + relative
    }

    /// The whole file.
    /// - Throws: Foundation's error when the file cannot be read.
    package static func bytes(_ relative: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path(relative))))
    }

    /// Every file below `folder`, at any depth, whose name ends in one of `suffixes`, relative to the shared folder and sorted.
    ///
    /// Empty where the folder is absent, so that it can be the argument of a disabled test.
    package static func files(below folder: String, suffixes: [String]) -> [String] {
        guard let found = FileManager.default.enumerator(atPath: path(folder)) else { return [] }
        return found.compactMap { $0 as? String }
            .filter { name in suffixes.contains { name.hasSuffix($0) } }
            .map { folder + "/" + $0 }
            .sorted()
    }
}

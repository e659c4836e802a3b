import Foundation

/// Files of the package itself, found from where this source file lies, so that tests work in any checkout.
package enum PackageFiles {
    /// Absolute path of the folder that holds `Package.swift`, without a trailing slash.
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent()  // Files
        .deletingLastPathComponent()  // TestSupport
        .deletingLastPathComponent()  // Tests
        .deletingLastPathComponent()
        .standardizedFileURL.path(percentEncoded: false).withoutTrailingSlash

    /// Absolute path of `relative`, which is written from the package root: `schemas/aed.new.json`.
    package static func path(_ relative: String) -> String {
        root + "/" + relative
    }

    /// The whole file.
    /// - Throws: Foundation's error when the file cannot be read.
    package static func bytes(_ relative: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path(relative))))
    }
}

extension String {
    /// Foundation ends the paths of folders with a slash; ours are joined with one.
    fileprivate var withoutTrailingSlash: String {
        hasSuffix("/") ? String(dropLast()) : self
    }
}

extension PackageFiles {
    /// The texts of all Swift files below a folder.
    /// - Throws: Foundation's error when one cannot be read.
    package static func sources(_ folder: String) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: path(folder))?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") }.map { name in
            try String(contentsOfFile: path(folder) + "/" + name, encoding: .utf8)
        }
    }
}

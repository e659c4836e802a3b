package import Catalog
import Foundation
package import Tables

/// A copy of catalogue and store on which a harvest can be tried: what it would do is what it does there, and nothing is written to
/// the originals.
///
/// The catalogue is copied; files of the store, which never change, are linked one by one, so that new ones stay in the copy.
package struct PreviewCopy: Sendable {
    /// Folder of the copy, in the system's temporary folder.
    package let directory: String

    /// - Throws: `CatalogError`, `TableError` or Foundation's error when there is no room for it.
    package init(of catalog: CatalogDatabase, store: FileStore) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "ydp-preview-\(UUID().uuidString)"
        ).path
        self.directory = directory
        do {
            try FileStore(directory: directory).prepare()
            try await catalog.copy(to: directory)
            try await OwnThread.run { try Self.link(from: store.directory, to: directory) }
        } catch {
            remove()
            throw error
        }
    }

    /// Removes the copy; the originals stay.
    package func remove() {
        // Nothing more can be done about a temporary file that will not go.
        try? FileManager.default.removeItem(atPath: directory)
    }

    private static func link(from store: String, to directory: String) throws {
        let files = FileManager.default
        let root = URL(fileURLWithPath: store).standardizedFileURL.path
        for kind in FileStore.Kind.allCases.map(\.rawValue) {
            for folder in (try? files.contentsOfDirectory(atPath: "\(root)/\(kind)")) ?? [] {
                let names = (try? files.contentsOfDirectory(atPath: "\(root)/\(kind)/\(folder)")) ?? []
                guard !names.isEmpty else { continue }
                try files.createDirectory(atPath: "\(directory)/\(kind)/\(folder)", withIntermediateDirectories: true)
                for name in names {
                    try files.createSymbolicLink(
                        atPath: "\(directory)/\(kind)/\(folder)/\(name)",
                        withDestinationPath: "\(root)/\(kind)/\(folder)/\(name)"
                    )
                }
            }
        }
    }
}

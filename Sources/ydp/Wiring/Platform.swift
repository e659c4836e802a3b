import Catalog
import Foundation
import Harvesting
import OpenData
import Tables
import Validation

/// The parts of the platform on one data directory, opened once per process.
struct Platform: Sendable {
    let settings: Settings
    let catalog: CatalogDatabase
    let store: FileStore
    let schemas: SchemaLibrary

    /// Opens (and on first use makes) the data directory.
    init(settings: Settings) async throws {
        let directory = settings.text("data-dir")
        do {
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw Failure(
                .environment,
                ja: "データの置き場所「\(directory)」を作れません。場所と書き込みの権限を確かめてください。",
                en:
                    "The data directory “\(directory)” cannot be made. Check the place and the permission to write there."
            )
        }
        self.settings = settings
        store = FileStore(directory: directory)
        try store.prepare()
        catalog = try await CatalogDatabase(directory: directory) { Timestamp.now() }
        schemas = try Self.schemas(settings)
    }

    /// The same platform on a copy of its catalogue and store.
    init(preview copy: PreviewCopy, of platform: Platform) async throws {
        settings = platform.settings
        schemas = platform.schemas
        store = FileStore(directory: copy.directory)
        catalog = try await CatalogDatabase(directory: copy.directory) { Timestamp.now() }
    }

    /// The Table Schemas of the standard datasets: those of the directory that was set, else those inside the program.
    static func schemas(_ settings: Settings) throws -> SchemaLibrary {
        let chosen = settings.text("schemas-dir")
        if !chosen.isEmpty {
            guard FileManager.default.fileExists(atPath: chosen) else {
                throw Failure(
                    .badInput,
                    ja: "スキーマの置き場所「\(chosen)」がありません。--schemas-dir を確かめてください。",
                    en: "There is no schema directory “\(chosen)”. Check --schemas-dir."
                )
            }
            return try SchemaLibrary(directory: chosen)
        }
        return try SchemaLibrary.builtIn()
    }
}

/// Finds folders that ship with the program.
enum Checkout {
    /// `name` in the working directory, else in the folder of the executable or one of the six above it; nil when nowhere.
    static func find(_ name: String) -> String? {
        var candidates = [name]
        var folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
        for _ in 0..<7 {
            candidates.append(folder.appendingPathComponent(name).path)
            folder = folder.deletingLastPathComponent()
        }
        var isDirectory: ObjCBool = false
        return candidates.first {
            FileManager.default.fileExists(atPath: $0, isDirectory: &isDirectory) && isDirectory.boolValue
        }
    }

    /// Path of the running program.
    static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}

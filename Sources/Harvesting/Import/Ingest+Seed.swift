package import Catalog
import Foundation
import OpenData

extension Ingest {
    /// Registers every data package (`datapackage.json`) in `directory` or one of its folders, in name order.
    ///
    /// The same bytes again
    /// are `unchanged`. All descriptors are read before anything is stored.
    /// - Throws: ``DataPackageError`` for a package that cannot be used.
    package func seed(directory: String) async throws -> [HarvestRecord] {
        let moment = now()
        let packages = try Self.folders(of: directory).map { try DataPackage(folder: $0, now: moment) }
        var records: [HarvestRecord] = []
        for package in packages {
            try await catalog.put(package.organization, actor: "seed")
            records.append(try await register(package.dataset, files: package.files, actor: "seed"))
        }
        return records
    }

    /// `directory` itself when it is a data package, else its folders that are.
    private static func folders(of directory: String) -> [String] {
        let hasDescriptor = { (folder: String) in FileManager.default.fileExists(atPath: folder + "/datapackage.json") }
        if hasDescriptor(directory) { return [directory] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.sorted().map { directory + "/" + $0 }.filter(hasDescriptor)
    }
}

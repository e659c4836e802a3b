import ArgumentParser
import Catalog
import Foundation
import Tables
import Tabular
import Validation

/// `ydp verify`: the log's chain and the hash of every file that a version names.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the log's hash chain and the hash of every stored file.",
        discussion: "Example: ydp verify\nExit code 1 when anything is damaged or missing.",
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let platform = try await Platform(settings: global.settings())
        let log = try await platform.catalog.verifyLog()
        Console.print("log: \(log.count) records, last hash \(log.last)")
        let files = try await platform.catalog.referencedFiles()
        var bad = 0
        for (kind, hashes) in [(FileStore.Kind.blobs, files.blobs), (.tables, files.tables)] {
            for hash in hashes.sorted() where platform.store.contentHash(kind, hash) != hash {
                bad += 1
                Console.print("damaged or missing: \(kind.rawValue) \(hash)")
            }
            Console.print("\(kind.rawValue): \(hashes.count) files")
        }
        guard bad == 0 else { throw Failure(.answerIsNo) }
    }
}

/// `ydp rebuild`: the projection from the log.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make the catalogue's tables anew from its log.",
        discussion: "Example: ydp rebuild",
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let platform = try await Platform(settings: global.settings())
        let log = try await platform.catalog.verifyLog()
        try await platform.catalog.rebuild()
        Console.print("rebuilt from \(log.count) log records")
    }
}

/// `ydp doctor`: whether the environment can run the platform.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check what the platform needs of this machine and data directory.",
        discussion: "Example: ydp doctor\nExit code 1 when something is wrong.",
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let settings = try global.settings()
        Console.print("ydp \(Product.version)")
        Console.print("data directory: \(settings.text("data-dir"))")
        let platform = try await Platform(settings: settings)
        let totals = try await platform.catalog.totals()
        Console.print("catalogue: \(totals.datasets) datasets, \(totals.resources) tables, \(totals.rows) rows")
        Console.print("schemas: \(platform.schemas.schemas.count)")
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: settings.text("data-dir"))
        let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
        Console.print("free space: \(free / 1_048_576) MiB")
        guard free > 256 * 1_048_576 else {
            throw Failure(
                .answerIsNo,
                ja: "空き容量が 256 MiB より少なくなっています。",
                en: "Less than 256 MiB are free."
            )
        }
    }
}

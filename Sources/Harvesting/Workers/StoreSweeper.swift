package import Catalog
package import Logging
import ServiceLifecycle
package import Tables

/// Once a day removes files that no version names and nobody has put for ``Tables/FileStore/daysKept`` days.
package struct StoreSweeper: Service {
    package let catalog: CatalogDatabase
    package let store: FileStore
    package let logger: Logger

    private static let pause: Duration = .seconds(24 * 3_600)
    private static let age = FileStore.daysKept * 24 * 3_600

    package init(catalog: CatalogDatabase, store: FileStore, logger: Logger) {
        self.catalog = catalog
        self.store = store
        self.logger = logger
    }

    /// Sweeps now and every day until the group shuts down.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await sweep()
                // Cut short only by cancellation, which the loop looks at.
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Sweeps once; what goes wrong is told to the operator and tried again the next day.
    package func sweep() async {
        do {
            let named = try await catalog.referencedFiles()
            let store = store
            let swept = try await OwnThread.run {
                let blobs = try store.sweep(.blobs, keeping: named.blobs, olderThan: Self.age)
                let tables = try store.sweep(.tables, keeping: named.tables, olderThan: Self.age)
                return (files: blobs.files + tables.files, bytes: blobs.bytes + tables.bytes)
            }
            guard swept.files > 0 else { return }
            logger.info("unnamed files removed", metadata: ["files": "\(swept.files)", "bytes": "\(swept.bytes)"])
        } catch {
            guard !Task.isCancelled else { return }
            logger.error("unnamed files could not be removed", metadata: ["error": "\(error)"])
        }
    }
}

package import Catalog
import Foundation
package import OpenData
import Tables
import Tabular
package import Validation

extension Ingest {
    /// Registers a dataset with one distribution and ingests `file` for it (`ydp dataset register`).
    ///
    /// Its organization must exist.
    /// Nothing is stored when the file is no table.
    /// - Parameter schema: nil: the standard dataset is recognised by the header.
    /// - Returns: the outcome as one record (`job` is empty).
    /// - Throws: `TabularError` when the file is no table, `CatalogError` for names, `TableError` for the disk.
    package func register(
        _ dataset: Dataset,
        file: String,
        schema: TableSchema?,
        actor: String
    ) async throws -> HarvestRecord {
        _ = try await OwnThread.run { try TabularDocument(path: file) }
        return try await register(
            dataset,
            files: [
                DistributionFile(path: file, name: dataset.distributions.first?.title ?? dataset.name, schema: schema)
            ],
            actor: actor
        )
    }

    /// A file of one distribution, in the order of the dataset's distributions.
    struct DistributionFile: Sendable {
        var path: String
        var name: String
        var schema: TableSchema?
    }

    /// Puts the dataset and imports a file for each of its distributions.
    ///
    /// The files are copied, not moved.
    func register(_ dataset: Dataset, files: [DistributionFile], actor: String) async throws -> HarvestRecord {
        var record = HarvestRecord(
            job: "",
            remoteID: dataset.id,
            name: dataset.name,
            title: dataset.title,
            outcome: .unchanged,
            at: now()
        )
        let known = try await catalog.dataset(dataset.name)
        guard known?.state != .withdrawn else {
            (record.outcome, record.message) = (.withdrawn, ImportMessages.withdrawn)
            return record
        }
        var dataset = dataset
        // What an earlier import recognised stays until this one says otherwise.
        dataset.standard = dataset.standard ?? known?.standard
        let change = try await catalog.put(dataset, actor: actor)
        dataset = try await catalog.dataset(dataset.name) ?? dataset
        for (distribution, file) in zip(dataset.distributions, files) {
            let copy = store.temporaryPath()
            try await OwnThread.run { try FileManager.default.copyItem(atPath: file.path, toPath: copy) }
            let imported = try await importFile(
                copy,
                Import.Request(
                    dataset: dataset,
                    distribution: distribution.id,
                    source: file.name,
                    schema: file.schema,
                    lease: nil,
                    actor: actor
                )
            )
            if let standard = imported.standard, dataset.standard == nil {
                dataset.standard = standard
                try await catalog.put(dataset, actor: actor)
            }
            record.resources.append(
                HarvestRecord.Resource(
                    id: distribution.id,
                    title: distribution.title,
                    format: distribution.format,
                    imported: imported
                )
            )
        }
        record.decide(metadata: change)
        return record
    }
}

extension HarvestRecord.Resource {
    /// What became of a resource whose bytes were imported.
    init(id: String, title: String, format: String, imported: Import) {
        self.init(
            id: id,
            title: title,
            format: format,
            outcome: imported.outcome,
            reason: imported.reason,
            message: imported.message
        )
        blob = imported.blob
        bytes = imported.bytes
        rows = imported.rows
    }
}

package import OpenData

extension CatalogDatabase {
    /// Puts an organization (new or changed). Writes nothing when nothing differs but the dates.
    package func put(_ organization: Organization, actor: String) async throws { fatalError("stub") }

    /// All organizations by title, with the number of their active datasets.
    package func organizations() async throws -> [(organization: Organization, datasetCount: Int)] { fatalError("stub") }

    /// By name or by id; nil when unknown.
    package func organization(_ nameOrID: String) async throws -> Organization? { fatalError("stub") }

    /// Puts a dataset's metadata and its list of distributions. `current` of each distribution and `created` are kept from what
    /// is stored, whatever the argument says: versions change only through ``publish(_:of:lease:actor:)``. Writes nothing when
    /// nothing differs. Distributions no longer listed leave the dataset; their versions and files stay in the history.
    /// - Returns: whether it was new, changed or the same.
    @discardableResult
    package func put(_ dataset: Dataset, lease: Lease? = nil, actor: String) async throws -> Change { fatalError("stub") }

    package enum Change: String, Sendable { case created, updated, unchanged }

    /// By name or by id, also withdrawn ones; nil when unknown.
    package func dataset(_ nameOrID: String) async throws -> Dataset? { fatalError("stub") }

    /// The dataset of that source with that remote id; nil when there is none.
    package func dataset(source: String, remoteID: String) async throws -> Dataset? { fatalError("stub") }

    /// All active datasets of a source, by name: (name, remote id, vanished since).
    package func datasets(ofSource source: String) async throws -> [Dataset] { fatalError("stub") }

    /// Names of all active datasets in name order.
    package func datasetNames() async throws -> [String] { fatalError("stub") }

    /// The distribution with that id and the dataset it belongs to; nil when unknown.
    package func distribution(_ id: String) async throws -> (dataset: Dataset, distribution: Distribution)? { fatalError("stub") }

    /// All versions of a distribution, newest first.
    package func versions(ofDistribution id: String) async throws -> [TableVersion] { fatalError("stub") }

    /// Appends a version. A `published` one becomes `current` for every reader with this one durable commit; a `held` one only
    /// enters the history. The number is assigned here. Files must already be in the store.
    /// - Throws: ``CatalogError`` `.leaseLost` when `lease` is no longer the worker's: then nothing was written.
    @discardableResult
    package func publish(
        _ version: TableVersion, of distribution: String, lease: Lease? = nil, actor: String,
    ) async throws -> TableVersion { fatalError("stub") }

    /// Marks the datasets of `source` whose remote id is not in `seen` as vanished, and those seen again as present.
    /// - Returns: the names newly vanished.
    package func markVanished(source: String, seen: Set<String>, lease: Lease?, actor: String) async throws -> [String] {
        fatalError("stub")
    }

    /// Hides a dataset from every surface (410). The log and the files stay.
    package func withdraw(_ name: String, actor: String) async throws { fatalError("stub") }

    /// SHA-256 of every table and blob that some version names.
    package func referencedFiles() async throws -> (tables: Set<String>, blobs: Set<String>) { fatalError("stub") }
}

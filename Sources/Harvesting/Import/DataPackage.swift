import Foundation
import OpenData
import Tabular
import Validation

/// A data package on disk (Frictionless, https://datapackage.org/standard/data-package/): `datapackage.json` beside its CSV files.
///
/// Ours name their publisher in an extra property `organization` with `name`, `title`, `title_en`.
struct DataPackage: Sendable {
    var organization: Organization
    var dataset: Dataset
    var files: [Ingest.DistributionFile]

    /// Reads the package in `folder`.
    ///
    /// The descriptor is a local file that an operator chose, so Foundation's reader serves.
    /// - Throws: ``DataPackageError`` naming what is missing or wrong.
    init(folder: String, now: Timestamp) throws {
        let place = URL(fileURLWithPath: folder).lastPathComponent
        guard let data = FileManager.default.contents(atPath: folder + "/datapackage.json"),
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { throw DataPackageError(package: place, kind: .unreadable) }
        guard let name = object["name"] as? String, Identifier.isValidName(name) else {
            throw DataPackageError(package: place, kind: .missing("name"))
        }
        let publisher = object["organization"] as? [String: Any] ?? [:]
        guard let organizationName = publisher["name"] as? String, Identifier.isValidName(organizationName) else {
            throw DataPackageError(package: place, kind: .missing("organization.name"))
        }
        guard let resources = object["resources"] as? [[String: Any]], !resources.isEmpty else {
            throw DataPackageError(package: place, kind: .missing("resources"))
        }
        organization = Organization(
            name: organizationName,
            id: Identifier.uuid("organization", organizationName),
            title: publisher["title"] as? String ?? organizationName,
            titleEnglish: publisher["title_en"] as? String,
            homepage: publisher["homepage"] as? String,
            created: now,
            modified: now
        )
        dataset = Dataset(
            name: name,
            id: Identifier.uuid("dataset", name),
            title: object["title"] as? String ?? name,
            organization: organizationName,
            created: now,
            modified: now
        )
        dataset.titleEnglish = object["title_en"] as? String
        dataset.description = object["description"] as? String
        dataset.landingPage = object["homepage"] as? String
        dataset.tags = object["keywords"] as? [String] ?? []
        dataset.license = Self.license(object["licenses"])
        dataset.sourceModified = (object["created"] as? String).flatMap { Timestamp($0) }
        files = []
        for resource in resources { try add(resource, folder: folder, place: place) }
    }

    private mutating func add(_ resource: [String: Any], folder: String, place: String) throws {
        guard let path = resource["path"] as? String, Self.isBeside(path) else {
            throw DataPackageError(package: place, kind: .missing("resources/path"))
        }
        guard FileManager.default.isReadableFile(atPath: folder + "/" + path) else {
            throw DataPackageError(package: place, kind: .noFile(path))
        }
        let name = resource["name"] as? String ?? path
        var distribution = Distribution(
            id: Identifier.uuid("distribution", dataset.name + "/" + name),
            title: resource["title"] as? String ?? name,
            format: (resource["format"] as? String ?? "csv").uppercased()
        )
        distribution.description = resource["description"] as? String
        distribution.mediaType = resource["mediatype"] as? String
        var schema: TableSchema?
        if let written = resource["schema"] {
            schema = try TableSchema(name: name, json: Array(JSONSerialization.data(withJSONObject: written)))
            distribution.schema = name
        }
        dataset.distributions.append(distribution)
        files.append(Ingest.DistributionFile(path: folder + "/" + path, name: path, schema: schema))
    }

    /// The first licence, by the id of our table where its name differs only in case (`CC-BY-4.0`).
    private static func license(_ value: Any?) -> String? {
        guard let name = (value as? [[String: Any]])?.first?["name"] as? String else { return nil }
        let lower = name.lowercased()
        return License.named(lower) == nil ? name : lower
    }

    /// Whether a path stays inside the package's folder (the standard forbids absolute paths and `..`).
    private static func isBeside(_ path: String) -> Bool {
        !path.utf8.starts(with: "/".utf8)
            && !path.utf8.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    }
}

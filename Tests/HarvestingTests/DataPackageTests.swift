import Foundation
import OpenData
import Tabular
import TestSupport
import Testing

@testable import Harvesting

@Suite struct `Data package` {
    /// A descriptor that cannot be used, with words of the sentence that says why.
    static let faults: [(descriptor: String, says: String)] = [
        ("", "JSON"),
        ("[]", "JSON"),
        ("{}", "name"),
        (#"{"name":"Bad Name"}"#, "name"),
        (#"{"name":"halls"}"#, "organization.name"),
        (#"{"name":"halls","organization":{"name":"hagi"}}"#, "resources"),
        (#"{"name":"halls","organization":{"name":"hagi"},"resources":[{"name":"a"}]}"#, "resources/path"),
        (
            #"{"name":"halls","organization":{"name":"hagi"},"resources":[{"name":"a","path":"../a.csv"}]}"#,
            "resources/path"
        ),
        (
            #"{"name":"halls","organization":{"name":"hagi"},"resources":[{"name":"a","path":"/a.csv"}]}"#,
            "resources/path"
        ),
        (#"{"name":"halls","organization":{"name":"hagi"},"resources":[{"name":"a","path":"a.csv"}]}"#, "a.csv"),
    ]

    @Test(arguments: faults)
    func `A descriptor that cannot be used says what is wrong`(descriptor: String, says: String) throws {
        let directory = try TemporaryDirectory()
        try Data(descriptor.utf8).write(to: URL(filePath: directory.path + "/datapackage.json"))
        let error = #expect(throws: DataPackageError.self) {
            try DataPackage(folder: directory.path, now: Timestamp(microseconds: 0))
        }
        #expect(error?.message.ja.contains(says) == true && error?.message.en.contains(says) == true)
    }

    @Test func `Every package of datasets is read with title, licence, publisher and schema`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: PackageFiles.path("datasets"))
            .filter { FileManager.default.fileExists(atPath: PackageFiles.path("datasets/\($0)/datapackage.json")) }
        #expect(names.count >= 7)
        for name in names {
            let package = try DataPackage(
                folder: PackageFiles.path("datasets/\(name)"),
                now: Timestamp(microseconds: 0)
            )
            #expect(package.dataset.name == name)
            #expect(package.dataset.license == "cc-by-4.0")
            #expect(package.organization.title == "山口県")
            #expect(package.files.allSatisfy { $0.schema != nil })
        }
    }
}

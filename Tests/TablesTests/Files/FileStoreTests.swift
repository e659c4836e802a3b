import Foundation
import Tabular
import TestSupport
import Testing

@testable import Tables

@Suite struct `File store` {
    private let folder: TemporaryDirectory
    private let store: FileStore

    init() throws {
        folder = try TemporaryDirectory()
        store = FileStore(directory: "\(folder.path)/data")
        try store.prepare()
    }

    private func write(_ text: String) throws -> String {
        let path = store.temporaryPath()
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    /// FIPS 180-2, appendix B.1.
    private static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func `names a file by the SHA-256 of its content`() throws {
        let put = try store.put(.blobs, movingFrom: try write("abc"))
        #expect(put.hash == Self.abc)
        #expect(put.bytes == 3)
        #expect(store.path(.blobs, put.hash) == "\(folder.path)/data/blobs/ba/\(Self.abc)")
        #expect(store.path(.tables, put.hash) == "\(folder.path)/data/tables/ba/\(Self.abc).sqlite")
        #expect(store.exists(.blobs, put.hash))
        #expect(!store.exists(.tables, put.hash))
        #expect(try String(contentsOfFile: store.path(.blobs, put.hash), encoding: .utf8) == "abc")
    }

    @Test func `hashes files longer than one piece`() throws {
        let put = try store.put(.blobs, movingFrom: try write(String(repeating: "a", count: 1_000_000 * 3)))
        #expect(put.bytes == 3_000_000)
        #expect(try Data(contentsOf: URL(filePath: store.path(.blobs, put.hash))).count == 3_000_000)
        // FIPS 180-2, appendix B.3, has a million.
        let million = try store.put(.blobs, movingFrom: try write(String(repeating: "a", count: 1_000_000)))
        #expect(million.hash == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `keeps one file of the same content and leaves no temporary`() throws {
        let first = try store.put(.blobs, movingFrom: try write("abc"))
        let second = try store.put(.blobs, movingFrom: try write("abc"))
        #expect(first == second)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/data/tmp").isEmpty)
    }

    @Test func `replaces a file of the right name that was cut short`() throws {
        let path = store.path(.blobs, Self.abc)
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/data/blobs/ba",
            withIntermediateDirectories: true
        )
        try Data("a".utf8).write(to: URL(filePath: path))
        _ = try store.put(.blobs, movingFrom: try write("abc"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "abc")
    }

    @Test func `makes folders that only their owner can open, and files that nobody changes`() throws {
        let put = try store.put(.blobs, movingFrom: try write("abc"))
        for folder in ["data", "data/blobs", "data/tables", "data/tmp", "data/blobs/ba"] {
            #expect(try mode("\(self.folder.path)/\(folder)") == 0o700)
        }
        #expect(try mode(store.path(.blobs, put.hash)) == 0o400)
        try store.prepare()
    }

    @Test(arguments: [
        "", "../../../etc/passwd", "..", "ba", String(repeating: "a", count: 63), String(repeating: "a", count: 65),
        String(repeating: "A", count: 64), String(repeating: "/", count: 64), String(repeating: "é", count: 32),
        String(repeating: "a", count: 63) + "\u{301}",
    ])
    func `never makes a path of what is no hash`(_ hash: String) {
        #expect(!store.exists(.blobs, hash))
        #expect(store.path(.blobs, hash) == "\(folder.path)/data/blobs/none")
    }

    @Test func `sweeps what an earlier process left, and only that`() throws {
        let old = try write("old")
        let new = try write("new")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -7_200)],
            ofItemAtPath: old
        )
        #expect(try store.sweepTemporaries(olderThan: 3_600) == 1)
        #expect(!FileManager.default.fileExists(atPath: old))
        #expect(FileManager.default.fileExists(atPath: new))
        #expect(try store.sweepTemporaries(olderThan: 0) == 1)
    }

    private func age(_ kind: FileStore.Kind, _ hash: String, days: Double) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -days * 86_400)],
            ofItemAtPath: store.path(kind, hash)
        )
    }

    @Test(arguments: FileStore.Kind.allCases)
    func `sweeps what no version names and nobody has put for long, and only that`(_ kind: FileStore.Kind) throws {
        let names = ["named", "young", "old", "renewed"]
        let hashes = try names.map { try store.put(kind, movingFrom: try write($0)).hash }
        for hash in hashes { try age(kind, hash, days: 15) }
        try age(kind, hashes[1], days: 13)
        _ = try store.put(kind, movingFrom: try write("renewed"))
        let stranger = "\(folder.path)/data/\(kind.rawValue)/README"
        try Data("x".utf8).write(to: URL(filePath: stranger))
        let swept = try store.sweep(kind, keeping: [hashes[0]], olderThan: FileStore.daysKept * 86_400)
        #expect(swept.files == 1 && swept.bytes == 3)
        #expect(hashes.map { store.exists(kind, $0) } == [true, true, false, true])
        #expect(FileManager.default.fileExists(atPath: stranger))
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/data/tmp").isEmpty)
        // What was swept can be put again.
        #expect(try store.put(kind, movingFrom: try write("old")).hash == hashes[2])
        #expect(store.exists(kind, hashes[2]))
    }

    /// Eight threads put the same old bytes over and over while others sweep: what was put last is there in the end, always whole.
    @Test func `never loses bytes that are put while it sweeps`() async throws {
        let hash = try store.put(.blobs, movingFrom: try write("abc")).hash
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<100 {
                        try? age(.blobs, hash, days: 15)
                        let put = try store.put(.blobs, movingFrom: try write("abc"))
                        #expect(put.hash == hash)
                    }
                }
                group.addTask {
                    for _ in 0..<100 {
                        _ = try store.sweep(.blobs, keeping: [], olderThan: FileStore.daysKept * 86_400)
                    }
                }
            }
            try await group.waitForAll()
        }
        _ = try store.put(.blobs, movingFrom: try write("abc"))
        _ = try store.sweep(.blobs, keeping: [], olderThan: FileStore.daysKept * 86_400)
        #expect(store.contentHash(.blobs, hash) == hash)
    }

    @Test func `says what the disk refused, with the reason`() throws {
        let error = #expect(throws: TableError.self) { try store.put(.blobs, movingFrom: "\(folder.path)/absent") }
        #expect(error?.kind == .disk)
        #expect(error?.message.en.contains("No such file") == true)
    }

    @Test func `gives every temporary file another name`() {
        #expect(Set((0..<100).map { _ in store.temporaryPath() }).count == 100)
    }
}

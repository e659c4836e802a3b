import Fetching
import Foundation
import Tabular

/// A file that a command was given: on disk, or downloaded through the guard into a temporary one.
struct InputFile {
    let path: String
    /// Name for reports: the last part of the path or address, never a whole path.
    let name: String
    private let isTemporary: Bool

    /// - Parameter allowing: CIDR blocks whose addresses may be asked although they are not public.
    static func open(_ argument: String, allowing blocks: [String], settings: Settings) async throws -> InputFile {
        let isAddress = argument.utf8.starts(with: "http://".utf8) || argument.utf8.starts(with: "https://".utf8)
        guard isAddress else {
            guard FileManager.default.isReadableFile(atPath: argument), !isDirectory(argument) else {
                throw Failure(
                    .badInput,
                    ja: "ファイル「\(argument)」を読めません。名前と場所を確かめてください。",
                    en: "The file “\(argument)” cannot be read. Check its name and place."
                )
            }
            return InputFile(path: argument, name: URL(fileURLWithPath: argument).lastPathComponent, isTemporary: false)
        }
        try SourceArguments.checkAddress(argument)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("ydp-\(UUID().uuidString)").path
        try await Download.file(argument, to: path, allowing: blocks, settings: settings)
        let last = URL(string: argument)?.lastPathComponent ?? argument
        return InputFile(path: path, name: last, isTemporary: true)
    }

    /// Removes what was downloaded.
    func remove() {
        if isTemporary { try? FileManager.default.removeItem(atPath: path) }
    }

    /// All bytes of a small local file; nil when it cannot be read.
    static func bytes(at path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { Array($0) }
    }

    private static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}

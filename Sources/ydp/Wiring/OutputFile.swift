import Foundation
import Glibc
import Tabular

/// Where a command writes a file: a path, replaced only when everything was written, or standard output.
final class OutputFile: Sendable {
    private let path: String?
    private let temporary: String
    private let descriptor: Int32

    /// - Parameter path: nil for standard output.
    init(path: String?) throws {
        self.path = path
        temporary = (path ?? "") + ".part"
        descriptor = path == nil ? STDOUT_FILENO : open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Failure(
                .environment,
                ja: "「\(path ?? "")」に書き込めません。場所と権限を確かめてください。",
                en: "“\(path ?? "")” cannot be written. Check the place and its permissions."
            )
        }
    }

    func write(_ bytes: [UInt8]) throws {
        guard Descriptor.write(bytes, to: descriptor) else {
            throw Failure(
                .environment,
                ja: "書き込みの途中で失敗しました。空き容量を確かめてください。",
                en: "Writing failed half-way. Check free space.",
            )
        }
    }

    /// Puts the finished file in its place.
    func finish() throws {
        guard let path else { return }
        guard fsync(descriptor) == 0, close(descriptor) == 0, rename(temporary, path) == 0 else {
            throw Failure(
                .environment,
                ja: "「\(path)」を仕上げられませんでした。空き容量と権限を確かめてください。",
                en: "“\(path)” could not be finished. Check free space and permissions."
            )
        }
    }
}

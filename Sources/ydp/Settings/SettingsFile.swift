import Foundation
import Tabular
import Yams

/// Reads `ydp.yaml`: one mapping of setting keys to plain values.
enum SettingsFile {
    /// - Returns: keys and values as text; nil when there is no such file.
    /// - Throws: ``Failure`` code 2 with the line when the file is not such a mapping.
    static func read(path: String) throws -> [String: String]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Failure(
                .badInput,
                ja: "設定ファイル ydp.yaml を UTF-8 の文字として読めません。",
                en: "ydp.yaml cannot be read as UTF-8 text."
            )
        }
        do {
            guard let root = try Yams.compose(yaml: text) else { return [:] }
            guard let mapping = root.mapping else { throw notPlain(line: root.mark?.line ?? 1) }
            var values: [String: String] = [:]
            for (key, value) in mapping {
                guard let name = key.scalar?.string, let scalar = value.scalar, values[name] == nil else {
                    throw notPlain(line: key.mark?.line ?? 1)
                }
                values[name] = scalar.string
            }
            return values
        } catch let error as YamlError {
            throw Failure(
                .badInput,
                ja: "ydp.yaml を読めません。YAML の書き方を確かめてください。（\(error)）",
                en: "ydp.yaml is not valid YAML: \(error)"
            )
        }
    }

    private static func notPlain(line: Int) -> Failure {
        Failure(
            .badInput,
            ja: "ydp.yaml の \(line) 行目: 「設定名: 値」の形で、設定ごとに一度だけ書いてください。",
            en: "ydp.yaml line \(line): write each setting once, as “key: value”."
        )
    }
}

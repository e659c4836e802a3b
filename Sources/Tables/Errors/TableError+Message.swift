internal import CSQLite
internal import Glibc
internal import Tabular

/// The words of ``TableError``, in one place.
extension TableError {
    static func notFound(_ hash: String) -> TableError {
        TableError(
            kind: .notFound,
            message: Bilingual(
                ja: "表ファイル \(hash) がデータフォルダーにありません。`ydp verify` で確かめ、控えから戻すか、元のファイルを取り込み直してください。",
                en: """
                    The table file \(hash) is not in the data folder. Check with `ydp verify`, then restore it from a \
                    backup or ingest its source again.
                    """
            ),
        )
    }

    static func damaged(_ hash: String, _ what: String) -> TableError {
        TableError(
            kind: .damaged,
            message: Bilingual(
                ja: "表ファイル \(hash) は壊れています（\(what)）。控えから戻すか、元のファイルを取り込み直してください。",
                en: "The table file \(hash) is damaged (\(what)). Restore it from a backup or ingest its source again."
            ),
        )
    }

    /// - Parameters:
    ///   - action: what was being done, as an English verb phrase for logs (`rename`, `open`).
    ///   - code: `errno`.
    static func disk(_ action: String, _ path: String, code: Int32) -> TableError {
        let reason = String(cString: strerror(code))
        return TableError(
            kind: .disk,
            message: Bilingual(
                ja: "ディスクの操作に失敗しました（\(action) \(path)：\(reason)）。空き容量とフォルダーの権限を確かめてください。",
                en: "The disk refused to \(action) \(path): \(reason). Check free space and the folder's permissions."
            ),
        )
    }

    static func sqlite(_ failure: SQLiteFailure) -> TableError {
        let reason = String(cString: sqlite3_errstr(failure.code))
        let kind: Kind =
            switch failure.primaryCode {
            case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
            case SQLITE_FULL, SQLITE_IOERR: .disk
            default: .sqlite
            }
        return TableError(
            kind: kind,
            message: Bilingual(
                ja: "SQLite が失敗しました（\(reason)、コード \(failure.code)：\(failure.statement)）。",
                en: "SQLite failed (\(reason), code \(failure.code): \(failure.statement))."
            ),
        )
    }
}

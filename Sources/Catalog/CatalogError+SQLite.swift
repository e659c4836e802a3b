import GRDB

extension CatalogError {
    /// What SQLite's result code means to whoever called the catalogue.
    ///
    /// Statements and paths stay out of it.
    init(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_CORRUPT: self.init(.damaged("catalog.sqlite: the file is damaged"))
        case .SQLITE_NOTADB: self.init(.damaged("catalog.sqlite: not a database"))
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_IOERR, .SQLITE_FULL: self.init(.notWritable)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self.init(.busy)
        default: self.init(.unexpected(code: error.extendedResultCode.rawValue))
        }
    }
}

internal import CSQLite

/// What a connection that answers readers may not do.
///
/// Nothing readers type becomes SQL, so all of this is a second wall.
enum Hardening {
    private static let switches: [(option: Int32, value: Int32)] = [
        (SQLITE_DBCONFIG_DEFENSIVE, 1),
        (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
        (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
        (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
        (SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        (SQLITE_DBCONFIG_DQS_DML, 0),
        (SQLITE_DBCONFIG_DQS_DDL, 0),
    ]

    /// Wide enough for a query over 2,000 columns (``FilterCompiler``) and for the deepest filter (``CQL2Parser``), and
    /// no wider.
    private static let limits: [(limit: Int32, value: Int32)] = [
        (SQLITE_LIMIT_SQL_LENGTH, 128 << 10),
        (SQLITE_LIMIT_COLUMN, 2_000),
        (SQLITE_LIMIT_EXPR_DEPTH, 250),
        (SQLITE_LIMIT_COMPOUND_SELECT, 5),
        (SQLITE_LIMIT_VDBE_OP, 25_000),
        (SQLITE_LIMIT_FUNCTION_ARG, 8),
        (SQLITE_LIMIT_ATTACHED, 0),
        (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
        (SQLITE_LIMIT_VARIABLE_NUMBER, 1_000),
        (SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]

    private static let functions: Set<String> = [
        "count", "min", "max", "substr", "ydp_contains", "ydp_startswith", "ydp_endswith", "ydp_like", "ydp_folded",
        "ydp_within", "ydp_sum", "ydp_avg", "ydp_median", "ydp_bucket", "match",
    ]
    /// The last three are what the index of words reads by itself.
    private static let tables: Set<String> = ["rows", "place", "words", "words_data", "words_idx", "words_config"]

    /// Says how the connection behaves; before anything of the file is read.
    static func configure(_ connection: Connection) throws {
        for entry in switches {
            let result = ydp_db_config(connection.handle, entry.option, entry.value)
            guard result == SQLITE_OK else { throw SQLiteFailure(code: result, statement: "db_config \(entry.option)") }
        }
        try connection.execute(
            """
            PRAGMA mmap_size = 0;
            PRAGMA cell_size_check = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA query_only = ON;
            """
        )
        let registrations = [
            ydp_register_text_match(connection.handle) { text, count, needle, needleCount, how in
                TextMatch.matches(text, count, needle, needleCount, how)
            },
            ydp_register_text_fold(connection.handle) { text, count, how, result in
                SearchText.answer(text, count, how, result)
            },
            ydp_register_values(connection.handle), ydp_register_within(connection.handle),
            ydp_register_bigram(connection.handle),
        ]
        for result in registrations where result != SQLITE_OK {
            throw SQLiteFailure(code: result, statement: "register functions")
        }
    }

    /// From here on the connection reads rows and nothing else.
    /// - Parameter longestRow: bytes of the longest row, which must still fit.
    static func restrict(_ connection: Connection, longestRow: Int) throws {
        for entry in limits { sqlite3_limit(connection.handle, entry.limit, entry.value) }
        sqlite3_limit(connection.handle, SQLITE_LIMIT_LENGTH, Int32(clamping: max(1_000_000, longestRow + 65_536)))
        let result = sqlite3_set_authorizer(connection.handle, authorize, nil)
        guard result == SQLITE_OK else { throw SQLiteFailure(code: result, statement: "authorizer") }
    }

    private static let authorize:
        @convention(c) (
            UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
            UnsafePointer<CChar>?
        ) -> Int32 = { _, action, first, second, database, _ in
            switch action {
            case SQLITE_SELECT:
                return SQLITE_OK
            case SQLITE_READ:
                // The database is not named where a table is read without any of its columns, as `count(*)` does.
                guard let first, database.map({ String(cString: $0) == "main" }) ?? true else { return SQLITE_DENY }
                return tables.contains(String(cString: first)) ? SQLITE_OK : SQLITE_DENY
            case SQLITE_FUNCTION:
                guard let second else { return SQLITE_DENY }
                return functions.contains(String(cString: second)) ? SQLITE_OK : SQLITE_DENY
            case SQLITE_PRAGMA:
                // FTS5 asks whether the file has changed; nothing else of the kind is needed.
                guard let first, second == nil else { return SQLITE_DENY }
                return String(cString: first) == "data_version" ? SQLITE_OK : SQLITE_DENY
            default:
                return SQLITE_DENY
            }
        }
}

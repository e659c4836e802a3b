// What Swift cannot say to libsqlite3 by itself: variadic calls with their types, destructor constants, and the C parts
// of text search that must be fast (the bigram tokenizer, folding of Japanese text, matching of folded cells).
#pragma once
#include <sqlite3.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Typed calls

/// `sqlite3_db_config` for the options that take an int and report nothing (SQLITE_DBCONFIG_DEFENSIVE and its like).
int ydp_db_config(sqlite3 *db, int option, int value);

/// Binds text that SQLite copies (SQLITE_TRANSIENT). `count` in bytes.
int ydp_bind_text_copy(sqlite3_stmt *statement, int index, const char *text, int count);

/// Binds bytes that SQLite copies; no bytes are an empty blob, not NULL.
int ydp_bind_blob_copy(sqlite3_stmt *statement, int index, const void *bytes, int count);

/// Answers a column's or function's value with text that stays where it is until the statement is stepped again
/// (SQLITE_STATIC), so that nothing is copied twice.
static inline void ydp_result_text_in_place(sqlite3_context *context, const unsigned char *text, int count) {
    sqlite3_result_text(context, text == NULL ? "" : (const char *)text, count, SQLITE_STATIC);
}

static inline void ydp_result_blob_in_place(sqlite3_context *context, const unsigned char *bytes, int count) {
    // A null address would answer NULL.
    sqlite3_result_blob(context, bytes == NULL ? (const unsigned char *)"" : bytes, count, SQLITE_STATIC);
}

// MARK: Full-text search

/// Registers the FTS5 tokenizer `bigram` on a connection: `CREATE VIRTUAL TABLE … USING fts5(…, tokenize = 'bigram')`.
/// Text must have been folded (`SearchText.fold`). Returns an SQLite result code.
int ydp_register_bigram(sqlite3 *db);

/// Whether the tokenizer would find at least one token in `count` bytes of UTF-8.
int ydp_has_token(const unsigned char *text, size_t count);

/// Whether text begins with a character that the tokenizer cuts into pairs.
int ydp_is_ideographic(const unsigned char *text, size_t count);

// MARK: Folding

/// Folds width, case and kana of text made of ASCII, kana, Han and their punctuation, without trimming.
/// `output` has room for `count` bytes; folding never lengthens such text.
/// Returns the number of bytes written, or -1 when the text holds anything that needs Unicode's own tables.
long ydp_fold(const unsigned char *text, size_t count, unsigned char *output);

/// How ``ydp_match_folded`` compares.
enum { YDP_CONTAINS = 0, YDP_STARTS_WITH = 1, YDP_ENDS_WITH = 2 };

/// Compares folded text with a folded needle: 1 when it matches, else 0.
int ydp_match_folded(
    const unsigned char *text, size_t count, const unsigned char *needle, size_t needle_count, int how);

/// Folds what `ydp_fold` cannot and compares: 1 when it matches, else 0.
typedef int (*ydp_match_fallback)(
    const unsigned char *text, size_t count, const unsigned char *needle, size_t needle_count, int how);

/// Registers the SQL functions `ydp_contains`, `ydp_startswith` and `ydp_endswith` of (cell, folded needle): 1, 0, or
/// NULL for a NULL cell. Deterministic. Returns an SQLite result code.
int ydp_register_text_match(sqlite3 *db, ydp_match_fallback fallback);

/// Whether text matches a pattern of OGC CQL2 (`%` any text, `_` one scalar, a backslash takes what follows it as it
/// is). Linear in practice and at most text times pattern.
int ydp_like(const unsigned char *text, size_t count, const unsigned char *pattern, size_t pattern_count);

/// Answers, through `sqlite3_result_*`, text folded as `how` says.
typedef void (*ydp_fold_fallback)(const unsigned char *text, size_t count, int how, sqlite3_context *result);

/// Registers `ydp_folded(cell, how)` and `ydp_like(cell, pattern)`. Returns an SQLite result code.
int ydp_register_text_fold(sqlite3 *db, ydp_fold_fallback fold);

/// Answers a function's value with text that SQLite copies.
static inline void ydp_result_text_copy(sqlite3_context *context, const unsigned char *text, int count) {
    sqlite3_result_text(context, text == NULL ? "" : (const char *)text, count, SQLITE_TRANSIENT);
}

// MARK: Numbers and places

/// Registers the aggregates `ydp_sum`, `ydp_avg` and `ydp_median`, which look at numbers only, and
/// `ydp_bucket(value, width)`. Returns an SQLite result code.
int ydp_register_values(sqlite3 *db);

/// Registers `ydp_within(longitude, latitude, area)` (place.c). Returns an SQLite result code.
int ydp_register_within(sqlite3 *db);

/// Whether a point lies in an area or on its edge; `count` doubles as place.c lays them out.
int ydp_area_holds(const double *area, size_t count, double longitude, double latitude);

#ifdef __cplusplus
}
#endif

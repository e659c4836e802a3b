// The eponymous virtual table `source_rows`: `INSERT INTO rows SELECT NULL, * FROM source_rows` takes rows from a
// program without binding and stepping a statement per row (measured as the quickest way into a table).
#include <stdlib.h>
#include <string.h>

#include "CSQLite.h"

struct ydp_source_table {
    sqlite3_vtab base;
    const ydp_row_source *source;
};

struct ydp_source_cursor {
    sqlite3_vtab_cursor base;
    sqlite3_int64 row;
    int at_end;
};

static int ydp_source_connect(
    sqlite3 *db, void *context, int count, const char *const *arguments, sqlite3_vtab **table, char **message) {
    (void)count;
    (void)arguments;
    (void)message;
    const ydp_row_source *source = context;
    sqlite3_str *declaration = sqlite3_str_new(db);
    sqlite3_str_appendall(declaration, "CREATE TABLE source_rows(");
    for (int column = 1; column <= source->column_count; column += 1) {
        sqlite3_str_appendf(declaration, "%sc%d", column == 1 ? "" : ",", column);
    }
    sqlite3_str_appendall(declaration, ")");
    char *sql = sqlite3_str_finish(declaration);
    if (sql == NULL) return SQLITE_NOMEM;
    int result = sqlite3_declare_vtab(db, sql);
    sqlite3_free(sql);
    if (result != SQLITE_OK) return result;
    struct ydp_source_table *made = calloc(1, sizeof *made);
    if (made == NULL) return SQLITE_NOMEM;
    made->source = source;
    *table = &made->base;
    return SQLITE_OK;
}

static int ydp_source_disconnect(sqlite3_vtab *table) {
    free(table);
    return SQLITE_OK;
}

static int ydp_source_best_index(sqlite3_vtab *table, sqlite3_index_info *info) {
    (void)table;
    info->estimatedCost = 1e6;
    return SQLITE_OK;
}

static int ydp_source_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor) {
    (void)table;
    struct ydp_source_cursor *made = calloc(1, sizeof *made);
    if (made == NULL) return SQLITE_NOMEM;
    *cursor = &made->base;
    return SQLITE_OK;
}

static int ydp_source_close(sqlite3_vtab_cursor *cursor) {
    free(cursor);
    return SQLITE_OK;
}

static const ydp_row_source *ydp_source_of(sqlite3_vtab_cursor *cursor) {
    return ((struct ydp_source_table *)cursor->pVtab)->source;
}

static int ydp_source_next(sqlite3_vtab_cursor *cursor) {
    struct ydp_source_cursor *at = (struct ydp_source_cursor *)cursor;
    const ydp_row_source *source = ydp_source_of(cursor);
    int more = source->next(source->context);
    at->row += 1;
    at->at_end = more != 1;
    return more < 0 ? SQLITE_ERROR : SQLITE_OK;
}

static int ydp_source_filter(
    sqlite3_vtab_cursor *cursor, int number, const char *string, int count, sqlite3_value **arguments) {
    (void)number;
    (void)string;
    (void)count;
    (void)arguments;
    ((struct ydp_source_cursor *)cursor)->row = 0;
    return ydp_source_next(cursor);
}

static int ydp_source_eof(sqlite3_vtab_cursor *cursor) { return ((struct ydp_source_cursor *)cursor)->at_end; }

static int ydp_source_column(sqlite3_vtab_cursor *cursor, sqlite3_context *result, int column) {
    const ydp_row_source *source = ydp_source_of(cursor);
    source->column(source->context, result, column);
    return SQLITE_OK;
}

static int ydp_source_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *row) {
    *row = ((struct ydp_source_cursor *)cursor)->row;
    return SQLITE_OK;
}

/// No xCreate: the table is there by its name alone, and no schema can name it otherwise.
static const sqlite3_module ydp_source_module = {
    .iVersion = 0,
    .xConnect = ydp_source_connect,
    .xBestIndex = ydp_source_best_index,
    .xDisconnect = ydp_source_disconnect,
    .xOpen = ydp_source_open,
    .xClose = ydp_source_close,
    .xFilter = ydp_source_filter,
    .xNext = ydp_source_next,
    .xEof = ydp_source_eof,
    .xColumn = ydp_source_column,
    .xRowid = ydp_source_rowid,
};

int ydp_register_row_source(sqlite3 *db, const ydp_row_source *source) {
    return sqlite3_create_module_v2(db, "source_rows", &ydp_source_module, (void *)source, NULL);
}

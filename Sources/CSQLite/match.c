// The SQL functions that compare a cell with what a reader typed: `ydp_contains(cell, needle)` and its like, both
// folded; `ydp_like(cell, pattern)`, as they are; `ydp_folded(cell, how)`, what of a cell is compared.
#include <stdlib.h>

#include "CSQLite.h"
#include "scalars.h"

/// Cells up to this size are folded on the stack.
#define YDP_STACK_BYTES 1024

/// Folded text has no other blanks than those of ASCII.
static int ydp_is_blank(unsigned char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

static int ydp_matches(
    const unsigned char *text, size_t count, const unsigned char *needle, size_t needle_count, int how,
    ydp_match_fallback fallback) {
    unsigned char small[YDP_STACK_BYTES];
    unsigned char *folded = count <= sizeof small ? small : malloc(count);
    if (folded == NULL) return fallback(text, count, needle, needle_count, how);
    long written = ydp_fold(text, count, folded);
    int matches;
    if (written < 0) {
        matches = fallback(text, count, needle, needle_count, how);
    } else {
        size_t first = 0, end = (size_t)written;
        while (first < end && ydp_is_blank(folded[first])) first += 1;
        while (end > first && ydp_is_blank(folded[end - 1])) end -= 1;
        matches = ydp_match_folded(folded + first, end - first, needle, needle_count, how);
    }
    if (folded != small) free(folded);
    return matches;
}

struct ydp_match_how {
    const char *name;
    int how;
    ydp_match_fallback fallback;
};

static void ydp_match_function(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    const struct ydp_match_how *match = sqlite3_user_data(context);
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL || sqlite3_value_type(arguments[1]) == SQLITE_NULL) return;
    const unsigned char *text = sqlite3_value_text(arguments[0]);
    const unsigned char *needle = sqlite3_value_text(arguments[1]);
    if (text == NULL || needle == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sqlite3_result_int(
        context, ydp_matches(
                     text, (size_t)sqlite3_value_bytes(arguments[0]), needle, (size_t)sqlite3_value_bytes(arguments[1]),
                     match->how, match->fallback));
}

int ydp_like(const unsigned char *text, size_t count, const unsigned char *pattern, size_t pattern_count) {
    size_t at = 0, next = 0, length, star = (size_t)-1, star_at = 0;
    while (at < count) {
        size_t step = 1, width = 1;
        int matches = 0;
        if (next < pattern_count && pattern[next] == '%') {
            star = ++next;
            star_at = at;
            continue;
        }
        if (next < pattern_count && pattern[next] == '_') {
            (void)ydp_scalar(text + at, count - at, &width);
            matches = 1;
        } else if (next < pattern_count) {
            size_t quoted = pattern[next] == '\\' && next + 1 < pattern_count;
            matches = pattern[next + quoted] == text[at];
            step = 1 + quoted;
        }
        if (matches) {
            at += width;
            next += step;
        } else if (star != (size_t)-1) {
            // The last `%` takes one character more; those before it need never be tried again.
            (void)ydp_scalar(text + star_at, count - star_at, &length);
            star_at += length;
            at = star_at;
            next = star;
        } else {
            return 0;
        }
    }
    while (next < pattern_count && pattern[next] == '%') next += 1;
    return next == pattern_count;
}

static void ydp_like_function(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL || sqlite3_value_type(arguments[1]) == SQLITE_NULL) return;
    const unsigned char *text = sqlite3_value_text(arguments[0]);
    const unsigned char *pattern = sqlite3_value_text(arguments[1]);
    if (text == NULL || pattern == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sqlite3_result_int(
        context, ydp_like(
                     text, (size_t)sqlite3_value_bytes(arguments[0]), pattern,
                     (size_t)sqlite3_value_bytes(arguments[1])));
}

static void ydp_folded_function(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    const ydp_fold_fallback *fold = sqlite3_user_data(context);
    const unsigned char *text = sqlite3_value_text(arguments[0]);
    if (text == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    (*fold)(text, (size_t)sqlite3_value_bytes(arguments[0]), sqlite3_value_int(arguments[1]), context);
}

int ydp_register_text_fold(sqlite3 *db, ydp_fold_fallback fold) {
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    ydp_fold_fallback *kept = malloc(sizeof *kept);
    if (kept == NULL) return SQLITE_NOMEM;
    *kept = fold;
    int result = sqlite3_create_function_v2(db, "ydp_folded", 2, flags, kept, ydp_folded_function, NULL, NULL, free);
    if (result != SQLITE_OK) return result;
    return sqlite3_create_function_v2(db, "ydp_like", 2, flags, NULL, ydp_like_function, NULL, NULL, NULL);
}

int ydp_register_text_match(sqlite3 *db, ydp_match_fallback fallback) {
    static const struct ydp_match_how kinds[] = {
        {"ydp_contains", YDP_CONTAINS, NULL},
        {"ydp_startswith", YDP_STARTS_WITH, NULL},
        {"ydp_endswith", YDP_ENDS_WITH, NULL},
    };
    for (size_t index = 0; index < sizeof kinds / sizeof *kinds; index += 1) {
        struct ydp_match_how *match = malloc(sizeof *match);
        if (match == NULL) return SQLITE_NOMEM;
        *match = kinds[index];
        match->fallback = fallback;
        int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
        int result =
            sqlite3_create_function_v2(db, match->name, 2, flags, match, ydp_match_function, NULL, NULL, free);
        if (result != SQLITE_OK) return result;
    }
    return SQLITE_OK;
}

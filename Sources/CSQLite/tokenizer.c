// The FTS5 tokenizer `bigram`: Japanese has no spaces, so a run of ideographs and kana is indexed by its overlapping
// pairs.
//
//   text        A E D 設 置 箇 所
//   position    0     1    2    3
//   tokens      aed   設置 置箇 箇所
//   colocated         設   置   箇, 所      (documents only)
//
// A query is cut the same way without the single characters, and its tokens are a phrase: 設置箇所 asks for 設置 置箇 箇所 one
// after the other, which only that text has. A query of one character (市) asks for the single character, which is why
// documents carry those too, at the position of the pair that they begin (the last one: that they end), so that
// counting positions is the same in documents and queries, and phrases over mixed scripts (AED設置) match.
#include <string.h>

#include "CSQLite.h"
#include "scalars.h"

/// Longer words are cut here; nobody types more to find one.
#define YDP_WORD_BYTES 256

typedef int (*ydp_emit)(void *context, int flags, const char *token, int count, int start, int end);

/// Where the walk over one text is.
struct ydp_walk {
    void *context;
    ydp_emit emit;
    int wants_singles;
    /// The open word, lower-cased.
    char word[YDP_WORD_BYTES];
    int word_count, word_start, word_end;
    /// The last character of the open run of ideographs.
    char last[4];
    int last_count, last_start, last_end;
    /// Characters in the open run so far.
    int run;
};

static int ydp_end_word(struct ydp_walk *walk) {
    if (walk->word_count == 0) return SQLITE_OK;
    int result = walk->emit(walk->context, 0, walk->word, walk->word_count, walk->word_start, walk->word_end);
    walk->word_count = 0;
    return result;
}

static int ydp_end_run(struct ydp_walk *walk) {
    int run = walk->run;
    walk->run = 0;
    if (run == 0 || (run > 1 && !walk->wants_singles)) return SQLITE_OK;
    int flags = run > 1 ? FTS5_TOKEN_COLOCATED : 0;
    return walk->emit(walk->context, flags, walk->last, walk->last_count, walk->last_start, walk->last_end);
}

static void ydp_add_to_word(struct ydp_walk *walk, const unsigned char *scalar, size_t length, size_t start) {
    if (walk->word_count == 0) walk->word_start = (int)start;
    walk->word_end = (int)(start + length);
    if (walk->word_count + length > YDP_WORD_BYTES) return;
    memcpy(walk->word + walk->word_count, scalar, length);
    if (length == 1 && scalar[0] >= 'A' && scalar[0] <= 'Z') walk->word[walk->word_count] |= 0x20;
    walk->word_count += (int)length;
}

static int ydp_add_to_run(struct ydp_walk *walk, const unsigned char *scalar, size_t length, size_t start) {
    if (walk->run > 0) {
        char pair[8];
        memcpy(pair, walk->last, walk->last_count);
        memcpy(pair + walk->last_count, scalar, length);
        int result = walk->emit(
            walk->context, 0, pair, walk->last_count + (int)length, walk->last_start, (int)(start + length));
        if (result == SQLITE_OK && walk->wants_singles) {
            result = walk->emit(
                walk->context, FTS5_TOKEN_COLOCATED, walk->last, walk->last_count, walk->last_start, walk->last_end);
        }
        if (result != SQLITE_OK) return result;
    }
    memcpy(walk->last, scalar, length);
    walk->last_count = (int)length;
    walk->last_start = (int)start;
    walk->last_end = (int)(start + length);
    walk->run += 1;
    return SQLITE_OK;
}

static int ydp_tokenize(
    Fts5Tokenizer *tokenizer, void *context, int flags, const char *bytes, int count, ydp_emit emit) {
    (void)tokenizer;
    const unsigned char *text = (const unsigned char *)bytes;
    struct ydp_walk walk = {.context = context, .emit = emit, .wants_singles = (flags & FTS5_TOKENIZE_QUERY) == 0};
    size_t end = count < 0 ? 0 : (size_t)count, length = 1;
    int result = SQLITE_OK;
    for (size_t at = 0; at < end && result == SQLITE_OK; at += length) {
        uint32_t scalar = ydp_scalar(text + at, end - at, &length);
        switch (ydp_class(scalar)) {
        case ydp_ignorable:
            break;
        case ydp_word:
            result = ydp_end_run(&walk);
            ydp_add_to_word(&walk, text + at, length, at);
            break;
        case ydp_ideograph:
            result = ydp_end_word(&walk);
            if (result == SQLITE_OK) result = ydp_add_to_run(&walk, text + at, length, at);
            break;
        case ydp_separator:
            result = ydp_end_word(&walk);
            if (result == SQLITE_OK) result = ydp_end_run(&walk);
            break;
        }
    }
    // At most one of the two is open.
    if (result == SQLITE_OK) result = ydp_end_word(&walk);
    if (result == SQLITE_OK) result = ydp_end_run(&walk);
    return result;
}

/// The tokenizer has no state; FTS5 only asks that the handle is not null.
static char ydp_stateless;

static int ydp_create(void *context, const char **arguments, int count, Fts5Tokenizer **tokenizer) {
    (void)context;
    (void)arguments;
    if (count != 0) return SQLITE_ERROR;
    *tokenizer = (Fts5Tokenizer *)&ydp_stateless;
    return SQLITE_OK;
}

static void ydp_delete(Fts5Tokenizer *tokenizer) { (void)tokenizer; }

int ydp_register_bigram(sqlite3 *db) {
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
    if (result != SQLITE_OK) return result;
    sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
    result = sqlite3_finalize(statement);
    if (result != SQLITE_OK) return result;
    if (api == NULL || api->iVersion < 2) return SQLITE_ERROR;
    fts5_tokenizer tokenizer = {.xCreate = ydp_create, .xDelete = ydp_delete, .xTokenize = ydp_tokenize};
    return api->xCreateTokenizer(api, "bigram", NULL, &tokenizer, NULL);
}

int ydp_has_token(const unsigned char *text, size_t count) {
    size_t length = 1;
    for (size_t at = 0; at < count; at += length) {
        enum ydp_scalar_class class = ydp_class(ydp_scalar(text + at, count - at, &length));
        if (class == ydp_word || class == ydp_ideograph) return 1;
    }
    return 0;
}

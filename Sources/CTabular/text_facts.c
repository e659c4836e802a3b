#include "CTabularFacts.h"

#include <string.h>

#include "CTabularText.h"
#include "dispatch.h"

enum { block = 1 << 15 };

/// Notes what may be in the bytes from `here`, whatever their encoding. `next` is the byte behind them, or 0 at the end.
static void note_signs(const uint8_t *here, size_t size, uint8_t next, ctabular_text_facts *facts) {
#if CTABULAR_DISPATCHES
    if (ctabular_has_avx2()) {
        const size_t seen = ctabular_signs_avx2(here, size, facts);
        here += seen;
        size -= seen;
    }
#endif
    if (!facts->nul) facts->nul = memchr(here, 0, size) != NULL;
    if (!facts->bracket) facts->bracket = memchr(here, '[', size) != NULL;
    if (!facts->lone_cr) {
        const size_t lone = ctabular_lone_cr(here, size);
        // The LF may be the first byte of the next block.
        facts->lone_cr = lone + 1 < size || (lone + 1 == size && next != '\n');
    }
}

void ctabular_look(const uint8_t *bytes, size_t count, ctabular_text_facts *facts) {
    const uint8_t mark[] = {0xEF, 0xBB, 0xBF};
    memset(facts, 0, sizeof *facts);
    size_t at = 0;
#if CTABULAR_DISPATCHES
    if (ctabular_has_avx2()) at = ctabular_look_avx2(bytes, count, facts);
    facts->utf8 = at;
#endif
    while (at < count) {
        size_t end = count - at > block ? at + block : count;
        // A block ends between two characters where it can.
        if (end < count) {
            for (int back = 0; back < 3 && (bytes[end] & 0xC0) == 0x80; back++) end--;
        }
        const size_t size = end - at;
        const uint8_t *here = bytes + at;
        note_signs(here, size, end < count ? bytes[end] : 0, facts);
        if (!facts->private_use) facts->private_use = memchr(here, 0xEE, size) != NULL;
        if (!facts->mark) facts->mark = ctabular_find(here, size, mark, sizeof mark) < size;
        const size_t valid = ctabular_utf8_prefix(here, size);
        facts->utf8 = at + valid;
        if (valid < size) return;
        at = end;
    }
}

/// End of the block that begins at `at`: behind a line feed, which is never half of a character, or where the text ends.
static size_t end_of_lines(const uint8_t *bytes, size_t count, size_t at) {
    if (count - at <= block) return count;
    for (size_t end = at + block; end > at; end--) {
        if (bytes[end - 1] == '\n') return end;
    }
    const uint8_t *feed = memchr(bytes + at + block, '\n', count - at - block);
    return feed ? (size_t)(feed - bytes) + 1 : count;
}

size_t ctabular_look_cp932(const uint8_t *bytes, size_t count, ctabular_text_facts *facts, ctabular_survey_result *result) {
    memset(result, 0, sizeof *result);
    facts->nul = facts->bracket = facts->lone_cr = facts->utf8_line = 0;
    size_t at = 0;
#if CTABULAR_DISPATCHES
    if (ctabular_has_avx2()) at = ctabular_look_cp932_avx2(bytes, count, facts, result);
#endif
    size_t valid = at;
    // The walk by blocks ended before the text does, or there is none: of lines nothing is known.
    if (at < count) facts->utf8_line = 1;
    while (at < count) {
        const size_t end = end_of_lines(bytes, count, at);
        const uint8_t *here = bytes + at;
        note_signs(here, end - at, end < count ? bytes[end] : 0, facts);
        if (valid == at) {
            ctabular_survey_result part;
            valid += ctabular_survey(ctabular_cp932, here, end - at, &part);
            const size_t kinds[] = {
                part.other, part.hiragana, part.katakana, part.halfwidth_katakana, part.kanji_level1, part.kanji_level2,
                part.symbols, part.private_use,
            };
            ctabular_add_kinds(result, kinds);
        }
        at = end;
    }
    // What is half of a character of CP932 is a bracket in another encoding.
    if (valid < count) facts->bracket = 1;
    return valid;
}

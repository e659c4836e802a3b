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

/// Whether there is a `[` that is not the second half of a character, in CP932: those before it that may be leads make pairs.
static uint8_t has_bracket(const uint8_t *bytes, size_t count) {
    for (size_t at = 0; at < count; at++) {
        const uint8_t *found = memchr(bytes + at, '[', count - at);
        if (!found) return 0;
        at = (size_t)(found - bytes);
        size_t leads = 0;
        while (leads < at && (uint8_t)((bytes[at - leads - 1] ^ 0x20) - 0xA1) < 0x3C) leads++;
        if (leads % 2 == 0) return 1;
    }
    return 0;
}

/// Whether there is a line whose first byte from 0x80 on is from 0xC0 on.
static uint8_t has_utf8_line(const uint8_t *bytes, size_t count) {
    for (size_t at = 0; at < count; at++) {
        const size_t size = ctabular_line_length(bytes + at, count - at), ascii = ctabular_ascii_prefix(bytes + at, size);
        if (ascii < size && bytes[at + ascii] >= 0xC0) return 1;
        at += size;
    }
    return 0;
}

size_t ctabular_look_cp932_plain(
    const uint8_t *bytes, size_t count, ctabular_text_facts *facts, ctabular_survey_result *result
) {
    memset(result, 0, sizeof *result);
    facts->nul = facts->bracket = facts->lone_cr = 0;
    size_t at = 0, valid = 0;
    while (at < count) {
        const size_t end = end_of_lines(bytes, count, at);
        const uint8_t *here = bytes + at;
        note_signs(here, end - at, end < count ? bytes[end] : 0, facts);
        if (valid == at) valid += ctabular_survey_more(ctabular_cp932, here, end - at, result);
        at = end;
    }
    // What is half of a character of CP932, or begins one, is something else in another encoding.
    facts->bracket = valid < count || (facts->bracket && has_bracket(bytes, count));
    facts->utf8_line = valid < count || has_utf8_line(bytes, count);
    return valid;
}

size_t ctabular_look_cp932(const uint8_t *bytes, size_t count, ctabular_text_facts *facts, ctabular_survey_result *result) {
#if CTABULAR_DISPATCHES
    if (ctabular_has_avx2() && ctabular_look_cp932_avx2(bytes, count, facts, result)) return count;
#endif
    return ctabular_look_cp932_plain(bytes, count, facts, result);
}

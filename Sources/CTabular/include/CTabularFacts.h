#pragma once
#include <stddef.h>
#include <stdint.h>

#include "CTabularJapanese.h"

/// What one walk over a text tells, block by block while a block is in the cache, instead of one walk through memory for each
/// question.
typedef struct {
    /// Length of the longest prefix that is well-formed UTF-8, as ``ctabular_utf8_prefix`` says; the other members are only
    /// about the blocks up to its end.
    size_t utf8;
    /// Whether there is any NUL byte.
    uint8_t nul;
    /// Whether there may be a `[`.
    uint8_t bracket;
    /// Whether there may be a byte 0xEE, which in UTF-8 only leads U+E000–U+EFFF.
    uint8_t private_use;
    /// Whether there may be a byte order mark EF BB BF.
    uint8_t mark;
    /// Whether there is a CR that no LF follows.
    uint8_t lone_cr;
    /// Whether there may be a line whose first byte from 0x80 on is from 0xC0 on, as it is where a line is UTF-8.
    uint8_t utf8_line;
} ctabular_text_facts;

/// Walks over `count` bytes, up to the first that is not UTF-8.
void ctabular_look(const uint8_t *bytes, size_t count, ctabular_text_facts *facts);

/// The same for a text that is not UTF-8: `nul`, `bracket`, `lone_cr` and `utf8_line` of all `count` bytes, and what ``ctabular_survey``
/// says of them as CP932, whose result this returns. Where that is `count`, `bracket` and `utf8_line` are so; else both are set.
size_t ctabular_look_cp932(const uint8_t *bytes, size_t count, ctabular_text_facts *facts, ctabular_survey_result *result);

/// The same, one question after the other.
size_t ctabular_look_cp932_plain(
    const uint8_t *bytes, size_t count, ctabular_text_facts *facts, ctabular_survey_result *result
);

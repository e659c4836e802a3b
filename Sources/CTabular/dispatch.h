#pragma once
#include "CTabular.h"

// The kinds of characters that a survey counts, and how many there are of each.
enum { kind_other, kind_hiragana, kind_katakana, kind_halfwidth, kind_level1, kind_level2, kind_symbol, kind_private };

static inline void ctabular_add_kinds(ctabular_survey_result *result, const size_t kinds[8]) {
    result->hiragana += kinds[kind_hiragana];
    result->katakana += kinds[kind_katakana];
    result->halfwidth_katakana += kinds[kind_halfwidth];
    result->kanji_level1 += kinds[kind_level1];
    result->kanji_level2 += kinds[kind_level2];
    result->symbols += kinds[kind_symbol];
    result->private_use += kinds[kind_private];
    result->other += kinds[kind_other];
}

// `ctabular_survey` of one more piece of a text whose pieces before are counted in `result`.
size_t ctabular_survey_more(int encoding, const uint8_t *bytes, size_t count, ctabular_survey_result *result);

// What two bytes from 0x8000 on are in CP932 (japanese.c).
extern uint32_t ctabular_cp932_entries[0x8000];

// What is compiled twice on x86-64: for every processor (SSE2), and for those with AVX2, which is found out at run time, so that
// one program runs everywhere. Elsewhere the target's own vectors (NEON) are all there is.

#if defined(__x86_64__)
#define CTABULAR_DISPATCHES 1

static inline int ctabular_has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

size_t ctabular_index_avx2(
    ctabular_scanner *scanner, const uint8_t *bytes, size_t count, size_t readable, uint32_t *positions
);
size_t ctabular_utf8_prefix_avx2(const uint8_t *bytes, size_t count);

// Notes what is in the text as far as it is well-formed, in whole blocks of 64 bytes, and returns where a look must go on.
size_t ctabular_look_avx2(const uint8_t *bytes, size_t count, ctabular_text_facts *facts);

// The same of bytes of any encoding: `nul`, `bracket` and `lone_cr`.
size_t ctabular_signs_avx2(const uint8_t *bytes, size_t count, ctabular_text_facts *facts);

// `ctabular_look_cp932` of a text that is CP932 from end to end; returns 0, and may have said nothing, for any other.
int ctabular_look_cp932_avx2(
    const uint8_t *bytes, size_t count, ctabular_text_facts *facts, ctabular_survey_result *result
);
#else
#define CTABULAR_DISPATCHES 0
#endif

#pragma once
#include "CTabular.h"

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
#else
#define CTABULAR_DISPATCHES 0
#endif

#pragma once
// For the files that are compiled for processors with vectors of 32 bytes (dispatch.h): from here to `#pragma clang attribute pop`.
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,bmi,popcnt"))), apply_to = function)
#define CTABULAR_AVX2
#include "dispatch.h"

static inline __m256i is(__m256i here, uint8_t byte) { return _mm256_cmpeq_epi8(here, _mm256_set1_epi8((char)byte)); }

static inline uint8_t any(__m256i found) { return _mm256_testz_si256(found, found) == 0; }

static inline __m256i between(__m256i here, uint8_t low, uint8_t high) {
    const __m256i above = _mm256_sub_epi8(here, _mm256_set1_epi8((char)low));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(above, _mm256_set1_epi8((char)(high - low))), above);
}

static inline uint64_t mask64(const __m256i half[2]) {
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(half[1]) << 32 | (uint32_t)_mm256_movemask_epi8(half[0]);
}

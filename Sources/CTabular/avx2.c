// The functions of CTabular that gain most from vectors of 32 bytes, compiled for processors that have them (dispatch.h).
#if defined(__x86_64__)
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,bmi,popcnt"))), apply_to = function)
#define CTABULAR_AVX2
#include "dispatch.h"

size_t ctabular_index_avx2(
    ctabular_scanner *scanner, const uint8_t *bytes, size_t count, size_t readable, uint32_t *positions
) {
    return ctabular_index_here(scanner, bytes, count, readable, positions);
}

// UTF-8 by the method of Keiser and Lemire (“Validating UTF-8 In Less Than One Instruction Per Byte”, 2021): every fault shows
// in two neighbouring bytes, whose three nibbles select sets of faults from three tables; what is in all three sets is one.
// Third and fourth bytes are the exception: two continuation bytes in a row are right exactly where a lead asks for them.
enum {
    too_short = 1 << 0, // lead or ASCII where a continuation must come
    too_long = 1 << 1, // continuation behind ASCII
    overlong3 = 1 << 2,
    too_large = 1 << 3,
    surrogate = 1 << 4,
    overlong2 = 1 << 5,
    too_large_1000 = 1 << 6,
    overlong4 = 1 << 6,
    two_continuations = 1 << 7,
    carried = too_short | too_long | two_continuations,
};

static inline __m256i table(
    char a, char b, char c, char d, char e, char f, char g, char h, char i, char j, char k, char l, char m, char n, char o, char p
) {
    return _mm256_setr_epi8(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
}

static inline __m256i high_nibbles(__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

// The bytes before those of `here`, by as many places as `count`, the first of them from `before`.
#define PREVIOUS(here, before, count) \
    _mm256_alignr_epi8((here), _mm256_permute2x128_si256((before), (here), 0x21), 16 - (count))

static inline __m256i faults(__m256i here, __m256i before) {
    const __m256i first_high = table(
        too_long, too_long, too_long, too_long, too_long, too_long, too_long, too_long,
        (char)two_continuations, (char)two_continuations, (char)two_continuations, (char)two_continuations,
        too_short | overlong2, too_short, too_short | overlong3 | surrogate,
        too_short | too_large | too_large_1000 | overlong4
    );
    const char large = (char)(carried | too_large | too_large_1000);
    const __m256i first_low = table(
        (char)(carried | overlong3 | overlong2 | overlong4), (char)(carried | overlong2), (char)carried, (char)carried,
        (char)(carried | too_large), large, large, large, large, large, large, large, large, (char)(large | surrogate), large, large
    );
    const char any = (char)(too_long | overlong2 | two_continuations);
    const __m256i second_high = table(
        too_short, too_short, too_short, too_short, too_short, too_short, too_short, too_short,
        (char)(any | overlong3 | too_large_1000 | overlong4), (char)(any | overlong3 | too_large),
        (char)(any | surrogate | too_large), (char)(any | surrogate | too_large),
        too_short, too_short, too_short, too_short
    );
    const __m256i one = PREVIOUS(here, before, 1);
    const __m256i pairs = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(first_high, high_nibbles(one)),
            _mm256_shuffle_epi8(first_low, _mm256_and_si256(one, _mm256_set1_epi8(0x0F)))
        ),
        _mm256_shuffle_epi8(second_high, high_nibbles(here))
    );
    const __m256i third = _mm256_subs_epu8(PREVIOUS(here, before, 2), _mm256_set1_epi8((char)(0xE0 - 0x80)));
    const __m256i fourth = _mm256_subs_epu8(PREVIOUS(here, before, 3), _mm256_set1_epi8((char)(0xF0 - 0x80)));
    const __m256i asked = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(asked, pairs);
}

size_t ctabular_utf8_prefix_avx2(const uint8_t *bytes, size_t count) {
    // What a block may end with: not with a lead whose continuations are missing.
    const __m256i last_leads = _mm256_setr_epi8(
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        (char)0xEF, (char)0xDF, (char)0xBF
    );
    __m256i before = _mm256_setzero_si256();
    __m256i unfinished = _mm256_setzero_si256();
    size_t i = 0;
    for (; i + 64 <= count; i += 64) {
        const __m256i low = _mm256_loadu_si256((const __m256i *)(bytes + i));
        const __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + i + 32));
        if (_mm256_movemask_epi8(_mm256_or_si256(low, high)) == 0) {
            if (!_mm256_testz_si256(unfinished, unfinished)) break;
        } else {
            const __m256i found = _mm256_or_si256(faults(low, before), faults(high, low));
            if (!_mm256_testz_si256(found, found)) break;
            unfinished = _mm256_subs_epu8(high, last_leads);
        }
        before = high;
    }
    // A character that the last whole block began is looked at again with what follows; so is the block with a fault.
    size_t start = i;
    for (size_t back = 1; back <= 3 && back <= i; back++) {
        const uint8_t byte = bytes[i - back];
        if (byte >= 0xC0) start = i - back;
        if ((byte & 0xC0) != 0x80) break;
    }
    return start + ctabular_utf8_prefix_plain(bytes + start, count - start);
}

#pragma clang attribute pop
#endif

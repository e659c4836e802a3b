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

// Where the text is looked at from again by plain code: the block at `i` has a fault or is the last, and belongs with the
// character that the block before it may have begun.
static inline size_t start_of_rest(const uint8_t *bytes, size_t i) {
    for (size_t back = 1; back <= 3 && back <= i; back++) {
        const uint8_t byte = bytes[i - back];
        if (byte >= 0xC0) return i - back;
        if ((byte & 0xC0) != 0x80) break;
    }
    return i;
}

// What a block may end with: not with a lead whose continuations are missing.
#define LAST_LEADS                                                                                                          \
    _mm256_setr_epi8(                                                                                                       \
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, \
        (char)0xEF, (char)0xDF, (char)0xBF                                                                                  \
    )

size_t ctabular_utf8_prefix_avx2(const uint8_t *bytes, size_t count) {
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
            unfinished = _mm256_subs_epu8(high, LAST_LEADS);
        }
        before = high;
    }
    const size_t start = start_of_rest(bytes, i);
    return start + ctabular_utf8_prefix_plain(bytes + start, count - start);
}

static inline __m256i is(__m256i here, uint8_t byte) { return _mm256_cmpeq_epi8(here, _mm256_set1_epi8((char)byte)); }

static inline uint8_t any(__m256i found) { return _mm256_testz_si256(found, found) == 0; }

size_t ctabular_signs_avx2(const uint8_t *bytes, size_t count, ctabular_text_facts *facts) {
    __m256i nul = _mm256_setzero_si256(), bracket = nul, lone_cr = nul, before = nul;
    size_t i = 0;
    for (; i + 32 <= count; i += 32) {
        const __m256i here = _mm256_loadu_si256((const __m256i *)(bytes + i));
        const __m256i one = PREVIOUS(here, before, 1);
        nul = _mm256_or_si256(nul, is(here, 0));
        bracket = _mm256_or_si256(bracket, is(here, '['));
        lone_cr = _mm256_or_si256(lone_cr, _mm256_andnot_si256(is(here, '\n'), is(one, '\r')));
        before = here;
    }
    // A CR before the rest is looked at again with it.
    if (i > 0 && bytes[i - 1] == '\r') i--;
    facts->nul |= any(nul);
    facts->bracket |= any(bracket);
    facts->lone_cr |= any(lone_cr);
    return i;
}

size_t ctabular_look_avx2(const uint8_t *bytes, size_t count, ctabular_text_facts *facts) {
    __m256i before = _mm256_setzero_si256(), unfinished = before, nul = before, bracket = before, private_use = before;
    __m256i mark = before, lone_cr = before;
    size_t i = 0;
    for (; i + 64 <= count; i += 64) {
        const __m256i half[] = {
            _mm256_loadu_si256((const __m256i *)(bytes + i)), _mm256_loadu_si256((const __m256i *)(bytes + i + 32))
        };
        if (_mm256_movemask_epi8(_mm256_or_si256(half[0], half[1])) == 0) {
            if (any(unfinished)) break;
            unfinished = _mm256_setzero_si256();
        } else {
            if (any(_mm256_or_si256(faults(half[0], before), faults(half[1], half[0])))) break;
            unfinished = _mm256_subs_epu8(half[1], LAST_LEADS);
            // In valid text these bytes lead the characters that are looked for, or nearly none but them.
            for (int k = 0; k < 2; k++) {
                const __m256i one = PREVIOUS(half[k], k ? half[0] : before, 1);
                private_use = _mm256_or_si256(private_use, is(half[k], 0xEE));
                mark = _mm256_or_si256(mark, _mm256_and_si256(is(one, 0xBB), is(half[k], 0xBF)));
            }
        }
        for (int k = 0; k < 2; k++) {
            const __m256i one = PREVIOUS(half[k], k ? half[0] : before, 1);
            nul = _mm256_or_si256(nul, is(half[k], 0));
            bracket = _mm256_or_si256(bracket, is(half[k], '['));
            lone_cr = _mm256_or_si256(lone_cr, _mm256_andnot_si256(is(half[k], '\n'), is(one, '\r')));
        }
        before = half[1];
    }
    facts->nul = any(nul);
    facts->bracket = any(bracket);
    facts->private_use = any(private_use);
    facts->mark = any(mark);
    facts->lone_cr = any(lone_cr) || (i > 0 && bytes[i - 1] == '\r' && (i == count || bytes[i] != '\n'));
    return start_of_rest(bytes, i);
}

// CP932 by bits. Its lead bytes are also trail bytes, so that only counting from a byte that is neither tells them apart: in a row of
// such bytes every other one, beginning with the first, is a lead. A row that begins at an even place is found by adding its first
// bit to all of them, which carries through the row and leaves none of its bits. The kinds of characters that Japanese text is made
// of are ranges of two bytes, compared where they stand; the table is asked for the others, and says what is no character at all.
// The first byte of a line that is not ASCII is found by an addition too: the carry of the line's start runs through what is.
static inline __m256i between(__m256i here, uint8_t low, uint8_t high) {
    const __m256i above = _mm256_sub_epi8(here, _mm256_set1_epi8((char)low));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(above, _mm256_set1_epi8((char)(high - low))), above);
}

static inline uint64_t mask64(const __m256i half[2]) {
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(half[1]) << 32 | (uint32_t)_mm256_movemask_epi8(half[0]);
}

size_t ctabular_look_cp932_avx2(
    const uint8_t *bytes, size_t count, ctabular_text_facts *facts, ctabular_survey_result *result
) {
    const uint64_t even = 0x5555555555555555;
    __m256i nul = _mm256_setzero_si256(), lone_cr = nul;
    // How many rare ones there are of each kind, in bytes of one register; whether the block before has begun a character.
    uint64_t brackets = 0, few = 0, begun = 0;
    // Whether the line that goes on in a block was ASCII before it; whether one begins as UTF-8 does.
    unsigned long long is_plain = 1, strange = 0;
    size_t kinds[8] = {0}, room = 0, i = 0;
    for (; i < count; i += 64) {
        const uint8_t *block = bytes + i;
        uint8_t padded[65];
        if (count - i < sizeof padded) {
            // Behind the end stands what is nothing: no trail byte, no LF.
            memset(padded, 1, sizeof padded);
            memcpy(padded, block, count - i);
            block = padded;
        }
        __m256i here[2], second[2], bracket[2], end[2];
        for (int k = 0; k < 2; k++) {
            here[k] = _mm256_loadu_si256((const __m256i *)(block + 32 * k));
            second[k] = _mm256_loadu_si256((const __m256i *)(block + 32 * k + 1));
            end[k] = _mm256_or_si256(is(here[k], '\n'), is(here[k], '\r'));
            nul = _mm256_or_si256(nul, is(here[k], 0));
            lone_cr = _mm256_or_si256(lone_cr, _mm256_andnot_si256(is(second[k], '\n'), is(here[k], '\r')));
            bracket[k] = is(here[k], '[');
        }
        const uint64_t high = mask64(here), bracketed = mask64(bracket), ends = mask64(end);
        if ((high | begun) == 0) {
            brackets |= bracketed;
            is_plain |= ends != 0;
            continue;
        }
        __m256i lead[2], halfwidth[2], hiragana[2], katakana[2], level1[2], level2[2], symbol[2];
        for (int k = 0; k < 2; k++) {
            // So that the leads 0x81…0x9F and 0xE0…0xFC are one range, 0xA1…0xDC.
            const __m256i first = _mm256_xor_si256(here[k], _mm256_set1_epi8(0x20));
            const __m256i is_trail = _mm256_andnot_si256(is(second[k], 0x7F), between(second[k], 0x40, 0xFC));
            const __m256i is_high = between(second[k], 0x9F, 0xFC);
            lead[k] = between(first, 0xA1, 0xDC);
            halfwidth[k] = between(here[k], 0xA1, 0xDF);
            hiragana[k] = _mm256_and_si256(is(here[k], 0x82), between(second[k], 0x9F, 0xF1));
            katakana[k] = _mm256_or_si256(
                _mm256_and_si256(_mm256_and_si256(is(here[k], 0x83), is_trail), between(second[k], 0x40, 0x96)),
                _mm256_and_si256(is(here[k], 0x81), is(second[k], 0x5B))
            );
            symbol[k] = _mm256_and_si256(
                is(here[k], 0x81), _mm256_or_si256(between(second[k], 0x40, 0x44), between(second[k], 0x69, 0x6A))
            );
            level1[k] = _mm256_or_si256(
                _mm256_and_si256(is_trail, between(first, 0xA9, 0xB7)),
                _mm256_or_si256(
                    _mm256_and_si256(is(here[k], 0x88), is_high),
                    _mm256_and_si256(is(here[k], 0x98), between(second[k], 0x40, 0x72))
                )
            );
            level2[k] = _mm256_or_si256(
                _mm256_and_si256(is_trail, between(first, 0xB9, 0xC9)), _mm256_and_si256(is(here[k], 0x98), is_high)
            );
        }
        const uint64_t row = mask64(lead) & ~begun;
        const uint64_t evens = row & ~(row + (row & ~(row << 1) & even));
        const uint64_t leads = (evens & even) | (row & ~evens & ~even);
        const uint64_t trails = leads << 1 | begun;
        const uint64_t ones = mask64(halfwidth) & ~trails;
        const uint64_t kana[] = {mask64(hiragana) & leads, mask64(katakana) & leads};
        const uint64_t kanji[] = {mask64(level1) & leads, mask64(level2) & leads};
        const uint64_t symbols = mask64(symbol) & leads;
        const uint64_t known = kana[0] | kana[1] | kanji[0] | kanji[1] | symbols;
        uint64_t rare = (leads & ~known) | (high & ~leads & ~trails & ~ones);
        if (rare) {
            const uint64_t before = few;
            room += (size_t)__builtin_popcountll(rare);
            for (; rare; rare &= rare - 1) {
                const uint8_t *pair = block + ctabular_lowest_bit(rare);
                const uint32_t what = ctabular_cp932_entries[((unsigned)pair[0] << 8 | pair[1]) - 0x8000] >> 24;
                if (what == 0) break;
                few += 1ULL << (what & 0x38);
            }
            if (rare) {
                few = before;
                break;
            }
            if (room > 255 - 64) {
                for (int kind = 0; kind < 8; kind++) kinds[kind] += few >> (kind * 8) & 0xFF;
                few = room = 0;
            }
        }
        kinds[kind_hiragana] += (size_t)__builtin_popcountll(kana[0]);
        kinds[kind_katakana] += (size_t)__builtin_popcountll(kana[1]);
        kinds[kind_halfwidth] += (size_t)__builtin_popcountll(ones);
        kinds[kind_level1] += (size_t)__builtin_popcountll(kanji[0]);
        kinds[kind_level2] += (size_t)__builtin_popcountll(kanji[1]);
        kinds[kind_symbol] += (size_t)__builtin_popcountll(symbols);
        brackets |= bracketed & ~trails;
        begun = leads >> 63;

        const __m256i above[] = {_mm256_slli_epi16(here[0], 1), _mm256_slli_epi16(here[1], 1)};
        unsigned long long carry;
        const uint64_t firsts = __builtin_addcll(~high & ~ends, ends << 1 | is_plain, 0, &carry) & high;
        strange |= firsts & mask64(above);
        is_plain = carry | ends >> 63;
    }
    for (int kind = 0; kind < 8; kind++) kinds[kind] += few >> (kind * 8) & 0xFF;
    ctabular_add_kinds(result, kinds);
    facts->nul = any(nul);
    facts->lone_cr = any(lone_cr);
    facts->bracket = brackets != 0;
    facts->utf8_line = strange != 0;
    return i < count ? i + begun : count;
}

#pragma clang attribute pop
#endif

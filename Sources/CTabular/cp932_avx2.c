// CP932 by bits, for processors with vectors of 32 bytes.
//
// Its lead bytes are also trail bytes, so that only counting from a byte that is neither tells them apart: in a row of
// such bytes every other one, beginning with the first, is a lead. A row that begins at an even place is found by adding its first
// bit to all of them, which carries through the row and leaves none of its bits. The kinds of characters that Japanese text is made
// of are ranges of two bytes, compared where they stand; the table is asked for the others, and says what is no character at all.
// The first byte of a line that is not ASCII is found by an addition too: the carry of the line's start runs through what is.
#if defined(__x86_64__)
#include "avx2.h"

// For 64 bytes, those that may lead a character, half-width katakana, and where a character of each of these kinds would begin.
typedef struct {
    uint64_t lead, halfwidth, hiragana, katakana, level1, level2, symbol;
} cp932_ranges;

// `second` are the bytes behind those of `here`.
static inline cp932_ranges ranges64(const __m256i here[2], const __m256i second[2]) {
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
    return (cp932_ranges){
        mask64(lead), mask64(halfwidth), mask64(hiragana), mask64(katakana), mask64(level1), mask64(level2), mask64(symbol),
    };
}

int ctabular_look_cp932_avx2(
    const uint8_t *bytes, size_t count, ctabular_text_facts *facts, ctabular_survey_result *result
) {
    const uint64_t even = 0x5555555555555555;
    __m256i nul = _mm256_setzero_si256(), lone_cr = nul;
    // How many rare ones there are of each kind, in bytes of one register; whether the block before has begun a character.
    uint64_t brackets = 0, few = 0, begun = 0;
    // Whether the line that goes on in a block was ASCII before it; whether one begins as UTF-8 does.
    unsigned long long is_plain = 1, strange = 0;
    size_t kinds[8] = {0}, room = 0;
    for (size_t i = 0; i < count; i += 64) {
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
        const cp932_ranges found = ranges64(here, second);
        const uint64_t row = found.lead & ~begun;
        const uint64_t evens = row & ~(row + (row & ~(row << 1) & even));
        const uint64_t leads = (evens & even) | (row & ~evens & ~even);
        const uint64_t trails = leads << 1 | begun;
        const uint64_t ones = found.halfwidth & ~trails;
        const uint64_t kana[] = {found.hiragana & leads, found.katakana & leads};
        const uint64_t kanji[] = {found.level1 & leads, found.level2 & leads};
        const uint64_t symbols = found.symbol & leads;
        const uint64_t known = kana[0] | kana[1] | kanji[0] | kanji[1] | symbols;
        uint64_t rare = (leads & ~known) | (high & ~leads & ~trails & ~ones);
        if (rare) {
            room += (size_t)__builtin_popcountll(rare);
            for (; rare; rare &= rare - 1) {
                const uint8_t *pair = block + ctabular_lowest_bit(rare);
                const uint32_t what = ctabular_cp932_entries[((unsigned)pair[0] << 8 | pair[1]) - 0x8000] >> 24;
                if (what == 0) return 0;
                few += 1ULL << (what & 0x38);
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
    memset(result, 0, sizeof *result);
    ctabular_add_kinds(result, kinds);
    facts->nul = any(nul);
    facts->lone_cr = any(lone_cr);
    facts->bracket = brackets != 0;
    facts->utf8_line = strange != 0;
    return 1;
}

#pragma clang attribute pop
#endif

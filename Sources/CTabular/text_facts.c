#include "CTabularFacts.h"

#include <string.h>

#include "CTabularText.h"

// Validation of UTF-8 sixteen bytes at a time by three table lookups on nibbles, after John Keiser and Daniel Lemire,
// "Validating UTF-8 In Less Than One Instruction Per Byte" (2021). Each table says which mistakes two bytes after one another
// may make; what all three agree on is one.

#if defined(__x86_64__)
#include <immintrin.h>
#define YDP_SHUFFLES 1

enum {
    too_short = 1 << 0,
    too_long = 1 << 1,
    overlong_3 = 1 << 2,
    too_large = 1 << 3,
    surrogate = 1 << 4,
    overlong_2 = 1 << 5,
    // No lead byte is in both.
    too_large_1000 = 1 << 6,
    overlong_4 = 1 << 6,
    two_trails = 1 << 7,
    carry = too_short | too_long | two_trails,
};

/// 1 where all `count` bytes are whole, well-formed characters.
__attribute__((target("ssse3"))) static int ctabular_is_utf8(const uint8_t *bytes, size_t count) {
    const __m128i first_high = _mm_setr_epi8(
        too_long, too_long, too_long, too_long, too_long, too_long, too_long, too_long, (char)two_trails,
        (char)two_trails, (char)two_trails, (char)two_trails, too_short | overlong_2, too_short,
        too_short | overlong_3 | surrogate, too_short | too_large | too_large_1000 | overlong_4);
    const __m128i first_low = _mm_setr_epi8(
        (char)(carry | overlong_3 | overlong_2 | overlong_4), (char)(carry | overlong_2), (char)carry, (char)carry,
        (char)(carry | too_large), (char)(carry | too_large | too_large_1000),
        (char)(carry | too_large | too_large_1000), (char)(carry | too_large | too_large_1000),
        (char)(carry | too_large | too_large_1000), (char)(carry | too_large | too_large_1000),
        (char)(carry | too_large | too_large_1000), (char)(carry | too_large | too_large_1000),
        (char)(carry | too_large | too_large_1000), (char)(carry | too_large | too_large_1000 | surrogate),
        (char)(carry | too_large | too_large_1000), (char)(carry | too_large | too_large_1000));
    const char trail = (char)(too_long | overlong_2 | two_trails);
    const __m128i second_high = _mm_setr_epi8(
        too_short, too_short, too_short, too_short, too_short, too_short, too_short, too_short,
        trail | overlong_3 | too_large_1000 | overlong_4, trail | overlong_3 | too_large, trail | surrogate | too_large,
        trail | surrogate | too_large, too_short, too_short, too_short, too_short);
    const __m128i nibble = _mm_set1_epi8(0x0F), high = _mm_set1_epi8((char)0x80);
    const __m128i third = _mm_set1_epi8(0xE0 - 0x80), fourth = _mm_set1_epi8(0xF0 - 0x80);
    __m128i before = _mm_setzero_si128(), error = _mm_setzero_si128();
    for (size_t i = 0; i <= count; i += 16) {
        __m128i here;
        if (i + 16 <= count) {
            here = _mm_loadu_si128((const __m128i *)(bytes + i));
        } else {
            // Zeros behind the end: a character that is cut off is too short.
            uint8_t padded[16] = {0};
            memcpy(padded, bytes + i, count - i);
            here = _mm_loadu_si128((const __m128i *)padded);
        }
        if (_mm_movemask_epi8(_mm_or_si128(here, before)) == 0) continue;
        const __m128i one = _mm_alignr_epi8(here, before, 15);
        const __m128i two = _mm_alignr_epi8(here, before, 14);
        const __m128i three = _mm_alignr_epi8(here, before, 13);
        const __m128i special = _mm_and_si128(
            _mm_and_si128(
                _mm_shuffle_epi8(first_high, _mm_and_si128(_mm_srli_epi16(one, 4), nibble)),
                _mm_shuffle_epi8(first_low, _mm_and_si128(one, nibble))),
            _mm_shuffle_epi8(second_high, _mm_and_si128(_mm_srli_epi16(here, 4), nibble)));
        const __m128i trails = _mm_and_si128(_mm_or_si128(_mm_subs_epu8(two, third), _mm_subs_epu8(three, fourth)), high);
        error = _mm_or_si128(error, _mm_xor_si128(trails, special));
        before = here;
    }
    return _mm_movemask_epi8(_mm_cmpeq_epi8(error, _mm_setzero_si128())) == 0xFFFF;
}
#endif

/// Length of the longest well-formed prefix of a block.
static size_t ctabular_block_prefix(const uint8_t *bytes, size_t count) {
#if YDP_SHUFFLES
    if (__builtin_cpu_supports("ssse3") && ctabular_is_utf8(bytes, count)) return count;
#endif
    return ctabular_utf8_prefix(bytes, count);
}

enum { block = 1 << 15 };

/// Notes what may be in the bytes from `here`, whatever their encoding. `next` is the byte behind them, or 0 at the end.
static void note_signs(const uint8_t *here, size_t size, uint8_t next, ctabular_text_facts *facts) {
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
        const size_t valid = ctabular_block_prefix(here, size);
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
    facts->nul = facts->bracket = facts->lone_cr = 0;
    size_t at = 0, valid = 0;
    while (at < count) {
        const size_t end = end_of_lines(bytes, count, at);
        const uint8_t *here = bytes + at;
        note_signs(here, end - at, end < count ? bytes[end] : 0, facts);
        if (valid == at) {
            ctabular_survey_result part;
            valid += ctabular_survey(ctabular_cp932, here, end - at, &part);
            result->hiragana += part.hiragana;
            result->katakana += part.katakana;
            result->halfwidth_katakana += part.halfwidth_katakana;
            result->kanji_level1 += part.kanji_level1;
            result->kanji_level2 += part.kanji_level2;
            result->symbols += part.symbols;
            result->private_use += part.private_use;
            result->other += part.other;
        }
        at = end;
    }
    return valid;
}

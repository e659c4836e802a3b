// The functions of CTabular that gain most from vectors of 32 bytes, compiled for processors that have them (dispatch.h).
#if defined(__x86_64__)
#include "avx2.h"

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

#pragma clang attribute pop
#endif

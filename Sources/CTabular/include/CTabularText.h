#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Length of the run of ASCII bytes at the start of `bytes`.
static inline size_t ctabular_ascii_prefix(const uint8_t *bytes, size_t count) {
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        if (word & 0x8080808080808080ULL) break;
    }
    while (i < count && bytes[i] < 0x80) i++;
    return i;
}

/// Whether all of `count` ≥ 1 bytes are ASCII: the words of a text that is not a multiple of them long overlap.
static inline int ctabular_is_ascii(const uint8_t *bytes, size_t count) {
    uint64_t word = 0, last = 0;
    if (count >= 8) {
        for (size_t i = 0; i + 8 < count; i += 8) {
            memcpy(&word, bytes + i, 8);
            last |= word;
        }
        memcpy(&word, bytes + count - 8, 8);
    } else if (count >= 4) {
        memcpy(&word, bytes, 4);
        memcpy(&last, bytes + count - 4, 4);
    } else {
        word = (uint64_t)bytes[0] | bytes[count / 2] | bytes[count - 1];
    }
    return ((word | last) & 0x8080808080808080ULL) == 0;
}

/// Length of the longest prefix that is well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates).
size_t ctabular_utf8_prefix(const uint8_t *bytes, size_t count);

/// The same, one character after the other.
static inline size_t ctabular_utf8_prefix_plain(const uint8_t *bytes, size_t count) {
    size_t i = 0;
    while (i < count) {
        const uint8_t lead = bytes[i];
        if (lead < 0x80) {
            i += ctabular_ascii_prefix(bytes + i, count - i);
            continue;
        }
        const size_t left = count - i;
        // Most of Japanese text: E1…EC, EE, EF with two trail bytes.
        if ((lead & 0xF0) == 0xE0) {
            if (left < 3 || (bytes[i + 1] & 0xC0) != 0x80 || (bytes[i + 2] & 0xC0) != 0x80) return i;
            if (lead == 0xE0 && bytes[i + 1] < 0xA0) return i;
            if (lead == 0xED && bytes[i + 1] > 0x9F) return i;
            i += 3;
        } else if (lead >= 0xC2 && lead <= 0xDF) {
            if (left < 2 || (bytes[i + 1] & 0xC0) != 0x80) return i;
            i += 2;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            if (left < 4 || (bytes[i + 1] & 0xC0) != 0x80 || (bytes[i + 2] & 0xC0) != 0x80
                || (bytes[i + 3] & 0xC0) != 0x80)
                return i;
            if (lead == 0xF0 && bytes[i + 1] < 0x90) return i;
            if (lead == 0xF4 && bytes[i + 1] > 0x8F) return i;
            i += 4;
        } else {
            return i;
        }
    }
    return i;
}

/// Line breaks in `bytes` as editors count them: every LF, and every CR that no LF follows. `next` is the byte behind.
static inline size_t ctabular_line_breaks(const uint8_t *bytes, size_t count, uint8_t next) {
    size_t breaks = 0, i = 0;
#if defined(__SSE2__)
    const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
    for (; i + 17 <= count; i += 16) {
        const __m128i here = _mm_loadu_si128((const __m128i *)(bytes + i));
        const unsigned feeds = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(here, lf));
        unsigned returns = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(here, cr));
        if (returns) returns &= ~(feeds >> 1 | (bytes[i + 16] == '\n' ? 0x8000u : 0));
        breaks += (size_t)__builtin_popcount(feeds) + (size_t)__builtin_popcount(returns);
    }
#endif
    for (; i < count; i++) {
        if (bytes[i] == '\n') breaks++;
        if (bytes[i] == '\r' && (i + 1 < count ? bytes[i + 1] : next) != '\n') breaks++;
    }
    return breaks;
}

/// Offset of the first CR or LF; `count` for none.
static inline size_t ctabular_line_length(const uint8_t *bytes, size_t count) {
    const uint8_t *feed = memchr(bytes, '\n', count);
    const size_t length = feed ? (size_t)(feed - bytes) : count;
    const uint8_t *carriage = memchr(bytes, '\r', length);
    return carriage ? (size_t)(carriage - bytes) : length;
}

/// Offset of the first place where `wanted` (`size` > 0 bytes) stands; `count` for none.
static inline size_t ctabular_find(const uint8_t *bytes, size_t count, const uint8_t *wanted, size_t size) {
    size_t i = 0;
    while (i + size <= count) {
        const uint8_t *found = memchr(bytes + i, wanted[0], count - i - size + 1);
        if (!found) return count;
        i = (size_t)(found - bytes);
        if (memcmp(found, wanted, size) == 0) return i;
        i++;
    }
    return count;
}

/// Offset of the first CR that no LF follows; `count` for none.
static inline size_t ctabular_lone_cr(const uint8_t *bytes, size_t count) {
    size_t i = 0;
    while (i < count) {
        const uint8_t *found = memchr(bytes + i, '\r', count - i);
        if (!found) return count;
        i = (size_t)(found - bytes);
        if (i + 1 == count || bytes[i + 1] != '\n') return i;
        i += 2;
    }
    return count;
}

#if defined(__SSE2__)
/// A bit for each of sixteen bytes that a JSON string may not simply contain.
static inline unsigned ctabular_json_specials(const uint8_t *bytes) {
    const __m128i here = _mm_loadu_si128((const __m128i *)bytes);
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(here, _mm_set1_epi8(0x1F)), here);
    const __m128i quote = _mm_cmpeq_epi8(here, _mm_set1_epi8('"')), backslash = _mm_cmpeq_epi8(here, _mm_set1_epi8('\\'));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, backslash), control));
}
#endif

/// Offset of the first byte that a JSON string may not simply contain (`"`, `\`, a control character); `count` for none.
static inline size_t ctabular_json_string_prefix(const uint8_t *bytes, size_t count) {
    size_t i = 0;
#if defined(__SSE2__)
    for (; i + 16 <= count; i += 16) {
        const unsigned mask = ctabular_json_specials(bytes + i);
        if (mask) return i + (size_t)__builtin_ctz(mask);
    }
    if (i < count && count >= 16) {
        // The last sixteen bytes, of which those before i were seen to be plain.
        const unsigned mask = ctabular_json_specials(bytes + count - 16);
        return mask ? count - 16 + (size_t)__builtin_ctz(mask) : count;
    }
#endif
    while (i < count && bytes[i] != '"' && bytes[i] != '\\' && bytes[i] >= 0x20) i++;
    return i;
}

/// Offset of the first byte for which a CSV field must be quoted (`"`, `,`, CR, LF; RFC 4180 §2.6); `count` for none.
static inline size_t ctabular_csv_plain_prefix(const uint8_t *bytes, size_t count) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), comma = _mm_set1_epi8(','), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
    for (; i + 16 <= count; i += 16) {
        const __m128i here = _mm_loadu_si128((const __m128i *)(bytes + i));
        const __m128i signs = _mm_or_si128(_mm_cmpeq_epi8(here, quote), _mm_cmpeq_epi8(here, comma));
        const __m128i breaks = _mm_or_si128(_mm_cmpeq_epi8(here, lf), _mm_cmpeq_epi8(here, cr));
        const unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(signs, breaks));
        if (mask) return i + (size_t)__builtin_ctz(mask);
    }
#endif
    while (i < count && bytes[i] != '"' && bytes[i] != ',' && bytes[i] != '\n' && bytes[i] != '\r') i++;
    return i;
}

/// 1 where `bytes` (1…3 of them) are the beginning of a well-formed UTF-8 sequence that is longer.
static inline int ctabular_is_utf8_start(const uint8_t *bytes, size_t count) {
    const uint8_t lead = bytes[0];
    const size_t size = lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    if (count >= size) return 0;
    for (size_t i = 1; i < count; i++) {
        if ((bytes[i] & 0xC0) != 0x80) return 0;
    }
    if (count == 1) return 1;
    return !((lead == 0xE0 && bytes[1] < 0xA0) || (lead == 0xED && bytes[1] > 0x9F) || (lead == 0xF0 && bytes[1] < 0x90)
        || (lead == 0xF4 && bytes[1] > 0x8F));
}

/// The double nearest to a decimal literal whose grammar was checked before (digits, at most one `.`, an exponent); infinite
/// where it is too large, or longer than a literal has reason to be. The process keeps the C locale, so `.` is the point.
static inline double ctabular_double(const uint8_t *bytes, size_t count) {
    char text[512];
    if (count >= sizeof text) return __builtin_inf();
    memcpy(text, bytes, count);
    text[count] = 0;
    return strtod(text, NULL);
}

#include "CTabularJapanese.h"
#include "CTabularText.h"
#include "dispatch.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// One character at a time: `next_…` returns the code point and the number of bytes it took, or 0 bytes for an error. Runs of
// ASCII are passed over many bytes at a time around it.

typedef struct {
    uint32_t scalar;
    uint32_t size;
} character;

static inline character next_cp932(const uint8_t *bytes, size_t count) {
    const uint8_t lead = bytes[0];
    if (lead <= 0x80) return (character){lead, 1};
    if (lead >= 0xA1 && lead <= 0xDF) return (character){0xFF61 - 0xA1 + lead, 1};
    if (lead == 0xA0 || lead > 0xFC || count < 2) return (character){0, 0};
    const uint8_t trail = bytes[1];
    if (trail < 0x40 || trail == 0x7F || trail > 0xFC) return (character){0, 0};
    const uint32_t pointer =
        (uint32_t)(lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188 + trail - (trail < 0x7F ? 0x40 : 0x41);
    if (pointer >= 8836 && pointer <= 10715) return (character){0xE000 - 8836 + pointer, 2};
    const uint32_t scalar = ctabular_jis0208[pointer];
    return (character){scalar, scalar ? 2 : 0};
}

static inline character next_euc_jp(const uint8_t *bytes, size_t count) {
    const uint8_t lead = bytes[0];
    if (lead < 0x80) return (character){lead, 1};
    if (count < 2) return (character){0, 0};
    const uint8_t second = bytes[1];
    if (lead == 0x8E) {
        if (second < 0xA1 || second > 0xDF) return (character){0, 0};
        return (character){0xFF61 - 0xA1 + second, 2};
    }
    if (lead == 0x8F) {
        if (count < 3 || second < 0xA1 || second > 0xFE || bytes[2] < 0xA1 || bytes[2] > 0xFE) return (character){0, 0};
        const uint32_t scalar = ctabular_jis0212[(second - 0xA1) * 94 + bytes[2] - 0xA1];
        return (character){scalar, scalar ? 3 : 0};
    }
    if (lead < 0xA1 || lead > 0xFE || second < 0xA1 || second > 0xFE) return (character){0, 0};
    const uint32_t scalar = ctabular_jis0208[(lead - 0xA1) * 94 + second - 0xA1];
    return (character){scalar, scalar ? 2 : 0};
}

static inline uint8_t *put(uint32_t scalar, uint8_t *target) {
    if (scalar < 0x80) {
        *target++ = (uint8_t)scalar;
    } else if (scalar < 0x800) {
        *target++ = (uint8_t)(0xC0 | scalar >> 6);
        *target++ = (uint8_t)(0x80 | (scalar & 0x3F));
    } else {
        *target++ = (uint8_t)(0xE0 | scalar >> 12);
        *target++ = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
        *target++ = (uint8_t)(0x80 | (scalar & 0x3F));
    }
    return target;
}

static inline int is_ascii8(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    return (word & 0x8080808080808080ULL) == 0;
}

// CP932, the encoding of half of all files, is decoded by one look at a table for every character that does not begin with an
// ASCII byte: from its two bytes to the UTF-8 bytes (the low three) and, in the high byte, what it is:
// bits 0-1 the length of the UTF-8, bit 2 whether two bytes were read, bits 3-6 the kind (dispatch.h). 0 is no character.
// Single bytes (half-width katakana, 0x80) have an entry for every second byte.

uint32_t ctabular_cp932_entries[0x8000];

static inline unsigned kind_of(uint32_t scalar, int is_level1) {
    if (scalar >= 0x4E00 && scalar <= 0x9FFF) return is_level1 ? kind_level1 : kind_level2;
    if (scalar >= 0x3041 && scalar <= 0x309F) return kind_hiragana;
    if (scalar >= 0x30A0 && scalar <= 0x30FF) return kind_katakana;
    if (scalar >= 0xFF61 && scalar <= 0xFF9F) return kind_halfwidth;
    if (scalar >= 0xE000 && scalar <= 0xF8FF) return kind_private;
    if ((scalar >= 0x3000 && scalar <= 0x303F) || (scalar >= 0xFF00 && scalar <= 0xFF60)) return kind_symbol;
    return kind_other;
}

// JIS X 0208: rows 16…47 are level 1, ordinary kanji; rows 48…84 are level 2.
static inline int is_level1_cp932(const uint8_t *bytes) { return bytes[0] < 0x98 || (bytes[0] == 0x98 && bytes[1] < 0x9F); }

// Made when the program starts: 32,768 entries, some tens of microseconds, and nothing to be checked at every call.
__attribute__((constructor)) static void make_cp932_entries(void) {
    for (unsigned code = 0x8000; code <= 0xFFFF; code++) {
        const uint8_t bytes[2] = {(uint8_t)(code >> 8), (uint8_t)code};
        const character next = next_cp932(bytes, 2);
        if (next.size == 0) continue;
        uint8_t units[3] = {0, 0, 0};
        const unsigned length = (unsigned)(put(next.scalar, units) - units);
        const unsigned kind = kind_of(next.scalar, is_level1_cp932(bytes));
        ctabular_cp932_entries[code - 0x8000] = (uint32_t)units[0] | (uint32_t)units[1] << 8 | (uint32_t)units[2] << 16
            | (length | (next.size == 2 ? 4u : 0u) | kind << 3) << 24;
    }
}

static inline uint32_t cp932_entry(const uint8_t *bytes) {
    return ctabular_cp932_entries[((unsigned)bytes[0] << 8 | bytes[1]) - 0x8000];
}

// The target has room for three bytes per byte of source, so a store of 16 bytes while 16 bytes of source are left, or of four
// while two are, never passes its end.
static size_t decode_cp932(const uint8_t *bytes, size_t count, uint8_t *target, size_t *written) {
    uint8_t *out = target;
    size_t i = 0;
    while (i < count) {
        while (i + 1 < count && bytes[i] >= 0x80) {
            const uint32_t entry = cp932_entry(bytes + i);
            memcpy(out, &entry, 4);
            if (__builtin_expect((entry >> 24 & 7) == 7, 1)) {
                out += 3;
                i += 2;
            } else if (entry != 0) {
                out += entry >> 24 & 3;
                i += entry >> 26 & 1 ? 2 : 1;
            } else {
                goto end;
            }
        }
#if defined(__SSE2__)
        if (i + 16 <= count) {
            const __m128i here = _mm_loadu_si128((const __m128i *)(bytes + i));
            _mm_storeu_si128((__m128i *)out, here);
            const unsigned mask = (unsigned)_mm_movemask_epi8(here);
            const size_t run = mask ? (size_t)__builtin_ctz(mask) : 16;
            out += run;
            i += run;
            continue;
        }
#else
        if (i + 8 <= count && is_ascii8(bytes + i)) {
            memcpy(out, bytes + i, 8);
            out += 8;
            i += 8;
            continue;
        }
#endif
        if (i >= count) break;
        const character next = next_cp932(bytes + i, count - i);
        if (next.size == 0) break;
        out = put(next.scalar, out);
        i += next.size;
    }
end:
    *written = (size_t)(out - target);
    return i;
}

static size_t decode_euc_jp(const uint8_t *bytes, size_t count, uint8_t *target, size_t *written) {
    uint8_t *out = target;
    size_t i = 0;
    while (i < count) {
        if (bytes[i] < 0x80) {
            if (i + 8 <= count && is_ascii8(bytes + i)) {
                memcpy(out, bytes + i, 8);
                out += 8;
                i += 8;
            } else {
                *out++ = bytes[i++];
            }
            continue;
        }
        const character next = next_euc_jp(bytes + i, count - i);
        if (next.size == 0) break;
        out = put(next.scalar, out);
        i += next.size;
    }
    *written = (size_t)(out - target);
    return i;
}

size_t ctabular_decode(int encoding, const uint8_t *bytes, size_t count, uint8_t *target, size_t *written) {
    return encoding == ctabular_cp932 ? decode_cp932(bytes, count, target, written)
                                      : decode_euc_jp(bytes, count, target, written);
}

// The kinds are counted in the eight bytes of one register, which is emptied before a byte can be full: counters in memory
// would wait for one another.
static size_t survey_cp932(const uint8_t *bytes, size_t count, ctabular_survey_result *result) {
    size_t kinds[8] = {0};
    uint64_t counts = 0;
    unsigned room = 255;
    size_t i = 0;
    int is_open = 1;
    while (is_open && i < count) {
        while (i + 1 < count && bytes[i] >= 0x80) {
            const unsigned what = cp932_entry(bytes + i) >> 24;
            if (__builtin_expect((what & 4) == 0, 0)) {
                if (what == 0) {
                    is_open = 0;
                    break;
                }
                i--;
            }
            i += 2;
            counts += 1ULL << (what & 0x38);
            if (--room == 0) {
                for (unsigned kind = 0; kind < 8; kind++) kinds[kind] += counts >> (kind * 8) & 0xFF;
                counts = 0;
                room = 255;
            }
        }
        if (!is_open) break;
#if defined(__SSE2__)
        if (i + 16 <= count) {
            const unsigned mask = (unsigned)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(bytes + i)));
            i += mask ? (size_t)__builtin_ctz(mask) : 16;
            continue;
        }
#else
        if (i + 8 <= count && is_ascii8(bytes + i)) {
            i += 8;
            continue;
        }
#endif
        if (i >= count) break;
        const character next = next_cp932(bytes + i, count - i);
        if (next.size == 0) break;
        if (next.scalar >= 0x80) kinds[kind_of(next.scalar, 0)]++;
        i += next.size;
    }
    for (unsigned kind = 0; kind < 8; kind++) kinds[kind] += counts >> (kind * 8) & 0xFF;
    ctabular_add_kinds(result, kinds);
    return i;
}

size_t ctabular_cp932_private_use(const uint8_t *bytes, size_t count) {
    size_t i = 0;
    while (i < count) {
        i += ctabular_ascii_prefix(bytes + i, count - i);
        if (i + 1 >= count) break;
        // 0xF0…0xF9 lead the user-defined area and nothing else.
        if (bytes[i] >= 0xF0 && bytes[i] <= 0xF9) return i;
        i += next_cp932(bytes + i, count - i).size == 1 ? 1 : 2;
    }
    return count;
}

static size_t survey_euc_jp(const uint8_t *bytes, size_t count, ctabular_survey_result *result) {
    size_t kinds[8] = {0};
    size_t i = 0;
    while (i < count) {
        if (bytes[i] < 0x80) {
            i += i + 8 <= count && is_ascii8(bytes + i) ? 8 : 1;
            continue;
        }
        const character next = next_euc_jp(bytes + i, count - i);
        if (next.size == 0) break;
        kinds[kind_of(next.scalar, bytes[i] != 0x8F && bytes[i] < 0xD0)]++;
        i += next.size;
    }
    ctabular_add_kinds(result, kinds);
    return i;
}

size_t ctabular_survey(int encoding, const uint8_t *bytes, size_t count, ctabular_survey_result *result) {
    memset(result, 0, sizeof *result);
    return ctabular_survey_more(encoding, bytes, count, result);
}

size_t ctabular_survey_more(int encoding, const uint8_t *bytes, size_t count, ctabular_survey_result *result) {
    return encoding == ctabular_cp932 ? survey_cp932(bytes, count, result) : survey_euc_jp(bytes, count, result);
}

size_t ctabular_decode_iso2022jp(const uint8_t *bytes, size_t count, uint8_t *target, size_t *written) {
    enum { ascii, roman, katakana, jis0208 } state = ascii;
    uint8_t *out = target;
    size_t i = 0;
    while (i < count) {
        const uint8_t byte = bytes[i];
        if (byte == 0x1B) {
            if (i + 3 > count) break;
            const uint8_t first = bytes[i + 1], second = bytes[i + 2];
            if (first == '(' && second == 'B') state = ascii;
            else if (first == '(' && second == 'J') state = roman;
            else if (first == '(' && second == 'I') state = katakana;
            else if (first == '$' && (second == '@' || second == 'B')) state = jis0208;
            else break;
            i += 3;
            continue;
        }
        if (byte >= 0x80 || byte == 0x0E || byte == 0x0F) break;
        // A line break means itself in every state; mail and files of the time also return to ASCII before it.
        if (state == ascii || byte < 0x21) {
            *out++ = byte;
            i++;
        } else if (state == roman) {
            out = put(byte == 0x5C ? 0x00A5 : byte == 0x7E ? 0x203E : byte, out);
            i++;
        } else if (state == katakana) {
            if (byte > 0x5F) break;
            out = put(0xFF61 - 0x21 + byte, out);
            i++;
        } else {
            if (i + 2 > count || byte > 0x7E || bytes[i + 1] < 0x21 || bytes[i + 1] > 0x7E) break;
            const uint32_t scalar = ctabular_jis0208[(byte - 0x21) * 94 + bytes[i + 1] - 0x21];
            if (!scalar) break;
            out = put(scalar, out);
            i += 2;
        }
    }
    *written = (size_t)(out - target);
    return i;
}

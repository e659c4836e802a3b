#include "CTabularJapanese.h"

#include <string.h>

// One character at a time: `next_…` returns the code point and the number of bytes it took, or 0 bytes for an error. ASCII
// runs are copied eight bytes at a time around it.

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

// Inlined once for each encoding, so that the choice is not made again for every character. Four bytes are stored at a time and
// only those that count are kept: the target has room for three bytes per byte, so the store never passes its end before the
// last two characters, which are written one byte at a time.
static inline __attribute__((always_inline)) size_t decode(
    character (*next_character)(const uint8_t *, size_t), const uint8_t *bytes, size_t count, uint8_t *target, size_t *written
) {
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
        const character next = next_character(bytes + i, count - i);
        if (next.size == 0) break;
        if (next.scalar >= 0x800 && i + 2 < count) {
            const uint32_t unit = 0x8080E0 | next.scalar >> 12 | (next.scalar >> 6 & 0x3F) << 8 | (next.scalar & 0x3F) << 16;
            const uint8_t units[4] = {(uint8_t)unit, (uint8_t)(unit >> 8), (uint8_t)(unit >> 16), 0};
            memcpy(out, units, 4);
            out += 3;
        } else {
            out = put(next.scalar, out);
        }
        i += next.size;
    }
    *written = (size_t)(out - target);
    return i;
}

size_t ctabular_decode(int encoding, const uint8_t *bytes, size_t count, uint8_t *target, size_t *written) {
    return encoding == ctabular_cp932 ? decode(next_cp932, bytes, count, target, written)
                                      : decode(next_euc_jp, bytes, count, target, written);
}

static inline void count_kind(uint32_t scalar, size_t offset, ctabular_survey_result *result) {
    if (scalar >= 0x3041 && scalar <= 0x309F) result->hiragana++;
    else if (scalar >= 0x30A0 && scalar <= 0x30FF) result->katakana++;
    else if (scalar >= 0xFF61 && scalar <= 0xFF9F) result->halfwidth_katakana++;
    else if (scalar >= 0xE000 && scalar <= 0xF8FF) {
        if (result->private_use++ == 0) result->first_private_use = offset;
    } else if ((scalar >= 0x3000 && scalar <= 0x303F) || (scalar >= 0xFF00 && scalar <= 0xFF60)) result->symbols++;
    else result->other++;
}

static inline __attribute__((always_inline)) size_t survey(
    const int encoding, character (*next_character)(const uint8_t *, size_t), const uint8_t *bytes, size_t count, ctabular_survey_result *result
) {
    memset(result, 0, sizeof *result);
    size_t i = 0;
    while (i < count) {
        if (bytes[i] < 0x80) {
            const size_t step = i + 8 <= count && is_ascii8(bytes + i) ? 8 : 1;
            result->ascii += step;
            i += step;
            continue;
        }
        const character next = next_character(bytes + i, count - i);
        if (next.size == 0) break;
        if (next.scalar >= 0x4E00 && next.scalar <= 0x9FFF) {
            // JIS X 0208: rows 16…47 are level 1, ordinary kanji; rows 48…84 are level 2.
            const int level1 = encoding == ctabular_cp932 ? bytes[i] < 0x98 || (bytes[i] == 0x98 && bytes[i + 1] < 0x9F)
                                                          : bytes[i] < 0xD0;
            if (level1) result->kanji_level1++;
            else result->kanji_level2++;
        } else {
            count_kind(next.scalar, i, result);
        }
        i += next.size;
    }
    return i;
}

size_t ctabular_survey(int encoding, const uint8_t *bytes, size_t count, ctabular_survey_result *result) {
    return encoding == ctabular_cp932 ? survey(ctabular_cp932, next_cp932, bytes, count, result)
                                      : survey(ctabular_euc_jp, next_euc_jp, bytes, count, result);
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

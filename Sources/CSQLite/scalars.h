// UTF-8 decoding and the classes of scalars that the tokenizer tells apart.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Reads the scalar at `text[0]`, sets `*length` to its bytes. A byte that starts no whole, shortest-form scalar gives
/// 0xFFFFFFFF with length 1, so a caller always moves on.
static inline uint32_t ydp_scalar(const unsigned char *text, size_t count, size_t *length) {
    uint32_t first = text[0];
    *length = 1;
    if (first < 0x80) return first;
    if (first >= 0xC2 && first < 0xE0 && count >= 2 && (text[1] & 0xC0) == 0x80) {
        *length = 2;
        return (first & 0x1F) << 6 | (text[1] & 0x3F);
    }
    if ((first & 0xF0) == 0xE0 && count >= 3 && (text[1] & 0xC0) == 0x80 && (text[2] & 0xC0) == 0x80) {
        uint32_t scalar = (first & 0x0F) << 12 | (uint32_t)(text[1] & 0x3F) << 6 | (text[2] & 0x3F);
        if (scalar < 0x800 || (scalar >= 0xD800 && scalar < 0xE000)) return 0xFFFFFFFF;
        *length = 3;
        return scalar;
    }
    if (first >= 0xF0 && first < 0xF5 && count >= 4 && (text[1] & 0xC0) == 0x80 && (text[2] & 0xC0) == 0x80
        && (text[3] & 0xC0) == 0x80) {
        uint32_t scalar = (first & 0x07) << 18 | (uint32_t)(text[1] & 0x3F) << 12 | (uint32_t)(text[2] & 0x3F) << 6
            | (text[3] & 0x3F);
        if (scalar < 0x10000 || scalar > 0x10FFFF) return 0xFFFFFFFF;
        *length = 4;
        return scalar;
    }
    return 0xFFFFFFFF;
}

enum ydp_scalar_class {
    /// Ends whatever token is open: blanks, punctuation, symbols, damaged bytes.
    ydp_separator,
    /// Part of a word that is written with spaces around it: one token for the whole run.
    ydp_word,
    /// Part of a run written without spaces: Han, kana, Hangul, private-use characters (外字). Indexed by pairs.
    ydp_ideograph,
    /// Changes nothing about what is searched: variation selectors, joiners, soft hyphen.
    ydp_ignorable,
};

struct ydp_scalar_range {
    uint32_t first, last;
    unsigned char class;
};

/// Classes above ASCII, in order; what is in no range is a word character (an alphabet that is not listed).
/// Blocks of the Unicode Standard, chapters 6 (punctuation), 18 (East Asia), 22 (symbols), 23 (special areas).
static const struct ydp_scalar_range ydp_scalar_ranges[] = {
    {0x0080, 0x00A9, ydp_separator},   {0x00AB, 0x00AC, ydp_separator},   {0x00AD, 0x00AD, ydp_ignorable},
    {0x00AE, 0x00B4, ydp_separator},   {0x00B6, 0x00B9, ydp_separator},   {0x00BB, 0x00BF, ydp_separator},
    {0x00D7, 0x00D7, ydp_separator},   {0x00F7, 0x00F7, ydp_separator},   {0x2000, 0x200A, ydp_separator},
    {0x200B, 0x200F, ydp_ignorable},   {0x2010, 0x2029, ydp_separator},   {0x202A, 0x202E, ydp_ignorable},
    {0x202F, 0x205F, ydp_separator},   {0x2060, 0x206F, ydp_ignorable},   {0x2070, 0x2BFF, ydp_separator},
    {0x2E00, 0x2E7F, ydp_separator},   {0x2E80, 0x2FDF, ydp_ideograph},   {0x2FE0, 0x3004, ydp_separator},
    {0x3005, 0x3007, ydp_ideograph},   {0x3008, 0x3020, ydp_separator},   {0x3021, 0x3029, ydp_ideograph},
    {0x302A, 0x3030, ydp_separator},   {0x3031, 0x3035, ydp_ideograph},   {0x3036, 0x303A, ydp_separator},
    {0x303B, 0x303C, ydp_ideograph},   {0x303D, 0x3040, ydp_separator},   {0x3041, 0x309A, ydp_ideograph},
    {0x309B, 0x309C, ydp_separator},   {0x309D, 0x309F, ydp_ideograph},   {0x30A0, 0x30A0, ydp_separator},
    {0x30A1, 0x30FA, ydp_ideograph},   {0x30FB, 0x30FB, ydp_separator},   {0x30FC, 0x318F, ydp_ideograph},
    {0x3190, 0x319F, ydp_separator},   {0x31A0, 0x31BF, ydp_ideograph},   {0x31C0, 0x31EF, ydp_separator},
    {0x31F0, 0x31FF, ydp_ideograph},   {0x3200, 0x33FF, ydp_separator},   {0x3400, 0x4DBF, ydp_ideograph},
    {0x4DC0, 0x4DFF, ydp_separator},   {0x4E00, 0x9FFF, ydp_ideograph},   {0xAC00, 0xD7FF, ydp_ideograph},
    {0xE000, 0xFAFF, ydp_ideograph},   {0xFE00, 0xFE0F, ydp_ignorable},   {0xFE10, 0xFE6F, ydp_separator},
    {0xFEFF, 0xFEFF, ydp_ignorable},   {0xFF00, 0xFF0F, ydp_separator},   {0xFF1A, 0xFF20, ydp_separator},
    {0xFF3B, 0xFF40, ydp_separator},   {0xFF5B, 0xFF65, ydp_separator},   {0xFF66, 0xFFDC, ydp_ideograph},
    {0xFFE0, 0xFFFF, ydp_separator},   {0x1AFF0, 0x1B16F, ydp_ideograph}, {0x1F000, 0x1FBEF, ydp_separator},
    {0x20000, 0x3FFFF, ydp_ideograph}, {0xE0000, 0xE0FFF, ydp_ignorable}, {0xF0000, 0x10FFFF, ydp_ideograph},
    {0x110000, 0xFFFFFFFF, ydp_separator},
};

static inline enum ydp_scalar_class ydp_class(uint32_t scalar) {
    if (scalar < 0x80) {
        int is_word = (scalar >= '0' && scalar <= '9') || ((scalar | 0x20) >= 'a' && (scalar | 0x20) <= 'z');
        return is_word ? ydp_word : ydp_separator;
    }
    size_t low = 0, high = sizeof ydp_scalar_ranges / sizeof *ydp_scalar_ranges;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (ydp_scalar_ranges[middle].last < scalar) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == sizeof ydp_scalar_ranges / sizeof *ydp_scalar_ranges) return ydp_word;
    return ydp_scalar_ranges[low].first <= scalar ? (enum ydp_scalar_class)ydp_scalar_ranges[low].class : ydp_word;
}

// Folding of width, case and kana for the text that Japanese tables are made of, byte to byte and without tables of
// Unicode: ASCII and full-width letters become lower-case ASCII, half-width kana full-width, hiragana katakana. It is
// exactly what `SearchText.fold` does by way of NFKC (Unicode Annex 15) before it trims; scalars for which that is not
// certain (accents, ligatures, compatibility characters, separate voicing marks) are refused, and Swift folds those
// texts.
#define _GNU_SOURCE
#include <string.h>

#include "CSQLite.h"
#include "scalars.h"

/// U+FF61 … U+FF9D as their full-width forms (Unicode chart FF00, column "compatibility").
static const uint16_t ydp_full_width[] = {
    0x3002, 0x300C, 0x300D, 0x3001, 0x30FB, 0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30E3, 0x30E5, 0x30E7,
    0x30C3, 0x30FC, 0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA, 0x30AB, 0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5, 0x30B7,
    0x30B9, 0x30BB, 0x30BD, 0x30BF, 0x30C1, 0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF,
    0x30D2, 0x30D5, 0x30D8, 0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6, 0x30E8, 0x30E9, 0x30EA,
    0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3,
};

/// The voiced form of a katakana, 0 when it has none.
static uint32_t ydp_voiced(uint32_t kana) {
    if (kana == 0x30A6) return 0x30F4;
    if (kana == 0x30EF) return 0x30F7;
    if (kana == 0x30F2) return 0x30FA;
    int voices = (kana >= 0x30AB && kana <= 0x30C1 && kana % 2 == 1)
        || (kana >= 0x30C4 && kana <= 0x30C8 && kana % 2 == 0)
        || (kana >= 0x30CF && kana <= 0x30DB && kana % 3 == 0);
    return voices ? kana + 1 : 0;
}

static uint32_t ydp_semivoiced(uint32_t kana) {
    return kana >= 0x30CF && kana <= 0x30DB && kana % 3 == 0 ? kana + 2 : 0;
}

/// Scalars above ASCII that NFKC and lower-casing leave alone, whatever stands beside them.
static int ydp_stays(uint32_t scalar) {
    return (scalar >= 0x4E00 && scalar <= 0x9FFF) || (scalar >= 0x30A0 && scalar <= 0x30FE)
        || (scalar >= 0x3001 && scalar <= 0x3029) || scalar == 0x3030 || (scalar >= 0x3400 && scalar <= 0x4DBF)
        || (scalar >= 0x31F0 && scalar <= 0x31FF) || (scalar >= 0x25A0 && scalar <= 0x26FF) || scalar == 0x2010
        || (scalar >= 0x2012 && scalar <= 0x2016) || (scalar >= 0x2018 && scalar <= 0x2022) || scalar == 0x00D7
        || (scalar >= 0x2190 && scalar <= 0x2193) || scalar == 0x203B || scalar == 0x2212
        || (scalar >= 0x20000 && scalar <= 0x2A6DF) || (scalar >= 0x2A700 && scalar <= 0x2EBE0);
}

static unsigned char *ydp_put_kana(uint32_t scalar, unsigned char *output) {
    output[0] = (unsigned char)(0xE0 | scalar >> 12);
    output[1] = (unsigned char)(0x80 | (scalar >> 6 & 0x3F));
    output[2] = (unsigned char)(0x80 | (scalar & 0x3F));
    return output + 3;
}

long ydp_fold(const unsigned char *text, size_t count, unsigned char *output) {
    unsigned char *start = output;
    size_t at = 0, length;
    while (at < count) {
        unsigned char byte = text[at];
        if (byte < 0x80) {
            *output++ = byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
            at += 1;
            continue;
        }
        uint32_t scalar = ydp_scalar(text + at, count - at, &length);
        if (ydp_stays(scalar)) {
            memcpy(output, text + at, length);
            output += length;
        } else if ((scalar >= 0x3041 && scalar <= 0x3096) || scalar == 0x309D || scalar == 0x309E) {
            output = ydp_put_kana(scalar + 0x60, output);
        } else if (scalar >= 0xFF01 && scalar <= 0xFF5E) {
            unsigned char narrow = (unsigned char)(scalar - 0xFEE0);
            *output++ = narrow >= 'A' && narrow <= 'Z' ? narrow | 0x20 : narrow;
        } else if (scalar == 0x3000) {
            *output++ = ' ';
        } else if (scalar >= 0xFF61 && scalar <= 0xFF9D) {
            uint32_t kana = ydp_full_width[scalar - 0xFF61], marked = 0;
            size_t next = 0;
            uint32_t mark = at + 3 < count ? ydp_scalar(text + at + 3, count - at - 3, &next) : 0;
            if (mark == 0xFF9E) marked = ydp_voiced(kana);
            if (mark == 0xFF9F) marked = ydp_semivoiced(kana);
            output = ydp_put_kana(marked ? marked : kana, output);
            if (marked) length += next;
        } else {
            return -1;
        }
        at += length;
    }
    return output - start;
}

int ydp_match_folded(
    const unsigned char *text, size_t count, const unsigned char *needle, size_t needle_count, int how) {
    if (needle_count == 0) return 1;
    if (needle_count > count) return 0;
    switch (how) {
    case YDP_STARTS_WITH:
        return memcmp(text, needle, needle_count) == 0;
    case YDP_ENDS_WITH:
        return memcmp(text + count - needle_count, needle, needle_count) == 0;
    default:
        return memmem(text, count, needle, needle_count) != NULL;
    }
}

int ydp_is_ideographic(const unsigned char *text, size_t count) {
    size_t length;
    return count > 0 && ydp_class(ydp_scalar(text, count, &length)) == ydp_ideograph;
}

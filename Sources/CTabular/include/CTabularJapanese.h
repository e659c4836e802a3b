#pragma once
#include <stddef.h>
#include <stdint.h>

// Decoders of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/, "Legacy multi-byte Japanese encodings"), from
// its own indexes: exact, and strict: what the standard has no character for is an error here, never U+FFFD.

/// Index jis0208: code point by pointer, 0 where there is none.
extern const uint16_t ctabular_jis0208[11280];
/// Index jis0212.
extern const uint16_t ctabular_jis0212[8836];

/// The code point at a pointer of index jis0208 below 11280; 0 where there is none. Swift cannot import an array so large.
static inline uint16_t ctabular_jis0208_at(size_t pointer) { return ctabular_jis0208[pointer]; }

enum { ctabular_cp932 = 1, ctabular_euc_jp = 2 };

/// What kind of characters a text holds, to judge how plausible a decoding is.
typedef struct {
    size_t hiragana, katakana, halfwidth_katakana, kanji_level1, kanji_level2, symbols, private_use, other;
} ctabular_survey_result;

/// Decodes `count` bytes into UTF-8 at `target`, which has room for 3 × `count` bytes. Returns how many bytes were read: all,
/// or those before the first that has no character. `*written` is set to the number of bytes written.
size_t ctabular_decode(int encoding, const uint8_t *bytes, size_t count, uint8_t *target, size_t *written);

/// Reads as ``ctabular_decode`` does without writing, and counts kinds of characters.
size_t ctabular_survey(int encoding, const uint8_t *bytes, size_t count, ctabular_survey_result *result);

/// Offset of the first character of the user-defined area (外字) in valid CP932; `count` for none.
size_t ctabular_cp932_private_use(const uint8_t *bytes, size_t count);

/// Decodes ISO-2022-JP into UTF-8 at `target`, which has room for 3 × `count` bytes; otherwise as ``ctabular_decode``.
size_t ctabular_decode_iso2022jp(const uint8_t *bytes, size_t count, uint8_t *target, size_t *written);

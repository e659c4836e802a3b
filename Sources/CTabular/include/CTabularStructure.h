#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(CTABULAR_AVX2)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// The structure of delimited text, 64 bytes at a time.
//
// The idea: four bit masks say where a block's quotes, delimiters, LFs and CRs are. In text that follows RFC 4180 a byte is
// inside quotes exactly when an odd number of quotes came before it, so the prefix-xor of the quote mask is the mask of
// quoted bytes, and what is left of the other masks is structure, without a branch per byte. Real files break the RFC: a
// quote may stand inside an unquoted field (34°03'07.7"N). Two mask comparisons notice any quote that does not open a field,
// close one, or double another, and such a block is walked byte by byte instead. Both ways leave the same state, so blocks
// of either kind can follow each other.
//
// Invariants: the trail bytes of CP932 and EUC-JP are never a quote, comma, TAB, semicolon, LF or CR, so raw bytes of these
// encodings may be scanned; `|` may be a trail byte of CP932 and may not be the delimiter there.

/// Where the scanner is between two bytes.
enum {
    ctabular_field_start = 0,
    ctabular_unquoted = 1,
    ctabular_quoted = 2,
    /// Behind a quote that closes a field, or is the first of two that mean one.
    ctabular_after_quote = 3,
};

typedef struct {
    uint8_t delimiter;
    /// 1 where a CR that no LF follows ends a record, 0 where it is data.
    uint8_t lone_cr_ends;
    /// One of the states above; start with `ctabular_field_start`.
    uint8_t state;
    /// Set to 1 when a quote was seen inside an unquoted field; start with 0.
    uint8_t inner_quote;
} ctabular_scanner;

typedef struct {
    uint64_t quote, delimiter, lf, cr;
} ctabular_masks;

/// Number of the lowest bit that is set; any number for 0.
static inline uint64_t ctabular_lowest_bit(uint64_t bits) {
#if defined(CTABULAR_AVX2)
    return _tzcnt_u64(bits);
#else
    return (uint64_t)__builtin_ctzll(bits | 1ULL << 63);
#endif
}

#if defined(CTABULAR_AVX2)
static inline uint64_t ctabular_equal64(const __m256i block[2], uint8_t byte) {
    const __m256i wanted = _mm256_set1_epi8((char)byte);
    const uint64_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block[0], wanted));
    const uint64_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block[1], wanted));
    return low | high << 32;
}
#elif defined(__SSE2__)
static inline uint64_t ctabular_equal64(const __m128i block[4], uint8_t byte) {
    const __m128i wanted = _mm_set1_epi8((char)byte);
    const uint64_t a = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block[0], wanted));
    const uint64_t b = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block[1], wanted));
    const uint64_t c = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block[2], wanted));
    const uint64_t d = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block[3], wanted));
    return a | b << 16 | c << 32 | d << 48;
}
#elif defined(__aarch64__)
static inline uint64_t ctabular_equal64(const uint8x16_t block[4], uint8_t byte) {
    const uint8x16_t wanted = vdupq_n_u8(byte);
    const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t a = vandq_u8(vceqq_u8(block[0], wanted), weights);
    const uint8x16_t b = vandq_u8(vceqq_u8(block[1], wanted), weights);
    const uint8x16_t c = vandq_u8(vceqq_u8(block[2], wanted), weights);
    const uint8x16_t d = vandq_u8(vceqq_u8(block[3], wanted), weights);
    const uint8x16_t sums = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)), 0);
}
#else
static inline uint64_t ctabular_equal64(const uint8_t *block, uint8_t byte) {
    uint64_t mask = 0;
    for (int i = 0; i < 64; i++) mask |= (uint64_t)(block[i] == byte) << i;
    return mask;
}
#endif

/// The masks of the 64 bytes at `bytes`; bit i stands for byte i.
static inline ctabular_masks ctabular_scan64(const uint8_t *bytes, uint8_t delimiter) {
#if defined(CTABULAR_AVX2)
    const __m256i block[2] = {
        _mm256_loadu_si256((const __m256i *)bytes),
        _mm256_loadu_si256((const __m256i *)(bytes + 32)),
    };
#elif defined(__SSE2__)
    const __m128i block[4] = {
        _mm_loadu_si128((const __m128i *)bytes),
        _mm_loadu_si128((const __m128i *)(bytes + 16)),
        _mm_loadu_si128((const __m128i *)(bytes + 32)),
        _mm_loadu_si128((const __m128i *)(bytes + 48)),
    };
#elif defined(__aarch64__)
    const uint8x16_t block[4] = {vld1q_u8(bytes), vld1q_u8(bytes + 16), vld1q_u8(bytes + 32), vld1q_u8(bytes + 48)};
#else
    const uint8_t *block = bytes;
#endif
    return (ctabular_masks){
        .quote = ctabular_equal64(block, '"'),
        .delimiter = ctabular_equal64(block, delimiter),
        .lf = ctabular_equal64(block, '\n'),
        .cr = ctabular_equal64(block, '\r'),
    };
}

/// Bit i of the answer is the parity of bits 0…i.
static inline uint64_t ctabular_prefix_xor(uint64_t bits) {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^= bits << 32;
    return bits;
}

/// Byte by byte: the structural bytes of a block whose quotes break the RFC. `cr_ends` has a bit for every CR that may end a
/// record.
static inline uint64_t ctabular_walk(
    ctabular_scanner *scanner, const uint8_t *bytes, size_t count, uint64_t cr_ends
) {
    uint64_t structural = 0;
    uint8_t state = scanner->state;
    for (size_t i = 0; i < count; i++) {
        const uint8_t byte = bytes[i];
        if (byte == '"') {
            switch (state) {
                case ctabular_field_start: state = ctabular_quoted; break;
                case ctabular_quoted: state = ctabular_after_quote; break;
                case ctabular_after_quote: state = ctabular_quoted; break;
                default: scanner->inner_quote = 1; break;
            }
        } else if (state == ctabular_quoted) {
            continue;
        } else if (byte == scanner->delimiter || byte == '\n' || (cr_ends >> i & 1)) {
            structural |= 1ULL << i;
            state = ctabular_field_start;
        } else {
            state = ctabular_unquoted;
        }
    }
    scanner->state = state;
    return structural;
}

/// The structural bytes (delimiters and record ends outside quotes) of the next `count` ≤ 64 bytes. `next` is the byte behind
/// them, 0 at the end of the text.
static inline uint64_t ctabular_structure(ctabular_scanner *scanner, const uint8_t *bytes, size_t count, uint8_t next) {
    uint8_t padded[64];
    const uint8_t *block = bytes;
    if (count < 64) {
        memset(padded, 0, sizeof padded);
        memcpy(padded, bytes, count);
        block = padded;
    }
    const ctabular_masks masks = ctabular_scan64(block, scanner->delimiter);
    const uint64_t live = count < 64 ? (1ULL << count) - 1 : ~0ULL;
    const uint64_t quotes = masks.quote & live;
    uint64_t ends = masks.lf;
    uint64_t lone = 0;
    if (scanner->lone_cr_ends && masks.cr) {
        lone = masks.cr & ~(masks.lf >> 1);
        if (next == '\n') lone &= ~(1ULL << (count - 1));
        ends |= lone;
    }
    const uint64_t breaks = (masks.delimiter | ends) & live;
    const uint64_t last = 1ULL << (count - 1);

    if (quotes == 0 && scanner->state != ctabular_after_quote) {
        if (scanner->state == ctabular_quoted) return 0;
        scanner->state = breaks & last ? ctabular_field_start : ctabular_unquoted;
        return breaks;
    }
    const uint64_t inside =
        (ctabular_prefix_xor(quotes) ^ (scanner->state == ctabular_quoted ? ~0ULL : 0)) & live;
    const uint64_t opening = quotes & inside;
    const uint64_t closing = quotes & ~inside;
    const uint64_t structural = breaks & ~inside;
    const uint64_t behind_closing = (closing << 1 | (scanner->state == ctabular_after_quote)) & live;
    const uint64_t may_open = structural << 1 | (scanner->state == ctabular_field_start) | behind_closing;
    const uint64_t may_follow = masks.delimiter | masks.lf | masks.cr | quotes;
    if ((opening & ~may_open) | (behind_closing & ~may_follow)) {
        return ctabular_walk(scanner, bytes, count, lone);
    }
    scanner->state = inside & last       ? ctabular_quoted
                     : structural & last ? ctabular_field_start
                     : closing & last    ? ctabular_after_quote
                                         : ctabular_unquoted;
    return structural;
}

/// ``ctabular_index`` as it is compiled here, with the vectors of this file's target.
static inline size_t ctabular_index_here(
    ctabular_scanner *scanner, const uint8_t *bytes, size_t count, size_t readable, uint32_t *positions
) {
    size_t written = 0;
    for (size_t offset = 0; offset < count; offset += 64) {
        const size_t size = count - offset < 64 ? count - offset : 64;
        const uint8_t next = offset + size < readable ? bytes[offset + size] : 0;
        uint64_t structural = ctabular_structure(scanner, bytes + offset, size, next);
        const size_t found = (size_t)__builtin_popcountll(structural);
        // Four at a time, also those that are not there: how many there are is the one thing that cannot be predicted.
        for (size_t place = written; structural; place += 4) {
            for (size_t i = 0; i < 4; i++) {
                positions[place + i] = (uint32_t)offset + (uint32_t)ctabular_lowest_bit(structural);
                structural &= structural - 1;
            }
        }
        written += found;
    }
    return written;
}

/// Scans `count` bytes at `bytes` and writes the offset of every structural byte, ascending, to `positions`, which has room
/// for `count + 4` of them. `readable` ≥ `count` bytes may be read.
/// Returns how many were written. The widest vectors of the processor are used.
size_t ctabular_index(
    ctabular_scanner *scanner, const uint8_t *bytes, size_t count, size_t readable, uint32_t *positions
);

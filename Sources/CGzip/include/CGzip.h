/// Streaming gzip (RFC 1952) over the system's zlib, both ways. A header only because `deflateInit2` and `inflateInit2` are macros,
/// which Swift cannot call.
#ifndef CGZIP_H
#define CGZIP_H

#include <string.h>
#include <zlib.h>

/// Prepares `stream` for gzip output. Window bits 15, plus 16 for the gzip wrapper instead of zlib's own.
/// Returns Z_OK or zlib's error.
static inline int ydp_gzip_begin(z_stream *stream, int level) {
    memset(stream, 0, sizeof *stream);
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

/// Prepares a zeroed stream for reading gzip members only (RFC 1952), with the largest window.
/// Returns Z_OK or zlib's error.
static inline int ydp_gunzip_begin(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

#endif

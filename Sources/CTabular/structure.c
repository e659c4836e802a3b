#include "CTabular.h"
#include "dispatch.h"

size_t ctabular_index(
    ctabular_scanner *scanner, const uint8_t *bytes, size_t count, size_t readable, uint32_t *positions
) {
#if CTABULAR_DISPATCHES
    if (ctabular_has_avx2()) return ctabular_index_avx2(scanner, bytes, count, readable, positions);
#endif
    return ctabular_index_here(scanner, bytes, count, readable, positions);
}

size_t ctabular_utf8_prefix(const uint8_t *bytes, size_t count) {
#if CTABULAR_DISPATCHES
    if (count >= 64 && ctabular_has_avx2()) return ctabular_utf8_prefix_avx2(bytes, count);
#endif
    return ctabular_utf8_prefix_plain(bytes, count);
}

// The SQL function `ydp_within(longitude, latitude, area)`: whether a point lies in an area, edges included.
//
// An area is a blob of doubles in the machine's order: a number of rings, then per ring its number of points and their
// longitudes and latitudes. A point is in the area when it lies on an edge or inside an odd number of rings, so holes
// and many polygons need no marks of their own. A ring of one point is that point.
#include <stddef.h>
#include <string.h>

#include "CSQLite.h"

struct ydp_point {
    double x, y;
};

static int ydp_is_between(double value, double one, double other) {
    return one <= other ? value >= one && value <= other : value >= other && value <= one;
}

/// 1 on the ring, -1 when a ray to the east crosses it an odd number of times, 0 otherwise.
static int ydp_side(const struct ydp_point *ring, size_t count, struct ydp_point point) {
    int is_inside = 0;
    for (size_t index = 0; index < count; index += 1) {
        struct ydp_point from = ring[index], to = ring[index + 1 == count ? 0 : index + 1];
        double turn = (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
        if (turn == 0 && ydp_is_between(point.x, from.x, to.x) && ydp_is_between(point.y, from.y, to.y)) return 1;
        if ((from.y > point.y) == (to.y > point.y)) continue;
        // Upward edges are crossed when the point is to their left, downward ones when it is to their right.
        if ((turn > 0) == (to.y > from.y)) is_inside = !is_inside;
    }
    return is_inside ? -1 : 0;
}

int ydp_area_holds(const double *area, size_t count, double longitude, double latitude) {
    struct ydp_point point = {longitude, latitude};
    size_t at = 1;
    int is_inside = 0;
    if (count == 0) return 0;
    for (double ring = 0; ring < area[0] && at < count; ring += 1) {
        size_t points = (size_t)area[at++];
        if (points > (count - at) / 2) return 0;
        int side = ydp_side((const struct ydp_point *)(const void *)(area + at), points, point);
        if (side == 1) return 1;
        if (side == -1) is_inside = !is_inside;
        at += points * 2;
    }
    return is_inside;
}

static void ydp_within(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    for (int index = 0; index < 2; index += 1) {
        int type = sqlite3_value_type(arguments[index]);
        if (type == SQLITE_NULL) return;
        if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
            // A coordinate that is no number is nowhere.
            sqlite3_result_int(context, 0);
            return;
        }
    }
    const void *area = sqlite3_value_blob(arguments[2]);
    size_t bytes = (size_t)sqlite3_value_bytes(arguments[2]);
    if (area == NULL) return;
    // SQLite keeps bound blobs at addresses that suit doubles, since it got them from malloc.
    sqlite3_result_int(
        context, ydp_area_holds(
                     area, bytes / sizeof(double), sqlite3_value_double(arguments[0]),
                     sqlite3_value_double(arguments[1])));
}

int ydp_register_within(sqlite3 *db) {
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    return sqlite3_create_function_v2(db, "ydp_within", 3, flags, NULL, ydp_within, NULL, NULL, NULL);
}

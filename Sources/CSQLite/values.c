// SQL functions over numbers that readers' queries need beyond SQLite's own: exact sums, averages and medians, buckets.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "CSQLite.h"

/// A sum under way: whole numbers exactly in 128 bits, the others with the error of every addition carried along
/// (Neumaier's variant of Kahan summation), so that the order of rows does not show in the answer.
struct ydp_sum {
    __int128 whole;
    double real, lost;
    long count;
    int has_real;
};

static void ydp_add(struct ydp_sum *sum, double value) {
    double total = sum->real + value;
    sum->lost += fabs(sum->real) >= fabs(value) ? (sum->real - total) + value : (value - total) + sum->real;
    sum->real = total;
    sum->has_real = 1;
}

static void ydp_sum_step(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    int type = sqlite3_value_type(arguments[0]);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) return;
    struct ydp_sum *sum = sqlite3_aggregate_context(context, sizeof *sum);
    if (sum == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sum->count += 1;
    if (type == SQLITE_INTEGER) {
        sum->whole += sqlite3_value_int64(arguments[0]);
    } else {
        ydp_add(sum, sqlite3_value_double(arguments[0]));
    }
}

static void ydp_sum_final(sqlite3_context *context) {
    struct ydp_sum *sum = sqlite3_aggregate_context(context, 0);
    if (sum == NULL || sum->count == 0) return;
    if (!sum->has_real && sum->whole >= INT64_MIN && sum->whole <= INT64_MAX) {
        sqlite3_result_int64(context, (sqlite3_int64)sum->whole);
        return;
    }
    sqlite3_result_double(context, (double)sum->whole + sum->real + sum->lost);
}

static void ydp_avg_final(sqlite3_context *context) {
    struct ydp_sum *sum = sqlite3_aggregate_context(context, 0);
    if (sum == NULL || sum->count == 0) return;
    long double total = (long double)sum->whole + (long double)sum->real + (long double)sum->lost;
    sqlite3_result_double(context, (double)(total / (long double)sum->count));
}

/// All values of a group, as whole numbers until one is not.
struct ydp_values {
    union {
        int64_t *whole;
        double *real;
    } values;
    size_t count, capacity;
    int is_real;
};

static int ydp_grow(struct ydp_values *values) {
    if (values->count < values->capacity) return 1;
    size_t capacity = values->capacity == 0 ? 16 : values->capacity * 2;
    void *grown = sqlite3_realloc64(values->values.whole, capacity * sizeof(int64_t));
    if (grown == NULL) return 0;
    values->values.whole = grown;
    values->capacity = capacity;
    return 1;
}

static void ydp_median_step(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    int type = sqlite3_value_type(arguments[0]);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) return;
    struct ydp_values *values = sqlite3_aggregate_context(context, sizeof *values);
    if (values == NULL || !ydp_grow(values)) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (type == SQLITE_FLOAT && !values->is_real) {
        for (size_t index = 0; index < values->count; index += 1) {
            double real = (double)values->values.whole[index];
            values->values.real[index] = real;
        }
        values->is_real = 1;
    }
    if (values->is_real) {
        values->values.real[values->count++] = sqlite3_value_double(arguments[0]);
    } else {
        values->values.whole[values->count++] = sqlite3_value_int64(arguments[0]);
    }
}

static int ydp_compare_whole(const void *left, const void *right) {
    int64_t one = *(const int64_t *)left, other = *(const int64_t *)right;
    return (one > other) - (one < other);
}

static int ydp_compare_real(const void *left, const void *right) {
    double one = *(const double *)left, other = *(const double *)right;
    return (one > other) - (one < other);
}

static void ydp_median_final(sqlite3_context *context) {
    struct ydp_values *values = sqlite3_aggregate_context(context, 0);
    if (values == NULL || values->count == 0) return;
    size_t lower = (values->count - 1) / 2, upper = values->count / 2;
    if (values->is_real) {
        qsort(values->values.real, values->count, sizeof(double), ydp_compare_real);
        double low = values->values.real[lower], high = values->values.real[upper];
        sqlite3_result_double(context, lower == upper ? low : low / 2 + high / 2);
    } else {
        qsort(values->values.whole, values->count, sizeof(int64_t), ydp_compare_whole);
        __int128 total = (__int128)values->values.whole[lower] + values->values.whole[upper];
        if (total % 2 == 0) {
            sqlite3_result_int64(context, (sqlite3_int64)(total / 2));
        } else {
            sqlite3_result_double(context, (double)((long double)total / 2));
        }
    }
    sqlite3_free(values->values.whole);
    values->values.whole = NULL;
    values->count = 0;
}

/// `ydp_bucket(value, width)`: the greatest multiple of `width` that is not above `value`.
static void ydp_bucket(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    int type = sqlite3_value_type(arguments[0]);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) return;
    if (type == SQLITE_INTEGER && sqlite3_value_type(arguments[1]) == SQLITE_INTEGER) {
        int64_t value = sqlite3_value_int64(arguments[0]), width = sqlite3_value_int64(arguments[1]);
        if (width <= 0) return;
        int64_t rest = value % width;
        if (rest < 0) rest += width;
        // The lowest bucket may begin below the least integer.
        if (value < INT64_MIN + rest) return;
        sqlite3_result_int64(context, value - rest);
        return;
    }
    double width = sqlite3_value_double(arguments[1]);
    if (!(width > 0)) return;
    sqlite3_result_double(context, floor(sqlite3_value_double(arguments[0]) / width) * width);
}

int ydp_register_values(sqlite3 *db) {
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int result =
        sqlite3_create_function_v2(db, "ydp_sum", 1, flags, NULL, NULL, ydp_sum_step, ydp_sum_final, NULL);
    if (result != SQLITE_OK) return result;
    result = sqlite3_create_function_v2(db, "ydp_avg", 1, flags, NULL, NULL, ydp_sum_step, ydp_avg_final, NULL);
    if (result != SQLITE_OK) return result;
    result = sqlite3_create_function_v2(db, "ydp_median", 1, flags, NULL, NULL, ydp_median_step, ydp_median_final, NULL);
    if (result != SQLITE_OK) return result;
    return sqlite3_create_function_v2(db, "ydp_bucket", 2, flags, NULL, ydp_bucket, NULL, NULL, NULL);
}

/* The arguments of the exported kernels are checked once, in this folder; then the kernels of the level in force do the
 * work. */
#ifndef MATCHLINE_API_H
#define MATCHLINE_API_H

#include <stddef.h>

#include "dispatch.h"

#define REQUIRE(condition, status) \
  do {                             \
    if (!(condition)) return status; \
  } while (0)

/* Finite and at least zero; false for NaN. */
static inline int non_negative(double x) { return x >= 0 && x <= 1.7976931348623157e308; }

static inline int positive(double x) { return x > 0 && x <= 1.7976931348623157e308; }

static inline int within(int32_t x, int32_t low, int32_t high) { return x >= low && x <= high; }

static inline int64_t blocks_of(int64_t rows, int64_t rows_per_block) {
  return (rows + rows_per_block - 1) / rows_per_block;
}

/* 0 times a finite number is 0, and 0 times anything else is no number; four sums, so that none waits for another. */
static inline int finite(const double *values, int64_t count) {
  double zero[4] = {0};
  for (int64_t i = 0; i + 3 < count; i += 4)
    for (int k = 0; k < 4; k++) zero[k] = zero[k] + 0 * values[i + k];
  for (int64_t i = count & ~3; i < count; i++) zero[0] = zero[0] + 0 * values[i];
  return zero[0] + zero[1] + zero[2] + zero[3] == 0;
}

static inline int all_non_negative(const double *values, int64_t count) {
  double least[4] = {0};
  for (int64_t i = 0; i + 3 < count; i += 4)
    for (int k = 0; k < 4; k++) least[k] = values[i + k] < least[k] ? values[i + k] : least[k];
  for (int64_t i = count & ~3; i < count; i++) least[0] = values[i] < least[0] ? values[i] : least[0];
  return least[0] >= 0 && least[1] >= 0 && least[2] >= 0 && least[3] >= 0 && finite(values, count);
}

#endif

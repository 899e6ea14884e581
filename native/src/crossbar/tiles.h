/* Tiles to and from the caller's matrices, and sums in their canonical order. */
#ifndef MATCHLINE_CROSSBAR_TILES_H
#define MATCHLINE_CROSSBAR_TILES_H

#include <string.h>

#include "crossbar/layout.h"

/* Cell (row, column) of the grid in a [rows][columns] matrix. */
ML_INLINE int64_t cell_at(const ml_grid *x, int64_t row, int64_t column) {
  int64_t i = x->mirror_rows ? x->rows - 1 - row : row, j = x->mirror_columns ? x->columns - 1 - column : column;
  return i * x->columns + j;
}

ML_INLINE void read_tile(const ml_grid *x, const double *matrix, int64_t group, int64_t at, v8 tile[8]) {
  int64_t rows = x->rows - 8 * group, columns = x->columns - 8 * at;
  if (rows >= 8 && columns >= 8 && !x->mirror_columns) {
#pragma GCC unroll 8
    for (int r = 0; r < 8; r++) tile[r] = v8_load(matrix + cell_at(x, 8 * group + r, 8 * at));
    return;
  }
  for (int r = 0; r < 8; r++) {
    double lane[8] = {0};
    for (int c = 0; r < rows && c < 8 && c < columns; c++) lane[c] = matrix[cell_at(x, 8 * group + r, 8 * at + c)];
    tile[r] = v8_load(lane);
  }
}

ML_INLINE void write_tile(const ml_grid *x, const v8 tile[8], int64_t group, int64_t at, double *matrix) {
  int64_t rows = x->rows - 8 * group, columns = x->columns - 8 * at;
  if (rows >= 8 && columns >= 8 && !x->mirror_columns) {
#pragma GCC unroll 8
    for (int r = 0; r < 8; r++) v8_store(matrix + cell_at(x, 8 * group + r, 8 * at), tile[r]);
    return;
  }
  for (int r = 0; r < 8 && r < rows; r++) {
    double lane[8];
    v8_store(lane, tile[r]);
    for (int c = 0; c < 8 && c < columns; c++) matrix[cell_at(x, 8 * group + r, 8 * at + c)] = lane[c];
  }
}

/* Sum of 8, by halves. */
ML_INLINE double sum8(v8 x) {
  double s[8];
  v8_store(s, x);
  return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

/* Sum of x, 16 stripes; groups of 8. */
ML_INLINE double sum_of(const double *x, int64_t groups) {
  v8 even = v8_splat(0), odd = v8_splat(0);
  for (int64_t c = 0; c + 1 < groups; c += 2) {
    even = v8_add(even, v8_load(x + 8 * c));
    odd = v8_add(odd, v8_load(x + 8 * c + 8));
  }
  if (groups % 2) even = v8_add(even, v8_load(x + 8 * (groups - 1)));
  return sum8(v8_add(even, odd));
}

/* Sum of x y, 16 stripes. */
ML_INLINE double dot_of(const double *x, const double *y, int64_t groups) {
  v8 even = v8_splat(0), odd = v8_splat(0);
  for (int64_t c = 0; c + 1 < groups; c += 2) {
    even = v8_fma(v8_load(x + 8 * c), v8_load(y + 8 * c), even);
    odd = v8_fma(v8_load(x + 8 * c + 8), v8_load(y + 8 * c + 8), odd);
  }
  if (groups % 2) even = v8_fma(v8_load(x + 8 * (groups - 1)), v8_load(y + 8 * (groups - 1)), even);
  return sum8(v8_add(even, odd));
}

#endif

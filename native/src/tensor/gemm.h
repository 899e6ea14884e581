/* C = A B of float matrices: the packed layout and the blocks that the vector levels work in; tensor/gemm.c is the
 * definition. */
#ifndef MATCHLINE_GEMM_H
#define MATCHLINE_GEMM_H

#include <stddef.h>
#include <stdint.h>

#include "matchline.h"

#define ML_TILE_ROWS 6
/* Rows of a panel that stay in the first-level cache, 32 KiB, while all rows of A pass. Sums pause in C meanwhile,
 * which holds them exactly. */
#define ML_GEMM_DEPTH 128
#define ML_LINE_BYTES 64 /* of a cache line */

/* Up to six rows of C at the columns of one panel, and what is to be added to them. */
typedef struct ml_tile {
  const float *a;
  const float *b;  /* [depth][ML_PANEL] */
  uintptr_t ahead; /* address in the part of B that is needed next; may lie past B's end */
  uintptr_t step;  /* bytes from there to what the next row of this part fetches */
  float *c;
  const float *bias; /* to be added in the end, or null */
  int64_t a_row;     /* from one row of A to the next */
  int64_t a_step;    /* from one k to the next */
  int64_t c_stride;
  int64_t depth;
  int64_t columns; /* 1 ... ML_PANEL */
  int32_t rows;    /* 1 ... ML_TILE_ROWS */
  int32_t resume;  /* 1: C holds sums already */
  int32_t relu;    /* 1: negative sums end as 0 */
} ml_tile;

/* Rows of B, or columns of a turned one, that are to be brought into a panel. */
typedef struct ml_strip_of_b {
  const float *b; /* at the first row and column */
  int64_t stride;
  int64_t depth;
  int64_t columns; /* 1 ... ML_PANEL */
} ml_strip_of_b;

typedef void ml_multiply_fn(const ml_tile *);
typedef void ml_copy_fn(const ml_strip_of_b *, float *panel);

/* ml_gemm_pack without the argument checks: a copy, the same on every level. */
void ml_gemm_fill(const ml_gemm_shape *shape, const float *b, int64_t stride, float *packed);

static inline int64_t ml_least(int64_t a, int64_t b) { return a < b ? a : b; }

/* The panel of columns j ... j + 63; j is a multiple of 64. */
static inline const float *ml_panel(const ml_gemm_shape *shape, const float *packed, int64_t j) {
  return packed + j * shape->inner;
}

/* Rows k ... of the panel at column j of a B that is not in panels. */
static inline ml_strip_of_b ml_strip_at(const ml_gemm_shape *s, const float *b, int64_t k, int64_t j,
                                        int64_t depth) {
  return (ml_strip_of_b){.b = s->turned_b ? b + j * s->b_stride + k : b + k * s->b_stride + j,
                         .stride = s->b_stride,
                         .depth = depth,
                         .columns = ml_least(ML_PANEL, s->columns - j)};
}

/* All rows of A times `depth` rows of a panel. The tiles share in fetching what is needed next: of panels as many bytes
 * as they use, else the first lines of each row. */
static inline void ml_gemm_block(const ml_gemm_shape *s, ml_span rows, const float *a, float *c, ml_tile *tile,
                                 ml_multiply_fn *multiply) {
  int64_t tiles = (rows.end - rows.begin + ML_TILE_ROWS - 1) / ML_TILE_ROWS;
  if (s->b_stride == 0) tile->step = (uintptr_t)ml_least(ML_LINE_BYTES, ML_PANEL * (int64_t)sizeof(float) / tiles);
  uintptr_t first = tile->ahead;
  for (int64_t i = rows.begin, t = 0; i < rows.end; i += ML_TILE_ROWS, t++) {
    tile->a = a + i * tile->a_row;
    tile->c = c + i * s->c_stride;
    tile->rows = (int32_t)ml_least(ML_TILE_ROWS, rows.end - i);
    multiply(tile);
    if (s->b_stride == 0) {
      tile->ahead += (uintptr_t)tile->depth * tile->step;
    } else {
      tile->ahead = first + (uintptr_t)((t + 1) % 4 * ML_LINE_BYTES);
    }
  }
}

/* Address in a B that is not in panels of what follows the rows before k of the panel at column j. */
static inline uintptr_t ml_gemm_next(const ml_gemm_shape *s, const float *b, int64_t k, int64_t j) {
  int64_t row = k < s->inner ? k : 0, column = k < s->inner ? j : j + ML_PANEL;
  return (uintptr_t)b + (uintptr_t)(s->turned_b ? column * s->b_stride + row : row * s->b_stride + column) * sizeof *b;
}

/* Points a tile at rows k ... of the panel at column j; what is not in panels is copied into `block`. */
static inline void ml_gemm_aim(const ml_gemm_shape *s, const float *b, int64_t k, int64_t j, float *block, ml_tile *tile,
                               ml_copy_fn *const copy[2]) {
  if (s->b_stride == 0) {
    tile->b = ml_panel(s, b, j) + k * ML_PANEL;
    tile->ahead = (uintptr_t)(tile->b + tile->depth * ML_PANEL);
    return;
  }
  const ml_strip_of_b strip = ml_strip_at(s, b, k, j, tile->depth);
  copy[s->turned_b](&strip, block);
  tile->b = block;
  tile->ahead = ml_gemm_next(s, b, k + tile->depth, j);
  tile->step = (uintptr_t)s->b_stride * sizeof *b;
}

/* Cuts the product into tiles for `multiply`. copy[0] brings rows of B into a panel, copy[1] those of a turned one. */
static inline void ml_gemm_tiles(const ml_gemm_shape *s, ml_span rows, const float *a, const float *b,
                                 const float *bias, float *c, ml_multiply_fn *multiply, ml_copy_fn *const copy[2]) {
  if (rows.begin == rows.end) return;
  _Alignas(ML_LINE_BYTES) float block[ML_GEMM_DEPTH * ML_PANEL];
  ml_tile tile = {.a_row = s->turned_a ? 1 : s->a_stride, .a_step = s->turned_a ? s->a_stride : 1,
                  .c_stride = s->c_stride};
  const int64_t blocks = (s->inner + ML_GEMM_DEPTH - 1) / ML_GEMM_DEPTH, depth = (s->inner + blocks - 1) / blocks;
  for (int64_t j = 0; j < s->columns; j += ML_PANEL) {
    tile.columns = ml_least(ML_PANEL, s->columns - j);
    for (int64_t k = 0; k < s->inner; k += depth) {
      int last = k + depth >= s->inner;
      tile.depth = ml_least(depth, s->inner - k);
      tile.resume = k > 0 || s->add;
      tile.bias = last && bias ? bias + j : NULL;
      tile.relu = last && s->relu;
      ml_gemm_aim(s, b, k, j, block, &tile, copy);
      ml_gemm_block(s, rows, a + k * tile.a_step, c + j, &tile, multiply);
    }
  }
}

#endif

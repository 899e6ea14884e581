/* C = A B of float matrices: the packed layout and the blocks that the vector levels work in; tensor/gemm.c is the
 * definition. */
#ifndef MATCHLINE_GEMM_H
#define MATCHLINE_GEMM_H

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
  uintptr_t step;  /* bytes of that part to be fetched for every row of this one */
  float *c;
  int64_t a_stride;
  int64_t c_stride;
  int64_t depth;
  int64_t columns; /* 1 ... ML_PANEL */
  int32_t rows;    /* 1 ... ML_TILE_ROWS */
  int32_t resume;  /* 1: C holds sums already */
} ml_tile;

/* ml_gemm_pack without the argument checks: a copy, the same on every level. */
void ml_gemm_fill(const ml_gemm_shape *shape, const float *b, int64_t stride, float *packed);

static inline int64_t ml_least(int64_t a, int64_t b) { return a < b ? a : b; }

/* The panel of columns j ... j + 63; j is a multiple of 64. */
static inline const float *ml_panel(const ml_gemm_shape *shape, const float *packed, int64_t j) {
  return packed + j * shape->inner;
}

/* All rows of A times `depth` rows of a panel. The tiles share in fetching as many bytes of B as they use. */
static inline void ml_gemm_block(const ml_gemm_shape *shape, ml_span rows, const float *a, float *c, ml_tile *tile,
                                 void (*multiply)(const ml_tile *)) {
  int64_t tiles = (rows.end - rows.begin + ML_TILE_ROWS - 1) / ML_TILE_ROWS;
  tile->step = (uintptr_t)ml_least(ML_LINE_BYTES, ML_PANEL * (int64_t)sizeof(float) / tiles);
  tile->ahead = (uintptr_t)(tile->b + tile->depth * ML_PANEL);
  for (int64_t i = rows.begin; i < rows.end; i += ML_TILE_ROWS) {
    tile->a = a + i * shape->a_stride;
    tile->c = c + i * shape->c_stride;
    tile->rows = (int32_t)ml_least(ML_TILE_ROWS, rows.end - i);
    multiply(tile);
    tile->ahead += (uintptr_t)tile->depth * tile->step;
  }
}

/* Cuts the product into tiles for `multiply`. */
static inline void ml_gemm_tiles(const ml_gemm_shape *shape, ml_span rows, const float *a, const float *packed,
                                 float *c, void (*multiply)(const ml_tile *)) {
  if (rows.begin == rows.end) return;
  ml_tile tile = {.a_stride = shape->a_stride, .c_stride = shape->c_stride};
  for (int64_t j = 0; j < shape->columns; j += ML_PANEL) {
    tile.columns = ml_least(ML_PANEL, shape->columns - j);
    for (int64_t k = 0; k < shape->inner; k += ML_GEMM_DEPTH) {
      tile.depth = ml_least(ML_GEMM_DEPTH, shape->inner - k);
      tile.b = ml_panel(shape, packed, j) + k * ML_PANEL;
      tile.resume = k > 0 || shape->add;
      ml_gemm_block(shape, rows, a + k, c + j, &tile, multiply);
    }
  }
}

#endif

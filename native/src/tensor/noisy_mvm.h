/* Vectors times a matrix of noisy cells: the strips that all levels work in; tensor/noisy_mvm.c is the definition. */
#ifndef MATCHLINE_NOISY_MVM_H
#define MATCHLINE_NOISY_MVM_H

#include <string.h>

#include "noise/philox.h"

/* Rows that all vectors pass before the next ones: 512 KiB of means stay in the second-level cache meanwhile. Sums pause
 * in y, which holds them exactly. */
#define ML_STRIP_ROWS 128

/* The share of some rows in one vector's products, for the cells of one chunk. */
typedef struct ml_strip {
  ml_draw draw; /* with the vector's own event */
  ml_chunk chunk;
  int64_t row; /* global index of the first row */
  int64_t rows;
  const float *mean;       /* [rows][stride] */
  const float *sigma_cell; /* [rows][stride], or null */
  int64_t stride;
  float sigma;
  const float *x; /* [rows] */
  float *y;       /* [chunk.count], sums so far */
} ml_strip;

/* Cuts the product of the vectors into strips for `multiply`. */
static inline void ml_noisy_strips(const ml_draw *draw, const ml_patch *patch, const ml_noisy_product *p, ml_span vectors,
                                   void (*multiply)(const ml_strip *)) {
  ml_strip strip = {.stride = p->stride, .sigma = p->sigma};
  for (int64_t at = 0; at < patch->cells; at += strip.chunk.count) {
    strip.chunk = ml_chunk_at(patch, at);
    for (int64_t r = 0; r < patch->rows; r += ML_STRIP_ROWS) {
      int64_t left = patch->rows - r;
      strip.row = patch->row_begin + r;
      strip.rows = left < ML_STRIP_ROWS ? left : ML_STRIP_ROWS;
      strip.mean = p->mean + r * p->stride + at;
      strip.sigma_cell = p->sigma_cell ? p->sigma_cell + r * p->stride + at : NULL;
      for (int64_t b = vectors.begin; b < vectors.end; b++) {
        strip.draw = *draw;
        strip.draw.event += (uint32_t)b;
        strip.x = p->x + b * p->x_stride + r;
        strip.y = p->y + b * p->y_stride + at;
        if (r == 0) memset(strip.y, 0, (size_t)strip.chunk.count * sizeof *strip.y);
        multiply(&strip);
      }
    }
  }
}

#endif

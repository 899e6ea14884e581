/* C = A B: c = +0 (C += A B: c as it is), then c = fma(a, b, c) over k in rising order. */
#include "tensor/gemm.h"

#include <math.h>
#include <string.h>

#include "dispatch.h"

void ml_gemm_c(const ml_gemm_shape *shape, ml_span rows, const float *a, const float *packed, float *c) {
  for (int64_t i = rows.begin; i < rows.end; i++) {
    const float *row = a + i * shape->a_stride;
    for (int64_t j = 0; j < shape->columns; j++) {
      int64_t lane = j % ML_PANEL;
      const float *panel = ml_panel(shape, packed, j - lane);
      float *sum = c + i * shape->c_stride + j;
      if (!shape->add) *sum = 0;
      for (int64_t k = 0; k < shape->inner; k++) *sum = fmaf(row[k], panel[k * ML_PANEL + lane], *sum);
    }
  }
}

void ml_gemm_fill(const ml_gemm_shape *shape, const float *b, int64_t stride, float *packed) {
  for (int64_t j = 0; j < shape->columns; j += ML_PANEL) {
    int64_t valid = ml_least(ML_PANEL, shape->columns - j);
    for (int64_t k = 0; k < shape->inner; k++, packed += ML_PANEL) {
      memcpy(packed, b + k * stride + j, (size_t)valid * sizeof *b);
      memset(packed + valid, 0, (size_t)(ML_PANEL - valid) * sizeof *packed);
    }
  }
}

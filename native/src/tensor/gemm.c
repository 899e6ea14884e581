/* C = A B: c = +0 (C += A B: c as it is), then c = fma(a, b, c) over k in rising order, then c + bias, then
 * c > 0 ? c : 0. */
#include "tensor/gemm.h"

#include <math.h>
#include <string.h>

#include "dispatch.h"

static float a_at(const ml_gemm_shape *s, const float *a, int64_t i, int64_t k) {
  return s->turned_a ? a[k * s->a_stride + i] : a[i * s->a_stride + k];
}

static float b_at(const ml_gemm_shape *s, const float *b, int64_t k, int64_t j) {
  if (s->turned_b) return b[j * s->b_stride + k];
  if (s->b_stride > 0) return b[k * s->b_stride + j];
  return ml_panel(s, b, j - j % ML_PANEL)[k * ML_PANEL + j % ML_PANEL];
}

void ml_gemm_c(const ml_gemm_shape *shape, ml_span rows, const float *a, const float *b, const float *bias, float *c) {
  for (int64_t i = rows.begin; i < rows.end; i++) {
    for (int64_t j = 0; j < shape->columns; j++) {
      float sum = shape->add ? c[i * shape->c_stride + j] : 0;
      for (int64_t k = 0; k < shape->inner; k++) sum = fmaf(a_at(shape, a, i, k), b_at(shape, b, k, j), sum);
      if (bias) sum += bias[j];
      if (shape->relu) sum = sum > 0 ? sum : 0;
      c[i * shape->c_stride + j] = sum;
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

/* The lanes of f16_avx512.h in two 256-bit registers. */
#ifndef MATCHLINE_F16_AVX2_H
#define MATCHLINE_F16_AVX2_H

#include <immintrin.h>
#include <stdint.h>

#include "dispatch.h"

typedef struct f16 {
  __m256 low, high;
} f16;

/* All bits of lane l set where l is below `lanes`. */
ML_INLINE __m256i f16_mask(int64_t lanes) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int32_t)lanes), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}
ML_INLINE f16 f16_load(const float *x, int64_t lanes) {
  if (lanes >= 16) return (f16){_mm256_loadu_ps(x), _mm256_loadu_ps(x + 8)};
  return (f16){_mm256_maskload_ps(x, f16_mask(lanes)), _mm256_maskload_ps(x + 8, f16_mask(lanes - 8))};
}
ML_INLINE void f16_store(float *y, int64_t lanes, f16 x) {
  if (lanes >= 16) {
    _mm256_storeu_ps(y, x.low);
    _mm256_storeu_ps(y + 8, x.high);
    return;
  }
  _mm256_maskstore_ps(y, f16_mask(lanes), x.low);
  _mm256_maskstore_ps(y + 8, f16_mask(lanes - 8), x.high);
}
ML_INLINE f16 f16_splat(float x) { return (f16){_mm256_set1_ps(x), _mm256_set1_ps(x)}; }
ML_INLINE f16 f16_add(f16 a, f16 b) { return (f16){_mm256_add_ps(a.low, b.low), _mm256_add_ps(a.high, b.high)}; }
ML_INLINE f16 f16_sub(f16 a, f16 b) { return (f16){_mm256_sub_ps(a.low, b.low), _mm256_sub_ps(a.high, b.high)}; }
ML_INLINE f16 f16_div(f16 a, f16 b) { return (f16){_mm256_div_ps(a.low, b.low), _mm256_div_ps(a.high, b.high)}; }
ML_INLINE f16 f16_fma(f16 a, f16 b, f16 c) {
  return (f16){_mm256_fmadd_ps(a.low, b.low, c.low), _mm256_fmadd_ps(a.high, b.high, c.high)};
}
ML_INLINE f16 f16_greater(f16 a, f16 b, f16 x, f16 y) {
  return (f16){_mm256_blendv_ps(y.low, x.low, _mm256_cmp_ps(a.low, b.low, _CMP_GT_OQ)),
               _mm256_blendv_ps(y.high, x.high, _mm256_cmp_ps(a.high, b.high, _CMP_GT_OQ))};
}

#endif

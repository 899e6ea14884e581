/* Sixteen floats or doubles side by side. */
#ifndef MATCHLINE_TENSOR_LANES_AVX2_H
#define MATCHLINE_TENSOR_LANES_AVX2_H

#include "dispatch.h"
#include "math/elementary_avx2.h"

typedef struct ml_f16 {
  __m256 low, high;
} ml_f16;
typedef struct ml_d16 {
  __m256d part[4];
} ml_d16;

#define ML_F16_EACH(call) ((ml_f16){call(low), call(high)})

ML_INLINE ml_f16 ml_f16_all(float x) { return (ml_f16){_mm256_set1_ps(x), _mm256_set1_ps(x)}; }
ML_INLINE ml_f16 ml_f16_load(const float *x) { return (ml_f16){_mm256_loadu_ps(x), _mm256_loadu_ps(x + 8)}; }
ML_INLINE void ml_f16_store(float *y, ml_f16 x) {
  _mm256_storeu_ps(y, x.low);
  _mm256_storeu_ps(y + 8, x.high);
}
/* All bits of lane l set where l is below n. */
ML_INLINE __m256i ml_below(int64_t n) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int32_t)n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}
/* The first n lanes from x, the others 0. */
ML_INLINE ml_f16 ml_f16_load_first(const float *x, int64_t n) {
  if (n >= 16) return ml_f16_load(x);
  return (ml_f16){_mm256_maskload_ps(x, ml_below(n)), _mm256_maskload_ps(x + 8, ml_below(n - 8))};
}
/* The first n lanes from x, the others as in `rest`. */
ML_INLINE ml_f16 ml_f16_load_part(const float *x, int64_t n, ml_f16 rest) {
  ml_f16 first = ml_f16_load_first(x, n);
  if (n >= 16) return first;
  return (ml_f16){_mm256_blendv_ps(rest.low, first.low, _mm256_castsi256_ps(ml_below(n))),
                  _mm256_blendv_ps(rest.high, first.high, _mm256_castsi256_ps(ml_below(n - 8)))};
}
ML_INLINE void ml_f16_store_part(float *y, int64_t n, ml_f16 x) {
  if (n >= 16) {
    ml_f16_store(y, x);
    return;
  }
  _mm256_maskstore_ps(y, ml_below(n), x.low);
  _mm256_maskstore_ps(y + 8, ml_below(n - 8), x.high);
}
#define ML_F16_ADD(half) _mm256_add_ps(a.half, b.half)
#define ML_F16_SUB(half) _mm256_sub_ps(a.half, b.half)
#define ML_F16_MUL(half) _mm256_mul_ps(a.half, b.half)
#define ML_F16_DIV(half) _mm256_div_ps(a.half, b.half)
#define ML_F16_FMA(half) _mm256_fmadd_ps(a.half, b.half, c.half)
#define ML_F16_FNMA(half) _mm256_fnmadd_ps(a.half, b.half, c.half)
#define ML_F16_SQRT(half) _mm256_sqrt_ps(x.half)
#define ML_F16_ABS(half) _mm256_andnot_ps(_mm256_set1_ps(-0.f), x.half)
#define ML_F16_MAX(half) _mm256_max_ps(a.half, b.half)
#define ML_F16_GREATER(half) _mm256_blendv_ps(y.half, x.half, _mm256_cmp_ps(a.half, b.half, _CMP_GT_OQ))
ML_INLINE ml_f16 ml_f16_add(ml_f16 a, ml_f16 b) { return ML_F16_EACH(ML_F16_ADD); }
ML_INLINE ml_f16 ml_f16_sub(ml_f16 a, ml_f16 b) { return ML_F16_EACH(ML_F16_SUB); }
ML_INLINE ml_f16 ml_f16_mul(ml_f16 a, ml_f16 b) { return ML_F16_EACH(ML_F16_MUL); }
ML_INLINE ml_f16 ml_f16_div(ml_f16 a, ml_f16 b) { return ML_F16_EACH(ML_F16_DIV); }
ML_INLINE ml_f16 ml_f16_fma(ml_f16 a, ml_f16 b, ml_f16 c) { return ML_F16_EACH(ML_F16_FMA); }
/* c - a b, rounded once. */
ML_INLINE ml_f16 ml_f16_fnma(ml_f16 a, ml_f16 b, ml_f16 c) { return ML_F16_EACH(ML_F16_FNMA); }
ML_INLINE ml_f16 ml_f16_sqrt(ml_f16 x) { return ML_F16_EACH(ML_F16_SQRT); }
ML_INLINE ml_f16 ml_f16_abs(ml_f16 x) { return ML_F16_EACH(ML_F16_ABS); }
ML_INLINE ml_f16 ml_f16_max(ml_f16 a, ml_f16 b) { return ML_F16_EACH(ML_F16_MAX); }
/* Lanes where a > b from x, the others from y. */
ML_INLINE ml_f16 ml_f16_greater(ml_f16 a, ml_f16 b, ml_f16 x, ml_f16 y) { return ML_F16_EACH(ML_F16_GREATER); }
static inline float ml_f16_most(ml_f16 x) {
  float lane[16];
  ml_f16_store(lane, x);
  float most = lane[0];
  for (int l = 1; l < 16; l++) most = lane[l] > most ? lane[l] : most;
  return most;
}

#define ML_D16_EACH(call) ((ml_d16){{call(0), call(1), call(2), call(3)}})

ML_INLINE ml_d16 ml_d16_all(double x) {
  __m256d all = _mm256_set1_pd(x);
  return (ml_d16){{all, all, all, all}};
}
ML_INLINE ml_d16 ml_d16_of(ml_f16 x) {
  return (ml_d16){{_mm256_cvtps_pd(_mm256_castps256_ps128(x.low)), _mm256_cvtps_pd(_mm256_extractf128_ps(x.low, 1)),
                   _mm256_cvtps_pd(_mm256_castps256_ps128(x.high)), _mm256_cvtps_pd(_mm256_extractf128_ps(x.high, 1))}};
}
ML_INLINE ml_f16 ml_f16_of(ml_d16 x) {
  return (ml_f16){_mm256_set_m128(_mm256_cvtpd_ps(x.part[1]), _mm256_cvtpd_ps(x.part[0])),
                  _mm256_set_m128(_mm256_cvtpd_ps(x.part[3]), _mm256_cvtpd_ps(x.part[2]))};
}
static inline ml_d16 ml_d16_load_part(const double *x, int64_t n) {
  double lane[16] = {0};
  memcpy(lane, x, (size_t)(n < 16 ? n : 16) * sizeof *x);
#define ML_D16_LOAD(k) _mm256_loadu_pd(lane + 4 * (k))
  return ML_D16_EACH(ML_D16_LOAD);
}
ML_INLINE void ml_d16_store_all(double *y, ml_d16 x) {
  for (int k = 0; k < 4; k++) _mm256_storeu_pd(y + 4 * k, x.part[k]);
}
static inline void ml_d16_store_part(double *y, int64_t n, ml_d16 x) {
  double lane[16];
  ml_d16_store_all(lane, x);
  memcpy(y, lane, (size_t)(n < 16 ? n : 16) * sizeof *y);
}
/* The first n lanes, the others 0. */
static inline ml_d16 ml_d16_first(ml_d16 x, int64_t n) {
  double lane[16];
  ml_d16_store_all(lane, x);
  return n < 16 ? ml_d16_load_part(lane, n) : x;
}
#define ML_D16_ADD(k) _mm256_add_pd(a.part[k], b.part[k])
#define ML_D16_SUB(k) _mm256_sub_pd(a.part[k], b.part[k])
#define ML_D16_MUL(k) _mm256_mul_pd(a.part[k], b.part[k])
#define ML_D16_DIV(k) _mm256_div_pd(a.part[k], b.part[k])
#define ML_D16_EXP(k) ml_exp_avx2_pd(x.part[k])
#define ML_D16_LOG(k) ml_log_avx2_pd(x.part[k])
ML_INLINE ml_d16 ml_d16_add(ml_d16 a, ml_d16 b) { return ML_D16_EACH(ML_D16_ADD); }
ML_INLINE ml_d16 ml_d16_sub(ml_d16 a, ml_d16 b) { return ML_D16_EACH(ML_D16_SUB); }
ML_INLINE ml_d16 ml_d16_mul(ml_d16 a, ml_d16 b) { return ML_D16_EACH(ML_D16_MUL); }
ML_INLINE ml_d16 ml_d16_div(ml_d16 a, ml_d16 b) { return ML_D16_EACH(ML_D16_DIV); }
ML_INLINE ml_d16 ml_d16_exp(ml_d16 x) { return ML_D16_EACH(ML_D16_EXP); }
ML_INLINE ml_d16 ml_d16_log(ml_d16 x) { return ML_D16_EACH(ML_D16_LOG); }
/* The sum of the lanes by a halving tree. */
ML_INLINE double ml_d16_sum(ml_d16 x) {
  __m256d low = _mm256_add_pd(x.part[0], x.part[2]), high = _mm256_add_pd(x.part[1], x.part[3]);
  __m256d four = _mm256_add_pd(low, high);
  __m128d two = _mm_add_pd(_mm256_castpd256_pd128(four), _mm256_extractf128_pd(four, 1));
  return _mm_cvtsd_f64(two) + _mm_cvtsd_f64(_mm_unpackhi_pd(two, two));
}

#endif

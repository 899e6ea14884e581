/* exp and ln of four doubles; math/elementary.h is the specification. */
#ifndef MATCHLINE_ELEMENTARY_AVX2_H
#define MATCHLINE_ELEMENTARY_AVX2_H

#include <immintrin.h>

#include "math/elementary.h"

/* The integer value of an integral double with |k| < 2^51: after adding the rounder it stands in the low bits. */
static inline __m256i ml_to_integer_avx2(__m256d k) {
  __m256d rounder = _mm256_set1_pd(ML_ROUNDER);
  return _mm256_sub_epi64(_mm256_castpd_si256(_mm256_add_pd(k, rounder)), _mm256_castpd_si256(rounder));
}

/* The double of an integer with |k| < 2^51. */
static inline __m256d ml_to_double_avx2(__m256i k) {
  __m256d rounder = _mm256_set1_pd(ML_ROUNDER);
  return _mm256_sub_pd(_mm256_castsi256_pd(_mm256_add_epi64(k, _mm256_castpd_si256(rounder))), rounder);
}

static inline __m256d ml_power_of_two_avx2(__m256i k) {
  return _mm256_castsi256_pd(_mm256_slli_epi64(_mm256_add_epi64(k, _mm256_set1_epi64x(1023)), 52));
}

static inline __m256d ml_exp_avx2_pd(__m256d x) {
  __m256d rounder = _mm256_set1_pd(ML_ROUNDER);
  __m256d k = _mm256_sub_pd(_mm256_fmadd_pd(x, _mm256_set1_pd(ML_LOG2E), rounder), rounder);
  __m256d r = _mm256_fnmadd_pd(k, _mm256_set1_pd(ML_LN2_HI), x);
  r = _mm256_fnmadd_pd(k, _mm256_set1_pd(ML_LN2_LO), r);
  __m256d p = _mm256_set1_pd(ml_exp_term[0]);
  for (int i = 1; i < ML_EXP_TERMS; i++) p = _mm256_fmadd_pd(p, r, _mm256_set1_pd(ml_exp_term[i]));
  /* floor(k/2): biased so that the logical shift of AVX2 serves as an arithmetic one. */
  __m256i power = ml_to_integer_avx2(k);
  __m256i half = _mm256_sub_epi64(_mm256_srli_epi64(_mm256_add_epi64(power, _mm256_set1_epi64x(4096)), 1),
                                  _mm256_set1_epi64x(2048));
  p = _mm256_mul_pd(p, ml_power_of_two_avx2(half));
  p = _mm256_mul_pd(p, ml_power_of_two_avx2(_mm256_sub_epi64(power, half)));
  p = _mm256_andnot_pd(_mm256_cmp_pd(x, _mm256_set1_pd(ML_EXP_LOWEST), _CMP_LT_OQ), p);
  p = _mm256_blendv_pd(p, _mm256_set1_pd(INFINITY), _mm256_cmp_pd(x, _mm256_set1_pd(ML_EXP_HIGHEST), _CMP_GT_OQ));
  return _mm256_blendv_pd(p, x, _mm256_cmp_pd(x, x, _CMP_UNORD_Q));
}

static inline __m256d ml_log_avx2_pd(__m256d x) {
  __m256i sqrt_half = _mm256_castpd_si256(_mm256_set1_pd(ML_SQRT_HALF));
  __m256i shifted = _mm256_sub_epi64(_mm256_castpd_si256(x), sqrt_half);
  /* x is at least 2^-1022, so the shifted bits plus 1023 exponents are not negative. */
  __m256i biased = _mm256_add_epi64(shifted, _mm256_set1_epi64x((int64_t)1023 << 52));
  __m256d e = ml_to_double_avx2(_mm256_sub_epi64(_mm256_srli_epi64(biased, 52), _mm256_set1_epi64x(1023)));
  __m256i fraction = _mm256_and_si256(shifted, _mm256_set1_epi64x(0xfffffffffffff));
  __m256d f = _mm256_sub_pd(_mm256_castsi256_pd(_mm256_add_epi64(fraction, sqrt_half)), _mm256_set1_pd(1));
  __m256d s = _mm256_div_pd(f, _mm256_add_pd(_mm256_set1_pd(2), f));
  __m256d z = _mm256_mul_pd(s, s);
  __m256d series = _mm256_set1_pd(ml_log_term[0]);
  for (int i = 1; i < ML_LOG_TERMS; i++) series = _mm256_fmadd_pd(series, z, _mm256_set1_pd(ml_log_term[i]));
  __m256d half_square = _mm256_mul_pd(_mm256_mul_pd(_mm256_set1_pd(0.5), f), f);
  __m256d small = _mm256_fmadd_pd(s, _mm256_fmadd_pd(series, z, half_square),
                                  _mm256_mul_pd(e, _mm256_set1_pd(ML_LN2_LO)));
  __m256d y = _mm256_fmadd_pd(e, _mm256_set1_pd(ML_LN2_HI), _mm256_sub_pd(f, _mm256_sub_pd(half_square, small)));
  __m256d valid = _mm256_and_pd(_mm256_cmp_pd(x, _mm256_set1_pd(0x1p-1022), _CMP_GE_OQ),
                                _mm256_cmp_pd(x, _mm256_set1_pd(0x1.fffffffffffffp+1023), _CMP_LE_OQ));
  return _mm256_blendv_pd(_mm256_set1_pd(NAN), y, valid);
}

#endif

/* Four rows of a block of match lines in 256-bit registers. lanes_avx512.h holds the same operations on eight. */
#ifndef MATCHLINE_LANES_AVX2_H
#define MATCHLINE_LANES_AVX2_H

#include <immintrin.h>
#include <string.h>

#include "dispatch.h"

#define WIDTH 4

typedef __m256d lanes;
typedef __m128i indices;
typedef __m256d choice; /* of lanes: all bits of one or none */

typedef struct fours {
  lanes a, b, c, d;
} fours;

ML_INLINE lanes get(const double *array, int64_t k) { return _mm256_loadu_pd(array + k * WIDTH); }
ML_INLINE void put(double *array, int64_t k, lanes x) { _mm256_storeu_pd(array + k * WIDTH, x); }
ML_INLINE void put_first(double *array, lanes x, int64_t count) {
  double lane[WIDTH];
  _mm256_storeu_pd(lane, x);
  for (int l = 0; l < WIDTH && l < count; l++) array[l] = lane[l];
}
ML_INLINE lanes all(double x) { return _mm256_set1_pd(x); }
ML_INLINE lanes add(lanes a, lanes b) { return _mm256_add_pd(a, b); }
ML_INLINE lanes sub(lanes a, lanes b) { return _mm256_sub_pd(a, b); }
ML_INLINE lanes mul(lanes a, lanes b) { return _mm256_mul_pd(a, b); }
ML_INLINE lanes over(lanes a, lanes b) { return _mm256_div_pd(a, b); }
ML_INLINE lanes least(lanes a, lanes b) { return _mm256_min_pd(a, b); }
ML_INLINE lanes most(lanes a, lanes b) { return _mm256_max_pd(a, b); }
/* a b + c, c - a b, a b - c */
ML_INLINE lanes mul_add(lanes a, lanes b, lanes c) { return _mm256_fmadd_pd(a, b, c); }
ML_INLINE lanes take(lanes a, lanes b, lanes c) { return _mm256_fnmadd_pd(a, b, c); }
ML_INLINE lanes mul_sub(lanes a, lanes b, lanes c) { return _mm256_fmsub_pd(a, b, c); }

ML_INLINE choice above(lanes a, lanes b) { return _mm256_cmp_pd(a, b, _CMP_GT_OQ); }
ML_INLINE choice at_most(lanes a, lanes b) { return _mm256_cmp_pd(a, b, _CMP_LE_OQ); }
ML_INLINE choice both(choice a, choice b) { return _mm256_and_pd(a, b); }
ML_INLINE choice without(choice a, choice b) { return _mm256_andnot_pd(b, a); }
ML_INLINE int any(choice a) { return _mm256_movemask_pd(a) != 0; }
/* x where chosen, y elsewhere */
ML_INLINE lanes pick(choice a, lanes x, lanes y) { return _mm256_blendv_pd(y, x, a); }

ML_INLINE indices floor_of(lanes x) { return _mm256_cvttpd_epi32(x); }
ML_INLINE lanes from_indices(indices k) { return _mm256_cvtepi32_pd(k); }
ML_INLINE indices bytes_at(const uint8_t *state) {
  int32_t four;
  memcpy(&four, state, sizeof four);
  return _mm_cvtepu8_epi32(_mm_cvtsi32_si128(four));
}
/* a b + c */
ML_INLINE indices index_mul_add(indices a, int32_t b, indices c) {
  return _mm_add_epi32(_mm_mullo_epi32(a, _mm_set1_epi32(b)), c);
}
ML_INLINE indices index_twice(indices a) { return _mm_slli_epi32(a, 1); }

/* A record of four numbers per lane to a vector per number. */
ML_INLINE fours transposed(lanes a, lanes b, lanes c, lanes d) {
  lanes ab_low = _mm256_unpacklo_pd(a, b), ab_high = _mm256_unpackhi_pd(a, b);
  lanes cd_low = _mm256_unpacklo_pd(c, d), cd_high = _mm256_unpackhi_pd(c, d);
  return (fours){_mm256_permute2f128_pd(ab_low, cd_low, 0x20), _mm256_permute2f128_pd(ab_high, cd_high, 0x20),
                 _mm256_permute2f128_pd(ab_low, cd_low, 0x31), _mm256_permute2f128_pd(ab_high, cd_high, 0x31)};
}

/* The numbers p[k] ... p[k + 3]. */
ML_INLINE fours four_at(const double *p, indices k) {
  int32_t at[WIDTH];
  _mm_storeu_si128((void *)at, k);
  return transposed(get(p + at[0], 0), get(p + at[1], 0), get(p + at[2], 0), get(p + at[3], 0));
}

/* The numbers p[k], p[k + 1], next[k], next[k + 1]. */
ML_INLINE fours two_and_two_at(const double *p, const double *next, indices k) {
  int32_t at[WIDTH];
  _mm_storeu_si128((void *)at, k);
  return transposed(_mm256_loadu2_m128d(next + at[0], p + at[0]), _mm256_loadu2_m128d(next + at[1], p + at[1]),
                    _mm256_loadu2_m128d(next + at[2], p + at[2]), _mm256_loadu2_m128d(next + at[3], p + at[3]));
}

/* The numbers p[k] and p[k + 1]. */
ML_INLINE lanes two_at(const double *p, indices k, lanes *second) {
  int32_t at[WIDTH];
  _mm_storeu_si128((void *)at, k);
  lanes a = _mm256_loadu2_m128d(p + at[2], p + at[0]), b = _mm256_loadu2_m128d(p + at[3], p + at[1]);
  *second = _mm256_unpackhi_pd(a, b);
  return _mm256_unpacklo_pd(a, b);
}

#endif

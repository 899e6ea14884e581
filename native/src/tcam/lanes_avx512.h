/* Eight rows of a block of match lines in 512-bit registers; the operations of lanes_avx2.h. */
#ifndef MATCHLINE_LANES_AVX512_H
#define MATCHLINE_LANES_AVX512_H

#include <immintrin.h>

#include "dispatch.h"

#define WIDTH 8

typedef __m512d lanes;
typedef __m256i indices;
typedef __mmask8 choice;

typedef struct fours {
  lanes a, b, c, d;
} fours;

ML_INLINE lanes get(const double *array, int64_t k) { return _mm512_loadu_pd(array + k * WIDTH); }
ML_INLINE void put(double *array, int64_t k, lanes x) { _mm512_storeu_pd(array + k * WIDTH, x); }
ML_INLINE void put_first(double *array, lanes x, int64_t count) {
  _mm512_mask_storeu_pd(array, (__mmask8)(count < WIDTH ? (1u << count) - 1 : 0xffu), x);
}
ML_INLINE lanes all(double x) { return _mm512_set1_pd(x); }
ML_INLINE lanes add(lanes a, lanes b) { return _mm512_add_pd(a, b); }
ML_INLINE lanes sub(lanes a, lanes b) { return _mm512_sub_pd(a, b); }
ML_INLINE lanes mul(lanes a, lanes b) { return _mm512_mul_pd(a, b); }
ML_INLINE lanes over(lanes a, lanes b) { return _mm512_div_pd(a, b); }
ML_INLINE lanes least(lanes a, lanes b) { return _mm512_min_pd(a, b); }
ML_INLINE lanes most(lanes a, lanes b) { return _mm512_max_pd(a, b); }
ML_INLINE lanes mul_add(lanes a, lanes b, lanes c) { return _mm512_fmadd_pd(a, b, c); }
ML_INLINE lanes take(lanes a, lanes b, lanes c) { return _mm512_fnmadd_pd(a, b, c); }
ML_INLINE lanes mul_sub(lanes a, lanes b, lanes c) { return _mm512_fmsub_pd(a, b, c); }

ML_INLINE choice above(lanes a, lanes b) { return _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ); }
ML_INLINE choice at_most(lanes a, lanes b) { return _mm512_cmp_pd_mask(a, b, _CMP_LE_OQ); }
ML_INLINE choice both(choice a, choice b) { return a & b; }
ML_INLINE choice without(choice a, choice b) { return (choice)(a & ~b); }
ML_INLINE int any(choice a) { return a != 0; }
ML_INLINE lanes pick(choice a, lanes x, lanes y) { return _mm512_mask_mov_pd(y, a, x); }

ML_INLINE indices floor_of(lanes x) { return _mm512_cvttpd_epi32(x); }
ML_INLINE lanes from_indices(indices k) { return _mm512_cvtepi32_pd(k); }
ML_INLINE indices bytes_at(const uint8_t *state) { return _mm256_cvtepu8_epi32(_mm_loadl_epi64((const void *)state)); }
ML_INLINE indices index_mul_add(indices a, int32_t b, indices c) {
  return _mm256_add_epi32(_mm256_mullo_epi32(a, _mm256_set1_epi32(b)), c);
}
ML_INLINE indices index_twice(indices a) { return _mm256_slli_epi32(a, 1); }

/* Records of four numbers in 256-bit halves, lane k and k + 4 beside each other, to a vector per number. */
ML_INLINE fours transposed(lanes a, lanes b, lanes c, lanes d) {
  const __m512i even = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13), odd = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
  lanes ab_low = _mm512_unpacklo_pd(a, b), ab_high = _mm512_unpackhi_pd(a, b);
  lanes cd_low = _mm512_unpacklo_pd(c, d), cd_high = _mm512_unpackhi_pd(c, d);
  return (fours){_mm512_permutex2var_pd(ab_low, even, cd_low), _mm512_permutex2var_pd(ab_high, even, cd_high),
                 _mm512_permutex2var_pd(ab_low, odd, cd_low), _mm512_permutex2var_pd(ab_high, odd, cd_high)};
}

ML_INLINE lanes beside(const double *low, const double *high) {
  return _mm512_insertf64x4(_mm512_castpd256_pd512(_mm256_loadu_pd(low)), _mm256_loadu_pd(high), 1);
}

/* The numbers p[k] ... p[k + 3]. */
ML_INLINE fours four_at(const double *p, indices k) {
  int32_t at[WIDTH];
  _mm256_storeu_si256((void *)at, k);
  return transposed(beside(p + at[0], p + at[4]), beside(p + at[1], p + at[5]), beside(p + at[2], p + at[6]),
                    beside(p + at[3], p + at[7]));
}

ML_INLINE lanes pairs_beside(const double *a, const double *b, const double *c, const double *d) {
  return _mm512_insertf64x4(_mm512_castpd256_pd512(_mm256_loadu2_m128d(b, a)), _mm256_loadu2_m128d(d, c), 1);
}

/* The numbers p[k], p[k + 1], next[k], next[k + 1]. */
ML_INLINE fours two_and_two_at(const double *p, const double *next, indices k) {
  int32_t at[WIDTH];
  _mm256_storeu_si256((void *)at, k);
  return transposed(pairs_beside(p + at[0], next + at[0], p + at[4], next + at[4]),
                    pairs_beside(p + at[1], next + at[1], p + at[5], next + at[5]),
                    pairs_beside(p + at[2], next + at[2], p + at[6], next + at[6]),
                    pairs_beside(p + at[3], next + at[3], p + at[7], next + at[7]));
}

/* The numbers p[k] and p[k + 1]. */
ML_INLINE lanes two_at(const double *p, indices k, lanes *second) {
  int32_t at[WIDTH];
  _mm256_storeu_si256((void *)at, k);
  lanes a = pairs_beside(p + at[0], p + at[2], p + at[4], p + at[6]);
  lanes b = pairs_beside(p + at[1], p + at[3], p + at[5], p + at[7]);
  *second = _mm512_unpackhi_pd(a, b);
  return _mm512_unpacklo_pd(a, b);
}

#endif

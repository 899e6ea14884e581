/* Four rows of a block of match lines in 256-bit registers. lanes_avx512.h holds the same operations on eight. */
#ifndef MATCHLINE_LANES_AVX2_H
#define MATCHLINE_LANES_AVX2_H

#include <immintrin.h>
#include <string.h>

#include "dispatch.h"

#define WIDTH 4

typedef __m256d lanes;
typedef __m256i indices; /* whole numbers in the low halves of the elements */
typedef __m256d choice; /* of lanes: all bits of one or none */

typedef struct twos {
  lanes a, b;
} twos;

typedef struct fours {
  lanes a, b, c, d;
} fours;

/* Index of a lane. Read back through memory: a register gives up its elements more slowly. */
ML_INLINE uint32_t index(const uint32_t *at, int lane) { return *(const volatile uint32_t *)(at + 2 * lane); }

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

/* The whole part of a number that is not negative. */
ML_INLINE lanes whole(lanes x) { return _mm256_round_pd(x, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC); }
ML_INLINE indices index_of(lanes k) { return _mm256_castpd_si256(add(k, all(0x1p52))); }
/* byte[lane] times a factor */
ML_INLINE indices bytes_times(const uint8_t *byte, int32_t factor) {
  int32_t four;
  memcpy(&four, byte, sizeof four);
  return _mm256_mul_epu32(_mm256_cvtepu8_epi64(_mm_cvtsi32_si128(four)), _mm256_set1_epi64x(factor));
}
ML_INLINE indices index_add(indices a, indices b) { return _mm256_add_epi64(a, b); }
ML_INLINE void put_indices(uint32_t *at, indices k) { _mm256_storeu_si256((void *)at, k); }

/* The numbers p[k] and p[k + 1] of every lane. */
ML_INLINE twos two_at(const double *p, const uint32_t *at) {
  lanes even = _mm256_loadu2_m128d(p + index(at, 2), p + index(at, 0));
  lanes odd = _mm256_loadu2_m128d(p + index(at, 3), p + index(at, 1));
  return (twos){_mm256_unpacklo_pd(even, odd), _mm256_unpackhi_pd(even, odd)};
}

/* The numbers p[k] ... p[k + 3] of every lane. */
ML_INLINE fours four_at(const double *p, const uint32_t *at) {
  lanes a = get(p + index(at, 0), 0), b = get(p + index(at, 1), 0), c = get(p + index(at, 2), 0), d = get(p + index(at, 3), 0);
  lanes ab_even = _mm256_unpacklo_pd(a, b), ab_odd = _mm256_unpackhi_pd(a, b);
  lanes cd_even = _mm256_unpacklo_pd(c, d), cd_odd = _mm256_unpackhi_pd(c, d);
  return (fours){_mm256_permute2f128_pd(ab_even, cd_even, 0x20), _mm256_permute2f128_pd(ab_odd, cd_odd, 0x20),
                 _mm256_permute2f128_pd(ab_even, cd_even, 0x31), _mm256_permute2f128_pd(ab_odd, cd_odd, 0x31)};
}

#endif

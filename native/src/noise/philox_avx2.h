/* Philox of groups of 64 cells; noise/philox.h is the specification. */
#ifndef MATCHLINE_PHILOX_AVX2_H
#define MATCHLINE_PHILOX_AVX2_H

#include <immintrin.h>

#include "noise/philox_row.h"

/* Counter words of four counters in the low halves of the lanes; the high halves hold anything. */
typedef struct ml_counters_avx2 {
  __m256i c0, c1, c2, c3;
} ml_counters_avx2;

static inline __m256i ml_lanes_avx2(uint64_t x) { return _mm256_set1_epi64x((int64_t)x); }

static inline __m256i ml_high_avx2(__m256i product) { return _mm256_srli_epi64(product, 32); }

/* Rounds 1 and 2, from counter word 0. */
static inline ml_counters_avx2 ml_philox_begin_avx2(const ml_philox_row *row, __m256i c0) {
  ml_counters_avx2 c;
  __m256i p0 = _mm256_mul_epu32(c0, ml_lanes_avx2(ML_PHILOX_M0));
  __m256i c2 = _mm256_xor_si256(ml_high_avx2(p0), ml_lanes_avx2(row->first2));
  c.c1 = _mm256_mul_epu32(c2, ml_lanes_avx2(ML_PHILOX_M1));
  c.c0 = _mm256_xor_si256(ml_high_avx2(c.c1), ml_lanes_avx2(row->second0));
  c.c2 = _mm256_xor_si256(p0, ml_lanes_avx2(row->second2));
  c.c3 = ml_lanes_avx2(row->second3);
  return c;
}

static inline void ml_philox_round_avx2(ml_counters_avx2 *c, __m256i key0, __m256i key1) {
  __m256i p0 = _mm256_mul_epu32(c->c0, ml_lanes_avx2(ML_PHILOX_M0));
  __m256i p1 = _mm256_mul_epu32(c->c2, ml_lanes_avx2(ML_PHILOX_M1));
  c->c0 = _mm256_xor_si256(_mm256_xor_si256(ml_high_avx2(p1), c->c1), key0);
  c->c2 = _mm256_xor_si256(_mm256_xor_si256(ml_high_avx2(p0), c->c3), key1);
  c->c1 = p1;
  c->c3 = p0;
}

/* Low halves of `even` and `odd`, alternating. */
static inline __m256i ml_zip_avx2(__m256i even, __m256i odd) {
  return _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xaa);
}

/* The words of eight counters, the lower or upper half of a group. */
static inline void ml_philox_half_avx2(const ml_philox_row *row, int64_t counter, uint32_t *word) {
  __m256i even = _mm256_add_epi64(_mm256_set1_epi64x(counter), _mm256_setr_epi64x(0, 2, 4, 6));
  ml_counters_avx2 a = ml_philox_begin_avx2(row, even);
  ml_counters_avx2 b = ml_philox_begin_avx2(row, _mm256_add_epi64(even, _mm256_set1_epi64x(1)));
#pragma GCC unroll 10
  for (int i = 2; i < ML_PHILOX_ROUNDS; i++) {
    ml_philox_round_avx2(&a, ml_lanes_avx2(row->key0[i]), ml_lanes_avx2(row->key1[i]));
    ml_philox_round_avx2(&b, ml_lanes_avx2(row->key0[i]), ml_lanes_avx2(row->key1[i]));
  }
  _mm256_storeu_si256((__m256i *)word, ml_zip_avx2(a.c0, b.c0));
  _mm256_storeu_si256((__m256i *)(word + 16), ml_zip_avx2(a.c1, b.c1));
  _mm256_storeu_si256((__m256i *)(word + 32), ml_zip_avx2(a.c2, b.c2));
  _mm256_storeu_si256((__m256i *)(word + 48), ml_zip_avx2(a.c3, b.c3));
}

/* word[64 * i ...]: the words of group `group + i`. */
static inline void ml_philox_groups_avx2(const ml_philox_row *row, int64_t group, int64_t groups, uint32_t *word) {
  for (int64_t i = 0; i < groups; i++, word += ML_GROUP) {
    ml_philox_half_avx2(row, 16 * (group + i), word);
    ml_philox_half_avx2(row, 16 * (group + i) + 8, word + 8);
  }
}

#endif

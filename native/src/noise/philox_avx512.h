/* Philox of groups of 64 cells; noise/philox.h is the specification. */
#ifndef MATCHLINE_PHILOX_AVX512_H
#define MATCHLINE_PHILOX_AVX512_H

#include <immintrin.h>

#include "noise/philox_row.h"

/* Counter words of eight counters in the low halves of the lanes; the high halves hold anything. */
typedef struct ml_counters_avx512 {
  __m512i c0, c1, c2, c3;
} ml_counters_avx512;

static inline __m512i ml_xor3_avx512(__m512i a, __m512i b, __m512i c) {
  return _mm512_ternarylogic_epi64(a, b, c, 0x96);
}

static inline __m512i ml_lanes_avx512(uint64_t x) { return _mm512_set1_epi64((int64_t)x); }

static inline __m512i ml_high_avx512(__m512i product) { return _mm512_srli_epi64(product, 32); }

/* Rounds 1 and 2, from counter word 0. */
static inline ml_counters_avx512 ml_philox_begin_avx512(const ml_philox_row *row, __m512i c0) {
  ml_counters_avx512 c;
  __m512i p0 = _mm512_mul_epu32(c0, ml_lanes_avx512(ML_PHILOX_M0));
  __m512i c2 = _mm512_xor_si512(ml_high_avx512(p0), ml_lanes_avx512(row->first2));
  c.c1 = _mm512_mul_epu32(c2, ml_lanes_avx512(ML_PHILOX_M1));
  c.c0 = _mm512_xor_si512(ml_high_avx512(c.c1), ml_lanes_avx512(row->second0));
  c.c2 = _mm512_xor_si512(p0, ml_lanes_avx512(row->second2));
  c.c3 = ml_lanes_avx512(row->second3);
  return c;
}

static inline void ml_philox_round_avx512(ml_counters_avx512 *c, __m512i key0, __m512i key1) {
  __m512i p0 = _mm512_mul_epu32(c->c0, ml_lanes_avx512(ML_PHILOX_M0));
  __m512i p1 = _mm512_mul_epu32(c->c2, ml_lanes_avx512(ML_PHILOX_M1));
  c->c0 = ml_xor3_avx512(ml_high_avx512(p1), c->c1, key0);
  c->c2 = ml_xor3_avx512(ml_high_avx512(p0), c->c3, key1);
  c->c1 = p1;
  c->c3 = p0;
}

/* Low halves of `even` and `odd`, alternating. */
static inline __m512i ml_zip_avx512(__m512i even, __m512i odd) {
  return _mm512_mask_shuffle_epi32(even, 0xaaaa, odd, (_MM_PERM_ENUM)0xa0);
}

/* The words of `groups` consecutive groups, 1 or 2: two of them hide the latency of the multiplications. */
static inline __attribute__((always_inline)) void ml_philox_few_avx512(const ml_philox_row *row, int64_t group,
                                                                       int groups, uint32_t *word) {
  __m512i even = _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14);
  ml_counters_avx512 c[4];
#pragma GCC unroll 4
  for (int i = 0; i < 2 * groups; i++) {
    c[i] = ml_philox_begin_avx512(row, _mm512_add_epi64(even, _mm512_set1_epi64(16 * (group + i / 2) + i % 2)));
  }
#pragma GCC unroll 10
  for (int round = 2; round < ML_PHILOX_ROUNDS; round++) {
#pragma GCC unroll 4
    for (int i = 0; i < 2 * groups; i++) {
      ml_philox_round_avx512(&c[i], ml_lanes_avx512(row->key0[round]), ml_lanes_avx512(row->key1[round]));
    }
  }
#pragma GCC unroll 2
  for (int i = 0; i < groups; i++, word += ML_GROUP) {
    _mm512_storeu_si512(word, ml_zip_avx512(c[2 * i].c0, c[2 * i + 1].c0));
    _mm512_storeu_si512(word + 16, ml_zip_avx512(c[2 * i].c1, c[2 * i + 1].c1));
    _mm512_storeu_si512(word + 32, ml_zip_avx512(c[2 * i].c2, c[2 * i + 1].c2));
    _mm512_storeu_si512(word + 48, ml_zip_avx512(c[2 * i].c3, c[2 * i + 1].c3));
  }
}

/* word[64 * i ...]: the words of group `group + i`. */
static inline void ml_philox_groups_avx512(const ml_philox_row *row, int64_t group, int64_t groups, uint32_t *word) {
  int64_t i = 0;
  for (; i + 2 <= groups; i += 2) ml_philox_few_avx512(row, group + i, 2, word + i * ML_GROUP);
  if (i < groups) ml_philox_few_avx512(row, group + i, 1, word + i * ML_GROUP);
}

#endif

/* Normal numbers of words, 16 at a time; noise/normal.h is the definition. */
#ifndef MATCHLINE_NORMAL_AVX512_H
#define MATCHLINE_NORMAL_AVX512_H

#include <immintrin.h>

#include "noise/normal.h"
#include "noise/philox.h"

#define ML_HELD 32 /* segments whose coefficients stay in registers: the eight octaves from 2^23 on, all but 1/256 */
#define ML_FIRST_HELD (ML_NORMAL_SEGMENTS - ML_HELD)
#define ML_LOWEST_HELD 0x1p23f

/* Coefficients of the held segments, each at the place that the low five bits of its number name. */
typedef struct ml_held {
  __m512 low[ML_NORMAL_TERMS], high[ML_NORMAL_TERMS];
} ml_held;

static inline ml_held ml_load_held(void) {
  ml_held table;
  for (int k = 0; k < ML_NORMAL_TERMS; k++) {
    /* Segment ML_FIRST_HELD has place 24: places 24 ... 31, then 0 ... 15, then 16 ... 23. */
    const float *first = ml_normal_term[k] + ML_FIRST_HELD;
    table.low[k] = _mm512_loadu_ps(first + 8);
    table.high[k] = _mm512_insertf32x8(_mm512_castps256_ps512(_mm256_loadu_ps(first + 24)), _mm256_loadu_ps(first), 1);
  }
  return table;
}

/* The truncated floats of 16 words. */
static inline __m512 ml_truncated(__m512i word) {
  return _mm512_cvt_roundepi32_ps(_mm512_or_si512(word, _mm512_set1_epi32(1)), _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
}

/* Normal numbers of 16 words with the truncated floats a, void where |a| is below ML_LOWEST_HELD. */
static inline __m512 ml_normal16(const ml_held *table, __m512i word, __m512 a) {
  __m512i bits = _mm512_castps_si512(a);
  __m512i segment = _mm512_srli_epi32(bits, ML_NORMAL_SEGMENT_SHIFT);
  /* (bits & mask) | one */
  __m512i fraction = _mm512_ternarylogic_epi32(bits, _mm512_set1_epi32(ML_NORMAL_DISTANCE_MASK),
                                               _mm512_set1_epi32(ML_NORMAL_ONE), 0xea);
  __m512 d = _mm512_sub_ps(_mm512_castsi512_ps(fraction), _mm512_set1_ps(ML_NORMAL_MIDDLE));
  __m512 z = _mm512_permutex2var_ps(table->low[ML_NORMAL_TERMS - 1], segment, table->high[ML_NORMAL_TERMS - 1]);
#pragma GCC unroll 4
  for (int k = ML_NORMAL_TERMS - 2; k >= 0; k--) {
    z = _mm512_fmadd_ps(z, d, _mm512_permutex2var_ps(table->low[k], segment, table->high[k]));
  }
  /* z ^ (word & sign) */
  return _mm512_castsi512_ps(_mm512_ternarylogic_epi32(_mm512_castps_si512(z), word,
                                                       _mm512_set1_epi32((int32_t)ML_NORMAL_SIGN), 0x78));
}

static inline __mmask16 ml_rare_lanes(__m512 a) {
  return _mm512_cmp_ps_mask(_mm512_abs_ps(a), _mm512_set1_ps(ML_LOWEST_HELD), _CMP_LT_OQ);
}

static inline __m512 ml_smaller_magnitude(__m512 a, __m512 b) { return _mm512_range_ps(a, b, 0xa); }

/* Replaces the void results among 64 by those of the reference; there is at least one. */
static __attribute__((noinline)) void ml_mend64(const uint32_t *word, float *normal) {
  uint64_t rare = 0;
  for (int i = 0; i < 64; i += 16) rare |= (uint64_t)ml_rare_lanes(ml_truncated(_mm512_loadu_si512(word + i))) << i;
  do {
    int cell = __builtin_ctzll(rare);
    normal[cell] = ml_normal(word[cell]);
  } while (rare &= rare - 1);
}

/* 64 words; returns whether there are void results among them, which is so in one case of five. */
static inline int ml_normal64(const ml_held *table, const uint32_t *word, float *normal) {
  __m512 least = _mm512_set1_ps(ML_LOWEST_HELD);
#pragma GCC unroll 4
  for (int i = 0; i < 64; i += 16) {
    __m512i w = _mm512_loadu_si512(word + i);
    __m512 a = ml_truncated(w);
    _mm512_storeu_ps(normal + i, ml_normal16(table, w, a));
    least = ml_smaller_magnitude(least, a);
  }
  return ml_rare_lanes(least) != 0;
}

/* Up to ML_CHUNK words. Void results are mended at the end, which spares the branch predictor a coin toss per group. */
static inline void ml_normals_avx512(const ml_held *table, const uint32_t *word, float *normal, int64_t n) {
  int64_t pending[ML_CHUNK_GROUPS], i = 0;
  int count = 0;
  for (; i + 64 <= n; i += 64) {
    pending[count] = i;
    count += ml_normal64(table, word + i, normal + i);
  }
  for (int k = 0; k < count; k++) ml_mend64(word + pending[k], normal + pending[k]);
  for (; i < n; i += 16) {
    __mmask16 lanes = (__mmask16)(n - i >= 16 ? 0xffff : (1 << (n - i)) - 1);
    __m512i w = _mm512_maskz_loadu_epi32(lanes, word + i);
    __m512 a = ml_truncated(w);
    _mm512_mask_storeu_ps(normal + i, lanes, ml_normal16(table, w, a));
    for (uint32_t rare = lanes & ml_rare_lanes(a); rare; rare &= rare - 1) {
      normal[i + __builtin_ctz(rare)] = ml_normal(word[i + __builtin_ctz(rare)]);
    }
  }
}

#endif

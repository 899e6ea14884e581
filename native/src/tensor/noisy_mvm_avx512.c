#include "tensor/noisy_mvm.h"

#include "dispatch.h"
#include "noise/normal_avx512.h"
#include "noise/philox_avx512.h"

#define PAIR 2 /* groups whose words are drawn together */
#define LINE 16 /* floats in a cache line */

/* y + x (mean + sigma n) of 16 cells. */
static inline __m512 add16(__m512 x, __m512 sigma, __m512 normal, __m512 mean, __m512 y) {
  return _mm512_fmadd_ps(x, _mm512_fmadd_ps(sigma, normal, mean), y);
}

/* One row's share; `own` holds the standard deviations of its cells, or is null. */
static inline __attribute__((always_inline)) void add_row(const ml_strip *s, int64_t r, const float *own,
                                                          const float *normal) {
  const float *mean = s->mean + r * s->stride;
  __m512 x = _mm512_set1_ps(s->x[r]), all = _mm512_set1_ps(s->sigma);
  int64_t i = 0, n = s->chunk.count;
  for (; i + 64 <= n; i += 64) {
#pragma GCC unroll 4
    for (int64_t k = i; k < i + 64; k += 16) {
      __m512 sigma = own ? _mm512_loadu_ps(own + k) : all;
      __m512 y = _mm512_loadu_ps(s->y + k);
      _mm512_storeu_ps(s->y + k, add16(x, sigma, _mm512_loadu_ps(normal + k), _mm512_loadu_ps(mean + k), y));
    }
  }
  for (; i < n; i += 16) {
    __mmask16 lanes = (__mmask16)(n - i >= 16 ? 0xffff : (1 << (n - i)) - 1);
    __m512 sigma = own ? _mm512_maskz_loadu_ps(lanes, own + i) : all;
    __m512 z = _mm512_maskz_loadu_ps(lanes, normal + i), m = _mm512_maskz_loadu_ps(lanes, mean + i);
    _mm512_mask_storeu_ps(s->y + i, lanes, add16(x, sigma, z, m, _mm512_maskz_loadu_ps(lanes, s->y + i)));
  }
}

/* The words of the chunk's groups; meanwhile the means of row r come near. Their addresses may run past the row. */
static inline void draw_words(const ml_strip *s, int64_t r, const ml_philox_row *row, uint32_t *word) {
  uintptr_t mean = (uintptr_t)(s->mean + r * s->stride);
  for (int64_t g = 0; g < s->chunk.groups; g += PAIR, word += PAIR * ML_GROUP) {
    int64_t left = s->chunk.groups - g;
#pragma GCC unroll 8
    for (int k = 0; k < PAIR * ML_GROUP / LINE; k++, mean += LINE * sizeof(float)) {
      _mm_prefetch((const char *)mean, _MM_HINT_T0);
    }
    ml_philox_groups_avx512(row, s->chunk.group + g, left < PAIR ? left : PAIR, word);
  }
}

static void multiply(const ml_strip *s) {
  ml_held table = ml_load_held();
  ml_philox_row row = ml_philox_keys(&s->draw);
  uint32_t word[ML_CHUNK];
  float normal[ML_CHUNK];
  for (int64_t r = 0; r < s->rows; r++) {
    ml_philox_enter_row(&row, &s->draw, s->row + r);
    draw_words(s, r, &row, word);
    ml_normals_avx512(&table, word + s->chunk.first, normal, s->chunk.count);
    if (s->sigma_cell) {
      add_row(s, r, s->sigma_cell + r * s->stride, normal);
    } else {
      add_row(s, r, NULL, normal);
    }
  }
}

void ml_noisy_mvm_avx512(const ml_draw *draw, const ml_patch *patch, const ml_noisy_product *product, ml_span vectors) {
  ml_noisy_strips(draw, patch, product, vectors, multiply);
}

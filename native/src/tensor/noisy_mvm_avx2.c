#include "tensor/noisy_mvm.h"

#include "dispatch.h"
#include "noise/normal_avx2.h"
#include "noise/philox_avx2.h"

/* One row's share. */
static inline void add_row(const ml_strip *s, int64_t r, const float *normal) {
  const float *mean = s->mean + r * s->stride, *own = s->sigma_cell ? s->sigma_cell + r * s->stride : NULL;
  __m256 x = _mm256_set1_ps(s->x[r]), all = _mm256_set1_ps(s->sigma);
  int64_t i = 0;
  for (; i + 8 <= s->chunk.count; i += 8) {
    __m256 sigma = own ? _mm256_loadu_ps(own + i) : all;
    __m256 value = _mm256_fmadd_ps(sigma, _mm256_loadu_ps(normal + i), _mm256_loadu_ps(mean + i));
    _mm256_storeu_ps(s->y + i, _mm256_fmadd_ps(x, value, _mm256_loadu_ps(s->y + i)));
  }
  for (; i < s->chunk.count; i++) {
    float value = fmaf(own ? own[i] : s->sigma, normal[i], mean[i]);
    s->y[i] = fmaf(s->x[r], value, s->y[i]);
  }
}

static void multiply(const ml_strip *s) {
  ml_philox_row row = ml_philox_keys(&s->draw);
  uint32_t word[ML_CHUNK];
  float normal[ML_CHUNK];
  for (int64_t r = 0; r < s->rows; r++) {
    ml_philox_enter_row(&row, &s->draw, s->row + r);
    ml_philox_groups_avx2(&row, s->chunk.group, s->chunk.groups, word);
    ml_normals_avx2(word + s->chunk.first, normal, s->chunk.count);
    add_row(s, r, normal);
  }
}

void ml_noisy_mvm_avx2(const ml_draw *draw, const ml_patch *patch, const ml_noisy_product *product, ml_span vectors) {
  ml_noisy_strips(draw, patch, product, vectors, multiply);
}

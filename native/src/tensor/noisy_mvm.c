/* y = x (mean + sigma n): y = +0, then y = fma(x, fma(sigma, n, mean), y) over the rows in rising order, where n is the
 * normal number of the row, the cell and the vector's event. */
#include "tensor/noisy_mvm.h"

#include <math.h>

#include "dispatch.h"
#include "noise/normal.h"

static void multiply(const ml_strip *s) {
  uint32_t word[ML_CHUNK];
  for (int64_t r = 0; r < s->rows; r++) {
    ml_philox_groups(&s->draw, s->row + r, &s->chunk, word);
    for (int64_t i = 0; i < s->chunk.count; i++) {
      int64_t cell = r * s->stride + i;
      float sigma = s->sigma_cell ? s->sigma_cell[cell] : s->sigma;
      float value = fmaf(sigma, ml_normal(word[s->chunk.first + i]), s->mean[cell]);
      s->y[i] = fmaf(s->x[r], value, s->y[i]);
    }
  }
}

void ml_noisy_mvm_c(const ml_draw *draw, const ml_patch *patch, const ml_noisy_product *product, ml_span vectors) {
  ml_noisy_strips(draw, patch, product, vectors, multiply);
}

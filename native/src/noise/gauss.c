#include "dispatch.h"
#include "noise/normal.h"
#include "noise/philox.h"

void ml_gauss_c(const ml_draw *draw, const ml_patch *patch, float *normal, int64_t stride) {
  uint32_t word[ML_CHUNK];
  for (int64_t r = 0; r < patch->rows; r++, normal += stride) {
    for (int64_t at = 0; at < patch->cells;) {
      ml_chunk chunk = ml_chunk_at(patch, at);
      ml_philox_groups(draw, patch->row_begin + r, &chunk, word);
      for (int64_t i = 0; i < chunk.count; i++) normal[at + i] = ml_normal(word[chunk.first + i]);
      at += chunk.count;
    }
  }
}

#include "dispatch.h"
#include "noise/normal_avx512.h"
#include "noise/philox_avx512.h"

void ml_gauss_avx512(const ml_draw *draw, const ml_patch *patch, float *normal, int64_t stride) {
  ml_held table = ml_load_held();
  ml_philox_row row = ml_philox_keys(draw);
  uint32_t word[ML_CHUNK];
  for (int64_t r = 0; r < patch->rows; r++, normal += stride) {
    ml_philox_enter_row(&row, draw, patch->row_begin + r);
    for (int64_t at = 0; at < patch->cells;) {
      ml_chunk chunk = ml_chunk_at(patch, at);
      ml_philox_groups_avx512(&row, chunk.group, chunk.groups, word);
      ml_normals_avx512(&table, word + chunk.first, normal + at, chunk.count);
      at += chunk.count;
    }
  }
}

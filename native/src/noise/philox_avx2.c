#include "noise/philox_avx2.h"

#include <string.h>

#include "dispatch.h"

void ml_philox_avx2(const ml_draw *draw, const ml_patch *patch, uint32_t *word, int64_t stride) {
  ml_philox_row row = ml_philox_keys(draw);
  uint32_t buffer[ML_CHUNK];
  for (int64_t r = 0; r < patch->rows; r++, word += stride) {
    ml_philox_enter_row(&row, draw, patch->row_begin + r);
    for (int64_t at = 0; at < patch->cells;) {
      ml_chunk chunk = ml_chunk_at(patch, at);
      int whole = ml_chunk_is_whole(&chunk);
      ml_philox_groups_avx2(&row, chunk.group, chunk.groups, whole ? word + at : buffer);
      if (!whole) memcpy(word + at, buffer + chunk.first, (size_t)chunk.count * sizeof *word);
      at += chunk.count;
    }
  }
}

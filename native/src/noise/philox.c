#include "noise/philox.h"

#include <string.h>

#include "dispatch.h"

void ml_philox_c(const ml_draw *draw, const ml_patch *patch, uint32_t *word, int64_t stride) {
  uint32_t buffer[ML_CHUNK];
  for (int64_t r = 0; r < patch->rows; r++, word += stride) {
    for (int64_t at = 0; at < patch->cells;) {
      ml_chunk chunk = ml_chunk_at(patch, at);
      ml_philox_groups(draw, patch->row_begin + r, &chunk, buffer);
      memcpy(word + at, buffer + chunk.first, (size_t)chunk.count * sizeof *word);
      at += chunk.count;
    }
  }
}

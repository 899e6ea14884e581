/* Mismatch count in plain C: the specification. */
#include "tcam/mismatch.h"

#include <string.h>

static uint16_t ones(uint16_t x) {
  x = (uint16_t)(x - (x >> 1 & 0x5555));
  x = (uint16_t)((x & 0x3333) + (x >> 2 & 0x3333));
  x = (uint16_t)((x + (x >> 4)) & 0x0f0f);
  return (uint16_t)((x + (x >> 8)) & 0x1f);
}

/* Mismatches of query `q` of a tile with the 32 rows of a block. */
static void count_block(const ml_rows *rows, const ml_queries *queries, int64_t block, int64_t tile, int q,
                        uint16_t count[ML_ROWS_PER_BLOCK]) {
  memset(count, 0, ML_ROWS_PER_BLOCK * sizeof count[0]);
  for (int w = 0; w < rows->words; w++) {
    int64_t word = (block * rows->words + w) * ML_ROWS_PER_BLOCK;
    int64_t search = (tile * rows->words + w) * ML_QUERIES_PER_TILE + q;
    uint16_t sl = (uint16_t)queries->sl[search];
    uint16_t slb = queries->slb ? (uint16_t)queries->slb[search] : 0;
    for (int r = 0; r < ML_ROWS_PER_BLOCK; r++) {
      uint16_t on_slb = rows->on_slb[word + r];
      uint16_t conducts = rows->on_sl ? (uint16_t)((rows->on_sl[word + r] & sl) | (on_slb & slb)) : on_slb ^ sl;
      count[r] = (uint16_t)(count[r] + ones(conducts));
    }
  }
}

/* Valid rows of a block. */
static int block_rows(const ml_rows *rows, int64_t block) {
  int64_t left = rows->rows - block * ML_ROWS_PER_BLOCK;
  return left <= 0 ? 0 : left < ML_ROWS_PER_BLOCK ? (int)left : ML_ROWS_PER_BLOCK;
}

void ml_mismatch_all_c(const ml_rows *rows, const ml_queries *queries, ml_span blocks, uint16_t *distance,
                       int64_t stride) {
  uint16_t count[ML_ROWS_PER_BLOCK];
  for (int64_t q = 0; q < queries->queries; q++) {
    for (int64_t b = blocks.begin; b < blocks.end; b++) {
      count_block(rows, queries, b, q / ML_QUERIES_PER_TILE, (int)(q % ML_QUERIES_PER_TILE), count);
      memcpy(distance + q * stride + b * ML_ROWS_PER_BLOCK, count, (size_t)block_rows(rows, b) * sizeof count[0]);
    }
  }
}

void ml_mismatch_within_c(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int32_t threshold,
                          uint32_t *hit, int64_t stride) {
  uint16_t count[ML_ROWS_PER_BLOCK];
  for (int64_t q = 0; q < queries->queries; q++) {
    for (int64_t b = blocks.begin; b < blocks.end; b++) {
      count_block(rows, queries, b, q / ML_QUERIES_PER_TILE, (int)(q % ML_QUERIES_PER_TILE), count);
      uint32_t bits = 0;
      for (int r = 0; r < block_rows(rows, b); r++) bits |= (uint32_t)(count[r] <= threshold) << r;
      hit[q * stride + b] = bits;
    }
  }
}

void ml_mismatch_nearest_c(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int32_t k,
                           uint16_t *distance, uint32_t *row) {
  uint16_t count[ML_ROWS_PER_BLOCK];
  for (int64_t q = 0; q < queries->queries; q++) {
    uint16_t *d = distance + q * k;
    uint32_t *best = row + q * k;
    ml_nearest_clear(k, d, best);
    for (int64_t b = blocks.begin; b < blocks.end; b++) {
      count_block(rows, queries, b, q / ML_QUERIES_PER_TILE, (int)(q % ML_QUERIES_PER_TILE), count);
      for (int r = 0; r < block_rows(rows, b); r++) {
        ml_nearest_offer(k, d, best, count[r], (uint32_t)(b * ML_ROWS_PER_BLOCK + r));
      }
    }
  }
}

/* Mismatch count of ternary words: what every instruction set shares.
 *
 * A cell conducts, and so mismatches, iff (on_sl & SL) | (on_slb & SLB); on binary rows that is stored xor searched.
 * All quantities are integers, so the order of additions is free. Work goes by pairs of blocks (64 rows) and tiles of
 * 8 queries. */
#ifndef MATCHLINE_MISMATCH_H
#define MATCHLINE_MISMATCH_H

#include "dispatch.h"

#define ML_PAIR_ROWS (2 * ML_ROWS_PER_BLOCK)
#define ML_NO_DISTANCE 0xffff
#define ML_NO_ROW 0xffffffffu

static inline int64_t ml_tiles(const ml_queries *queries) {
  return ((int64_t)queries->queries + ML_QUERIES_PER_TILE - 1) / ML_QUERIES_PER_TILE;
}

/* Queries in a tile: 8, or what is left in the last one. */
static inline int ml_tile_queries(const ml_queries *queries, int64_t tile) {
  int64_t left = queries->queries - tile * ML_QUERIES_PER_TILE;
  return left < ML_QUERIES_PER_TILE ? (int)left : ML_QUERIES_PER_TILE;
}

/* Valid rows in the pair that starts at `block`: 64, or what is left in the last one. */
static inline int ml_pair_rows(const ml_rows *rows, int64_t block) {
  int64_t left = rows->rows - block * ML_ROWS_PER_BLOCK;
  return left < ML_PAIR_ROWS ? (int)left : ML_PAIR_ROWS;
}

/* Blocks per pass over all query tiles, even: about 48 KiB of stored rows, which stay in the caches meanwhile. */
static inline int64_t ml_superblock(const ml_rows *rows) {
  int64_t pair_bytes = (int64_t)rows->words * ML_PAIR_ROWS * 2 * (rows->on_sl ? 2 : 1);
  int64_t pairs = 48 * 1024 / pair_bytes;
  return 2 * (pairs < 1 ? 1 : pairs);
}

/* The k best so far of one query, ascending by (distance, row), in the caller's output. */
static inline void ml_nearest_clear(int k, uint16_t *distance, uint32_t *row) {
  for (int i = 0; i < k; i++) {
    distance[i] = ML_NO_DISTANCE;
    row[i] = ML_NO_ROW;
  }
}

/* Takes a row in if it beats the last place. Rows come in rising order, so among equals the lowest row stays ahead. */
static inline void ml_nearest_offer(int k, uint16_t *distance, uint32_t *row, uint16_t d, uint32_t r) {
  if (d >= distance[k - 1]) return;
  int place = k - 1;
  for (; place > 0 && distance[place - 1] > d; place--) {
    distance[place] = distance[place - 1];
    row[place] = row[place - 1];
  }
  distance[place] = d;
  row[place] = r;
}

#endif

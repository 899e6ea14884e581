/* Mismatch count with AVX-512: a block of 32 rows is one register, lane = row, so distances need no reduction.
 * A tile of 2 blocks x 8 queries keeps 16 counters in registers; a query word stands twice in 32 bits, so it is
 * broadcast by the load. */
#include <immintrin.h>
#include <string.h>

#include "tcam/mismatch.h"

#define TILE ML_QUERIES_PER_TILE
#define INLINE static inline __attribute__((always_inline))
/* Blocks looked at first to find a threshold that few later rows pass. */
#define FIRST_BLOCKS 32
/* Outputs above this size bypass the caches. */
#define STREAM_BYTES (16 << 20)

typedef struct counters {
  __m512i a[2][TILE];
} counters;

INLINE __m512i broadcast(const uint32_t *word) { return _mm512_set1_epi32((int)*word); }

INLINE __m512i conducting(__m512i on_sl, __m512i on_slb, const uint32_t *sl, const uint32_t *slb, int ternary) {
  if (!ternary) return _mm512_xor_si512(on_slb, broadcast(sl));
  /* 0xf8: a | (b & c) */
  return _mm512_ternarylogic_epi32(_mm512_and_si512(on_sl, broadcast(sl)), on_slb, broadcast(slb), 0xf8);
}

/* Counts one pair of blocks against one tile of queries. */
INLINE void count_pair(const ml_rows *rows, const ml_queries *queries, int64_t block, int64_t tile, int ternary,
                       counters *count) {
  int words = rows->words;
  const uint16_t *slb0 = rows->on_slb + block * words * ML_ROWS_PER_BLOCK;
  const uint16_t *slb1 = slb0 + (int64_t)words * ML_ROWS_PER_BLOCK;
  const uint16_t *sl0 = ternary ? rows->on_sl + block * words * ML_ROWS_PER_BLOCK : slb0;
  const uint16_t *sl1 = sl0 + (int64_t)words * ML_ROWS_PER_BLOCK;
  const uint32_t *sl = queries->sl + tile * words * TILE;
  const uint32_t *slb = ternary ? queries->slb + tile * words * TILE : sl;
  __m512i a[2][TILE];
  for (int q = 0; q < TILE; q++) a[0][q] = a[1][q] = _mm512_setzero_si512();
  for (int w = 0; w < words; w++) {
    __m512i on_slb0 = _mm512_loadu_si512(slb0 + w * ML_ROWS_PER_BLOCK);
    __m512i on_slb1 = _mm512_loadu_si512(slb1 + w * ML_ROWS_PER_BLOCK);
    __m512i on_sl0 = ternary ? _mm512_loadu_si512(sl0 + w * ML_ROWS_PER_BLOCK) : on_slb0;
    __m512i on_sl1 = ternary ? _mm512_loadu_si512(sl1 + w * ML_ROWS_PER_BLOCK) : on_slb1;
#pragma GCC unroll 8
    for (int q = 0; q < TILE; q++) {
      const uint32_t *s = sl + w * TILE + q, *t = slb + w * TILE + q;
      a[0][q] = _mm512_add_epi16(a[0][q], _mm512_popcnt_epi16(conducting(on_sl0, on_slb0, s, t, ternary)));
      a[1][q] = _mm512_add_epi16(a[1][q], _mm512_popcnt_epi16(conducting(on_sl1, on_slb1, s, t, ternary)));
    }
  }
  for (int q = 0; q < TILE; q++) {
    count->a[0][q] = a[0][q];
    count->a[1][q] = a[1][q];
  }
}

/* One bit per valid row of a pair. */
INLINE uint64_t valid_rows(const ml_rows *rows, int64_t block) {
  int valid = ml_pair_rows(rows, block);
  return valid == ML_PAIR_ROWS ? ~0ull : (1ull << valid) - 1;
}

INLINE uint64_t at_most(__m512i low, __m512i high, __m512i limit) {
  return (uint64_t)_mm512_cmple_epu16_mask(low, limit) | (uint64_t)_mm512_cmple_epu16_mask(high, limit) << 32;
}

INLINE uint64_t below(__m512i low, __m512i high, __m512i limit) {
  return (uint64_t)_mm512_cmplt_epu16_mask(low, limit) | (uint64_t)_mm512_cmplt_epu16_mask(high, limit) << 32;
}

/* Distances of a pair as memory, [query][row]; rows past the last valid one hold ML_NO_DISTANCE. */
static __attribute__((noinline)) void count_to_memory(const ml_rows *rows, const ml_queries *queries, int64_t block,
                                                      int64_t tile, int ternary, uint16_t *out, int64_t stride) {
  counters count;
  if (ternary) {
    count_pair(rows, queries, block, tile, 1, &count);
  } else {
    count_pair(rows, queries, block, tile, 0, &count);
  }
  uint64_t valid = valid_rows(rows, block);
  __m512i none = _mm512_set1_epi16(-1);
  for (int q = 0; q < TILE; q++) {
    _mm512_storeu_si512(out + q * stride, _mm512_mask_mov_epi16(none, (__mmask32)valid, count.a[0][q]));
    _mm512_storeu_si512(out + q * stride + 32, _mm512_mask_mov_epi16(none, (__mmask32)(valid >> 32), count.a[1][q]));
  }
}

static __attribute__((noinline, cold)) void store_partial(const ml_rows *rows, const ml_queries *queries,
                                                          int64_t block, int64_t tile, int ternary, uint16_t *distance,
                                                          int64_t stride) {
  uint16_t count[TILE][ML_PAIR_ROWS];
  count_to_memory(rows, queries, block, tile, ternary, count[0], ML_PAIR_ROWS);
  size_t bytes = (size_t)ml_pair_rows(rows, block) * sizeof count[0][0];
  for (int q = 0; q < ml_tile_queries(queries, tile); q++) memcpy(distance + q * stride, count[q], bytes);
}

INLINE void all_in_mode(const ml_rows *rows, const ml_queries *queries, ml_span blocks, uint16_t *distance,
                        int64_t stride, int ternary, int stream) {
  int64_t super = ml_superblock(rows);
  for (int64_t begin = blocks.begin; begin < blocks.end; begin += super) {
    int64_t end = begin + super < blocks.end ? begin + super : blocks.end;
    for (int64_t t = 0; t < ml_tiles(queries); t++) {
      for (int64_t b = begin; b < end; b += 2) {
        uint16_t *out = distance + t * TILE * stride + b * ML_ROWS_PER_BLOCK;
        if (ml_pair_rows(rows, b) < ML_PAIR_ROWS || ml_tile_queries(queries, t) < TILE) {
          store_partial(rows, queries, b, t, ternary, out, stride);
          continue;
        }
        counters count;
        count_pair(rows, queries, b, t, ternary, &count);
#pragma GCC unroll 8
        for (int q = 0; q < TILE; q++) {
          if (stream) {
            _mm512_stream_si512((void *)(out + q * stride), count.a[0][q]);
            _mm512_stream_si512((void *)(out + q * stride + 32), count.a[1][q]);
          } else {
            _mm512_storeu_si512(out + q * stride, count.a[0][q]);
            _mm512_storeu_si512(out + q * stride + 32, count.a[1][q]);
          }
        }
      }
    }
  }
  if (stream) _mm_sfence();
}

void ml_mismatch_all_avx512(const ml_rows *rows, const ml_queries *queries, ml_span blocks, uint16_t *distance,
                            int64_t stride) {
  int64_t bytes = 2 * (blocks.end - blocks.begin) * ML_ROWS_PER_BLOCK * queries->queries;
  int aligned = ((uintptr_t)distance & 63) == 0 && stride % 32 == 0;
  if (aligned && bytes > STREAM_BYTES) {
    if (rows->on_sl) {
      all_in_mode(rows, queries, blocks, distance, stride, 1, 1);
    } else {
      all_in_mode(rows, queries, blocks, distance, stride, 0, 1);
    }
  } else if (rows->on_sl) {
    all_in_mode(rows, queries, blocks, distance, stride, 1, 0);
  } else {
    all_in_mode(rows, queries, blocks, distance, stride, 0, 0);
  }
}

INLINE void within_in_mode(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int32_t threshold,
                           uint32_t *hit, int64_t stride, int ternary) {
  __m512i limit = _mm512_set1_epi16((int16_t)threshold);
  int64_t super = ml_superblock(rows);
  for (int64_t begin = blocks.begin; begin < blocks.end; begin += super) {
    int64_t end = begin + super < blocks.end ? begin + super : blocks.end;
    for (int64_t t = 0; t < ml_tiles(queries); t++) {
      int used = ml_tile_queries(queries, t);
      for (int64_t b = begin; b < end; b += 2) {
        counters count;
        count_pair(rows, queries, b, t, ternary, &count);
        uint64_t valid = valid_rows(rows, b);
        uint32_t *out = hit + t * TILE * stride + b;
#pragma GCC unroll 8
        for (int q = 0; q < TILE; q++) {
          uint64_t bits = at_most(count.a[0][q], count.a[1][q], limit) & valid;
          if (q < used) memcpy(out + q * stride, &bits, sizeof bits);
        }
      }
    }
  }
}

void ml_mismatch_within_avx512(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int32_t threshold,
                               uint32_t *hit, int64_t stride) {
  if (rows->on_sl) {
    within_in_mode(rows, queries, blocks, threshold, hit, stride, 1);
  } else {
    within_in_mode(rows, queries, blocks, threshold, hit, stride, 0);
  }
}

/* Offers the marked rows of a pair in rising order. */
static void offer_marked(int k, uint16_t *distance, uint32_t *row, uint64_t marked, const uint16_t *count,
                         int64_t first_row) {
  for (; marked; marked &= marked - 1) {
    int r = __builtin_ctzll(marked);
    ml_nearest_offer(k, distance, row, count[r], (uint32_t)(first_row + r));
  }
}

/* The k-th smallest of 64 numbers: the smallest limit that k of them do not exceed. */
static uint16_t kth_smallest(__m512i low, __m512i high, int k) {
  uint32_t floor = 0, ceiling = ML_NO_DISTANCE;
  while (floor < ceiling) {
    uint32_t middle = (floor + ceiling) / 2;
    if (__builtin_popcountll(at_most(low, high, _mm512_set1_epi16((int16_t)middle))) >= k) {
      ceiling = middle;
    } else {
      floor = middle + 1;
    }
  }
  return (uint16_t)floor;
}

/* First blocks of a span: k of the lanes' minima bound the k-th best distance, so only rows within it are offered. */
static void nearest_first(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int64_t tile, int32_t k,
                          uint16_t *distance, uint32_t *row) {
  uint16_t count[TILE][FIRST_BLOCKS * ML_ROWS_PER_BLOCK];
  int pairs = (int)((blocks.end - blocks.begin) / 2);
  for (int p = 0; p < pairs; p++) {
    count_to_memory(rows, queries, blocks.begin + 2 * p, tile, rows->on_sl != NULL, &count[0][p * ML_PAIR_ROWS],
                    FIRST_BLOCKS * ML_ROWS_PER_BLOCK);
  }
  for (int q = 0; q < ml_tile_queries(queries, tile); q++) {
    __m512i low = _mm512_set1_epi16(-1), high = low;
    for (int p = 0; p < pairs; p++) {
      low = _mm512_min_epu16(low, _mm512_loadu_si512(&count[q][p * ML_PAIR_ROWS]));
      high = _mm512_min_epu16(high, _mm512_loadu_si512(&count[q][p * ML_PAIR_ROWS + 32]));
    }
    __m512i limit = _mm512_set1_epi16((int16_t)kth_smallest(low, high, k));
    for (int p = 0; p < pairs; p++) {
      const uint16_t *c = &count[q][p * ML_PAIR_ROWS];
      uint64_t marked = at_most(_mm512_loadu_si512(c), _mm512_loadu_si512(c + 32), limit);
      offer_marked(k, distance + q * k, row + q * k, marked, c, (blocks.begin + 2 * p) * ML_ROWS_PER_BLOCK);
    }
  }
}

/* A pair in which some row beats the last place of some query: rare after the first blocks. */
static __attribute__((noinline, cold)) void take_hits(const ml_rows *rows, const ml_queries *queries, int64_t block,
                                                      int64_t tile, int32_t k, uint16_t *distance, uint32_t *row) {
  uint16_t count[TILE][ML_PAIR_ROWS];
  count_to_memory(rows, queries, block, tile, rows->on_sl != NULL, count[0], ML_PAIR_ROWS);
  for (int q = 0; q < ml_tile_queries(queries, tile); q++) {
    __m512i limit = _mm512_set1_epi16((int16_t)distance[q * k + k - 1]);
    uint64_t marked = below(_mm512_loadu_si512(count[q]), _mm512_loadu_si512(count[q] + 32), limit);
    offer_marked(k, distance + q * k, row + q * k, marked, count[q], block * ML_ROWS_PER_BLOCK);
  }
}

INLINE void nearest_in_mode(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int64_t tile, int32_t k,
                            uint16_t *distance, uint32_t *row, int ternary) {
  int used = ml_tile_queries(queries, tile);
  uint16_t last[TILE] = {0};
  for (int q = 0; q < used; q++) last[q] = distance[q * k + k - 1];
  for (int64_t b = blocks.begin; b < blocks.end; b += 2) {
    counters count;
    count_pair(rows, queries, b, tile, ternary, &count);
    __mmask32 any = 0;
#pragma GCC unroll 8
    for (int q = 0; q < TILE; q++) {
      __m512i nearer = _mm512_min_epu16(count.a[0][q], count.a[1][q]);
      any |= _mm512_cmplt_epu16_mask(nearer, _mm512_set1_epi16((int16_t)last[q]));
    }
    if (__builtin_expect(any != 0, 0)) {
      take_hits(rows, queries, b, tile, k, distance, row);
      for (int q = 0; q < used; q++) last[q] = distance[q * k + k - 1];
    }
  }
}

void ml_mismatch_nearest_avx512(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int32_t k,
                                uint16_t *distance, uint32_t *row) {
  int64_t first_end = blocks.begin + FIRST_BLOCKS < blocks.end ? blocks.begin + FIRST_BLOCKS : blocks.end;
  for (int64_t q = 0; q < queries->queries; q++) ml_nearest_clear(k, distance + q * k, row + q * k);
  for (int64_t t = 0; t < ml_tiles(queries); t++) {
    nearest_first(rows, queries, (ml_span){blocks.begin, first_end}, t, k, distance + t * TILE * k,
                  row + t * TILE * k);
  }
  int64_t super = ml_superblock(rows);
  for (int64_t begin = first_end; begin < blocks.end; begin += super) {
    ml_span span = {begin, begin + super < blocks.end ? begin + super : blocks.end};
    for (int64_t t = 0; t < ml_tiles(queries); t++) {
      if (rows->on_sl) {
        nearest_in_mode(rows, queries, span, t, k, distance + t * TILE * k, row + t * TILE * k, 1);
      } else {
        nearest_in_mode(rows, queries, span, t, k, distance + t * TILE * k, row + t * TILE * k, 0);
      }
    }
  }
}

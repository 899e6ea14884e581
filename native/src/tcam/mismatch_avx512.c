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

/* Queries whose operations are interleaved. */
#define GROUP 4
/* Distance in bytes at which rows are fetched ahead: the hardware stops at page boundaries. */
#define AHEAD_BYTES 4096

/* How a word of the stored planes and one of the search planes make the conducting cells. */
enum { BINARY, DRIVEN, TERNARY };

/* Mismatches of a pair of blocks with a tile of queries: [query], lane = row. */
typedef struct counters {
  __m512i low[TILE];
  __m512i high[TILE];
} counters;

/* The planes of a pair and of a tile. */
typedef struct operands {
  const uint16_t *on_sl, *on_slb; /* of the first block; the second follows */
  const uint32_t *sl, *slb;
  int64_t words;
} operands;

INLINE __m512i broadcast(const uint32_t *word) { return _mm512_set1_epi32((int)*word); }

/* Broadcast into a register of its own for an instruction that overwrites it; the compiler would broadcast once and
 * spend a slot of the vector units on every copy. */
INLINE __m512i fresh_broadcast(const uint32_t *word) {
  __m512i wide;
  __asm__ volatile("vpbroadcastd %1, %0" : "=v"(wide) : "m"(*word));
  return wide;
}

/* Where one of the two lines of every cell is driven, a selection does what takes two operations otherwise. */
INLINE __m512i conducting(__m512i on_sl, __m512i on_slb, const uint32_t *sl, const uint32_t *slb, int form) {
  if (form == BINARY) return _mm512_xor_si512(on_slb, broadcast(sl));
  if (form == DRIVEN) return _mm512_ternarylogic_epi32(fresh_broadcast(sl), on_sl, on_slb, 0xca); /* a ? b : c */
  __m512i by_sl = _mm512_and_si512(on_sl, broadcast(sl));
  return _mm512_ternarylogic_epi32(by_sl, on_slb, broadcast(slb), 0xf8); /* a | (b & c) */
}

INLINE __m512i load_ahead(const uint16_t *words) {
  _mm_prefetch((const char *)words + AHEAD_BYTES, _MM_HINT_T0);
  return _mm512_loadu_si512(words);
}

/* Adds words [begin, end) of the pair. Queries go in groups, operation by operation: that spreads the instructions
 * more evenly over the vector units than query by query. */
INLINE void count_words(const operands *o, int64_t begin, int64_t end, int form, counters *count) {
  for (int64_t w = begin; w < end; w++) {
    int64_t low = w * ML_ROWS_PER_BLOCK, high = low + o->words * ML_ROWS_PER_BLOCK;
    __m512i slb_low = load_ahead(o->on_slb + low), slb_high = load_ahead(o->on_slb + high);
    __m512i sl_low = form == BINARY ? slb_low : load_ahead(o->on_sl + low);
    __m512i sl_high = form == BINARY ? slb_high : load_ahead(o->on_sl + high);
#pragma GCC unroll 2
    for (int g = 0; g < TILE; g += GROUP) {
      __m512i l[GROUP], h[GROUP];
#pragma GCC unroll 4
      for (int q = 0; q < GROUP; q++) {
        const uint32_t *sl = o->sl + w * TILE + g + q, *slb = o->slb + w * TILE + g + q;
        l[q] = conducting(sl_low, slb_low, sl, slb, form);
        h[q] = conducting(sl_high, slb_high, sl, slb, form);
      }
#pragma GCC unroll 4
      for (int q = 0; q < GROUP; q++) l[q] = _mm512_popcnt_epi16(l[q]), h[q] = _mm512_popcnt_epi16(h[q]);
#pragma GCC unroll 4
      for (int q = 0; q < GROUP; q++) {
        count->low[g + q] = _mm512_add_epi16(count->low[g + q], l[q]);
        count->high[g + q] = _mm512_add_epi16(count->high[g + q], h[q]);
      }
    }
  }
}

/* Counts one pair of blocks against one tile of queries; `driven` as driven_words gives it. The loops over the
 * counters are unrolled so that these stay in registers. */
INLINE void count_pair(const ml_rows *rows, const ml_queries *queries, int64_t block, int64_t tile, int ternary,
                       int64_t driven, counters *count) {
  int64_t words = rows->words, row = block * words * ML_ROWS_PER_BLOCK, query = tile * words * TILE;
  operands o = {rows->on_slb, rows->on_slb + row, queries->sl + query, queries->sl + query, words};
  if (ternary) o.on_sl = rows->on_sl + row, o.slb = queries->slb + query;
#pragma GCC unroll 8
  for (int q = 0; q < TILE; q++) count->low[q] = count->high[q] = _mm512_setzero_si512();
  if (ternary) {
    count_words(&o, 0, driven, DRIVEN, count);
    count_words(&o, driven, words, TERNARY, count);
  } else {
    count_words(&o, 0, words, BINARY, count);
  }
}

/* Leading words in which every query of the tile drives one line of each cell. */
static int64_t driven_words(const ml_queries *queries, int64_t tile) {
  if (!queries->slb) return 0;
  __mmask8 used = (__mmask8)((1u << ml_tile_queries(queries, tile)) - 1);
  const uint32_t *sl = queries->sl + tile * queries->words * TILE, *slb = queries->slb + tile * queries->words * TILE;
  for (int64_t w = 0; w < queries->words; w++) {
    __m256i one_line = _mm256_xor_si256(_mm256_loadu_si256((const __m256i *)(sl + w * TILE)),
                                        _mm256_loadu_si256((const __m256i *)(slb + w * TILE)));
    if (_mm256_mask_cmpneq_epi32_mask(used, one_line, _mm256_set1_epi32(-1))) return w;
  }
  return queries->words;
}

/* Distances of a pair in memory, [query][row]; rows past the last valid one hold ML_NO_DISTANCE. */
INLINE void store_counters(const counters *count, uint64_t valid, uint16_t *out, int64_t stride) {
  __m512i none = _mm512_set1_epi16(-1);
#pragma GCC unroll 8
  for (int q = 0; q < TILE; q++) {
    _mm512_storeu_si512(out + q * stride, _mm512_mask_mov_epi16(none, (__mmask32)valid, count->low[q]));
    _mm512_storeu_si512(out + q * stride + 32, _mm512_mask_mov_epi16(none, (__mmask32)(valid >> 32), count->high[q]));
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

/* The last pair of the rows or the last tile of the queries, where only some distances exist. */
INLINE void store_partial(const ml_rows *rows, const ml_queries *queries, int64_t block, int64_t tile,
                          const counters *count, uint16_t *distance, int64_t stride) {
  uint16_t whole[TILE][ML_PAIR_ROWS];
  store_counters(count, ~0ull, whole[0], ML_PAIR_ROWS);
  size_t bytes = (size_t)ml_pair_rows(rows, block) * sizeof whole[0][0];
  for (int q = 0; q < ml_tile_queries(queries, tile); q++) memcpy(distance + q * stride, whole[q], bytes);
}

INLINE void store_whole(const counters *count, uint16_t *distance, int64_t stride, int stream) {
#pragma GCC unroll 8
  for (int q = 0; q < TILE; q++) {
    if (stream) {
      _mm512_stream_si512((void *)(distance + q * stride), count->low[q]);
      _mm512_stream_si512((void *)(distance + q * stride + 32), count->high[q]);
    } else {
      _mm512_storeu_si512(distance + q * stride, count->low[q]);
      _mm512_storeu_si512(distance + q * stride + 32, count->high[q]);
    }
  }
}

INLINE void all_in_mode(const ml_rows *rows, const ml_queries *queries, ml_span blocks, uint16_t *distance,
                        int64_t stride, int ternary, int stream) {
  int64_t super = ml_superblock(rows);
  for (int64_t begin = blocks.begin; begin < blocks.end; begin += super) {
    int64_t end = begin + super < blocks.end ? begin + super : blocks.end;
    for (int64_t t = 0; t < ml_tiles(queries); t++) {
      int64_t driven = driven_words(queries, t);
      for (int64_t b = begin; b < end; b += 2) {
        uint16_t *out = distance + t * TILE * stride + b * ML_ROWS_PER_BLOCK;
        counters count;
        count_pair(rows, queries, b, t, ternary, driven, &count);
        if (ml_pair_rows(rows, b) == ML_PAIR_ROWS && ml_tile_queries(queries, t) == TILE) {
          store_whole(&count, out, stride, stream);
        } else {
          store_partial(rows, queries, b, t, &count, out, stride);
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
      int64_t driven = driven_words(queries, t);
      for (int64_t b = begin; b < end; b += 2) {
        counters count;
        count_pair(rows, queries, b, t, ternary, driven, &count);
        uint64_t valid = valid_rows(rows, b);
        uint32_t *out = hit + t * TILE * stride + b;
#pragma GCC unroll 8
        for (int q = 0; q < TILE; q++) {
          uint64_t bits = at_most(count.low[q], count.high[q], limit) & valid;
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
  uint32_t limit = 0;
  for (uint32_t bit = 0x8000; bit; bit >>= 1) {
    __m512i tried = _mm512_set1_epi16((int16_t)(limit + bit - 1));
    limit += __builtin_popcountll(at_most(low, high, tried)) < k ? bit : 0;
  }
  return (uint16_t)limit;
}

/* First blocks of a span: k of the lanes' minima bound the k-th best distance, so only rows within it are offered. */
INLINE void nearest_first(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int64_t tile, int32_t k,
                          uint16_t *distance, uint32_t *row, int ternary) {
  uint16_t count[TILE][FIRST_BLOCKS * ML_ROWS_PER_BLOCK];
  int64_t driven = driven_words(queries, tile);
  int pairs = (int)((blocks.end - blocks.begin) / 2);
  for (int p = 0; p < pairs; p++) {
    int64_t block = blocks.begin + 2 * p;
    counters c;
    count_pair(rows, queries, block, tile, ternary, driven, &c);
    store_counters(&c, valid_rows(rows, block), &count[0][p * ML_PAIR_ROWS], FIRST_BLOCKS * ML_ROWS_PER_BLOCK);
  }
  int used = ml_tile_queries(queries, tile);
  uint16_t limit[TILE];
  for (int q = 0; q < used; q++) {
    __m512i low = _mm512_set1_epi16(-1), high = low;
    for (int p = 0; p < pairs; p++) {
      low = _mm512_min_epu16(low, _mm512_loadu_si512(&count[q][p * ML_PAIR_ROWS]));
      high = _mm512_min_epu16(high, _mm512_loadu_si512(&count[q][p * ML_PAIR_ROWS + 32]));
    }
    limit[q] = kth_smallest(low, high, k);
  }
  for (int q = 0; q < used; q++) {
    for (int p = 0; p < pairs; p++) {
      const uint16_t *c = &count[q][p * ML_PAIR_ROWS];
      __m512i most = _mm512_set1_epi16((int16_t)limit[q]);
      uint64_t marked = at_most(_mm512_loadu_si512(c), _mm512_loadu_si512(c + 32), most);
      offer_marked(k, distance + q * k, row + q * k, marked, c, (blocks.begin + 2 * p) * ML_ROWS_PER_BLOCK);
    }
  }
}

/* A pair in which some row beats the last place of some query: rare after the first blocks. */
static __attribute__((noinline, cold)) void take_hits(int used, int32_t k, int64_t first_row,
                                                      uint16_t count[TILE][ML_PAIR_ROWS], uint16_t last[TILE],
                                                      uint16_t *distance, uint32_t *row) {
  for (int q = 0; q < used; q++) {
    __m512i limit = _mm512_set1_epi16((int16_t)last[q]);
    uint64_t marked = below(_mm512_loadu_si512(count[q]), _mm512_loadu_si512(count[q] + 32), limit);
    offer_marked(k, distance + q * k, row + q * k, marked, count[q], first_row);
    last[q] = distance[q * k + k - 1];
  }
}

INLINE void nearest_rest(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int64_t tile, int32_t k,
                         uint16_t *distance, uint32_t *row, int ternary) {
  int used = ml_tile_queries(queries, tile);
  int64_t driven = driven_words(queries, tile);
  uint16_t last[TILE] = {0};
  for (int q = 0; q < used; q++) last[q] = distance[q * k + k - 1];
  for (int64_t b = blocks.begin; b < blocks.end; b += 2) {
    counters count;
    count_pair(rows, queries, b, tile, ternary, driven, &count);
    __mmask32 any = 0;
#pragma GCC unroll 8
    for (int q = 0; q < TILE; q++) {
      __m512i nearer = _mm512_min_epu16(count.low[q], count.high[q]);
      any |= _mm512_cmplt_epu16_mask(nearer, _mm512_set1_epi16((int16_t)last[q]));
    }
    if (__builtin_expect(any != 0, 0)) {
      uint16_t hits[TILE][ML_PAIR_ROWS];
      store_counters(&count, valid_rows(rows, b), hits[0], ML_PAIR_ROWS);
      take_hits(used, k, b * ML_ROWS_PER_BLOCK, hits, last, distance, row);
    }
  }
}

INLINE void nearest_in_mode(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int32_t k,
                            uint16_t *distance, uint32_t *row, int ternary) {
  int64_t first_end = blocks.begin + FIRST_BLOCKS < blocks.end ? blocks.begin + FIRST_BLOCKS : blocks.end;
  for (int64_t q = 0; q < queries->queries; q++) ml_nearest_clear(k, distance + q * k, row + q * k);
  for (int64_t t = 0; t < ml_tiles(queries); t++) {
    ml_span span = {blocks.begin, first_end};
    nearest_first(rows, queries, span, t, k, distance + t * TILE * k, row + t * TILE * k, ternary);
  }
  int64_t super = ml_superblock(rows);
  for (int64_t begin = first_end; begin < blocks.end; begin += super) {
    ml_span span = {begin, begin + super < blocks.end ? begin + super : blocks.end};
    for (int64_t t = 0; t < ml_tiles(queries); t++) {
      nearest_rest(rows, queries, span, t, k, distance + t * TILE * k, row + t * TILE * k, ternary);
    }
  }
}

void ml_mismatch_nearest_avx512(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int32_t k,
                                uint16_t *distance, uint32_t *row) {
  if (rows->on_sl) {
    nearest_in_mode(rows, queries, blocks, k, distance, row, 1);
  } else {
    nearest_in_mode(rows, queries, blocks, k, distance, row, 0);
  }
}

/* Mismatch count with AVX2: half a block of 16 rows is one register. Ones are counted per byte by a table of nibbles
 * and gathered into 16 bits before a byte can overflow. */
#include <immintrin.h>
#include <string.h>

#include "tcam/mismatch.h"

#define TILE ML_QUERIES_PER_TILE
#define INLINE static inline __attribute__((always_inline))
/* Rows in a register. */
#define HALF 16
/* Queries counted at a time: their byte counters stay in registers. */
#define GROUP 4
/* A word adds at most 8 to a byte. */
#define WORDS_PER_GATHER 31

INLINE __m256i ones_per_byte(__m256i x) {
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2,
                                         2, 3, 2, 3, 3, 4);
  const __m256i nibble = _mm256_set1_epi8(0x0f);
  __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(x, nibble));
  __m256i high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(x, 4), nibble));
  return _mm256_add_epi8(low, high);
}

INLINE __m256i gather_bytes(__m256i x) {
  return _mm256_add_epi16(_mm256_and_si256(x, _mm256_set1_epi16(0xff)), _mm256_srli_epi16(x, 8));
}

/* Distances of 16 rows from `first_half` on (block * 2 + half) and GROUP queries, count[q * stride]. */
INLINE void count_group(const ml_rows *rows, const ml_queries *queries, int64_t first_half, int64_t tile, int group,
                        int ternary, uint16_t *count, int64_t stride) {
  int words = rows->words;
  int64_t start = first_half / 2 * words * ML_ROWS_PER_BLOCK + first_half % 2 * HALF;
  const uint16_t *on_slb = rows->on_slb + start, *on_sl = ternary ? rows->on_sl + start : on_slb;
  const uint32_t *sl = queries->sl + tile * words * TILE + group;
  const uint32_t *slb = ternary ? queries->slb + tile * words * TILE + group : sl;
  __m256i total[GROUP];
#pragma GCC unroll 4
  for (int q = 0; q < GROUP; q++) total[q] = _mm256_setzero_si256();
  for (int begin = 0; begin < words; begin += WORDS_PER_GATHER) {
    int end = begin + WORDS_PER_GATHER < words ? begin + WORDS_PER_GATHER : words;
    __m256i bytes[GROUP];
#pragma GCC unroll 4
    for (int q = 0; q < GROUP; q++) bytes[q] = _mm256_setzero_si256();
    for (int w = begin; w < end; w++) {
      __m256i b = _mm256_loadu_si256((const __m256i *)(on_slb + w * ML_ROWS_PER_BLOCK));
      __m256i a = ternary ? _mm256_loadu_si256((const __m256i *)(on_sl + w * ML_ROWS_PER_BLOCK)) : b;
#pragma GCC unroll 4
      for (int q = 0; q < GROUP; q++) {
        __m256i s = _mm256_set1_epi32((int)sl[w * TILE + q]);
        __m256i conducts = _mm256_xor_si256(b, s);
        if (ternary) {
          __m256i t = _mm256_set1_epi32((int)slb[w * TILE + q]);
          conducts = _mm256_or_si256(_mm256_and_si256(a, s), _mm256_and_si256(b, t));
        }
        bytes[q] = _mm256_add_epi8(bytes[q], ones_per_byte(conducts));
      }
    }
#pragma GCC unroll 4
    for (int q = 0; q < GROUP; q++) total[q] = _mm256_add_epi16(total[q], gather_bytes(bytes[q]));
  }
#pragma GCC unroll 4
  for (int q = 0; q < GROUP; q++) _mm256_storeu_si256((__m256i *)(count + q * stride), total[q]);
}

/* Distances of a pair of blocks and a tile, [query][row]; rows past the last valid one hold ML_NO_DISTANCE. */
static void count_pair(const ml_rows *rows, const ml_queries *queries, int64_t block, int64_t tile,
                       uint16_t count[TILE][ML_PAIR_ROWS]) {
  for (int half = 0; half < ML_PAIR_ROWS / HALF; half++) {
    for (int group = 0; group < TILE; group += GROUP) {
      uint16_t *out = &count[group][half * HALF];
      if (rows->on_sl) {
        count_group(rows, queries, 2 * block + half, tile, group, 1, out, ML_PAIR_ROWS);
      } else {
        count_group(rows, queries, 2 * block + half, tile, group, 0, out, ML_PAIR_ROWS);
      }
    }
  }
  for (int r = ml_pair_rows(rows, block); r < ML_PAIR_ROWS; r++) {
    for (int q = 0; q < TILE; q++) count[q][r] = ML_NO_DISTANCE;
  }
}

/* One bit per row of a pair whose distance is at most the limit. */
INLINE uint64_t at_most(const uint16_t *count, __m256i limit) {
  uint64_t marked = 0;
  for (int half = 0; half < ML_PAIR_ROWS / HALF; half += 2) {
    __m256i a = _mm256_loadu_si256((const __m256i *)(count + half * HALF));
    __m256i b = _mm256_loadu_si256((const __m256i *)(count + (half + 1) * HALF));
    a = _mm256_cmpeq_epi16(_mm256_min_epu16(a, limit), a);
    b = _mm256_cmpeq_epi16(_mm256_min_epu16(b, limit), b);
    __m256i bytes = _mm256_permute4x64_epi64(_mm256_packs_epi16(a, b), 0xd8);
    marked |= (uint64_t)(uint32_t)_mm256_movemask_epi8(bytes) << (half * HALF);
  }
  return marked;
}

/* Calls `each` on every pair of the span and every tile, superblock by superblock. */
typedef void pair_fn(const ml_rows *rows, const ml_queries *queries, int64_t block, int64_t tile,
                     uint16_t count[TILE][ML_PAIR_ROWS], void *context);

INLINE void for_each_pair(const ml_rows *rows, const ml_queries *queries, ml_span blocks, pair_fn *each,
                          void *context) {
  uint16_t count[TILE][ML_PAIR_ROWS];
  int64_t super = ml_superblock(rows);
  for (int64_t begin = blocks.begin; begin < blocks.end; begin += super) {
    int64_t end = begin + super < blocks.end ? begin + super : blocks.end;
    for (int64_t t = 0; t < ml_tiles(queries); t++) {
      for (int64_t b = begin; b < end; b += 2) {
        count_pair(rows, queries, b, t, count);
        each(rows, queries, b, t, count, context);
      }
    }
  }
}

typedef struct all_output {
  uint16_t *distance;
  int64_t stride;
} all_output;

static void store_all(const ml_rows *rows, const ml_queries *queries, int64_t block, int64_t tile,
                      uint16_t count[TILE][ML_PAIR_ROWS], void *context) {
  const all_output *out = context;
  size_t bytes = (size_t)ml_pair_rows(rows, block) * sizeof count[0][0];
  uint16_t *first = out->distance + tile * TILE * out->stride + block * ML_ROWS_PER_BLOCK;
  for (int q = 0; q < ml_tile_queries(queries, tile); q++) memcpy(first + q * out->stride, count[q], bytes);
}

void ml_mismatch_all_avx2(const ml_rows *rows, const ml_queries *queries, ml_span blocks, uint16_t *distance,
                          int64_t stride) {
  all_output out = {distance, stride};
  for_each_pair(rows, queries, blocks, store_all, &out);
}

typedef struct within_output {
  uint32_t *hit;
  int64_t stride;
  int32_t threshold;
} within_output;

static void store_hits(const ml_rows *rows, const ml_queries *queries, int64_t block, int64_t tile,
                       uint16_t count[TILE][ML_PAIR_ROWS], void *context) {
  const within_output *out = context;
  int valid = ml_pair_rows(rows, block);
  uint64_t mask = valid == ML_PAIR_ROWS ? ~0ull : (1ull << valid) - 1;
  __m256i limit = _mm256_set1_epi16((int16_t)out->threshold);
  for (int q = 0; q < ml_tile_queries(queries, tile); q++) {
    uint64_t bits = at_most(count[q], limit) & mask;
    memcpy(out->hit + (tile * TILE + q) * out->stride + block, &bits, sizeof bits);
  }
}

void ml_mismatch_within_avx2(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int32_t threshold,
                             uint32_t *hit, int64_t stride) {
  within_output out = {hit, stride, threshold};
  for_each_pair(rows, queries, blocks, store_hits, &out);
}

typedef struct nearest_output {
  uint16_t *distance;
  uint32_t *row;
  int32_t k;
} nearest_output;

static void offer_pair(const ml_rows *rows, const ml_queries *queries, int64_t block, int64_t tile,
                       uint16_t count[TILE][ML_PAIR_ROWS], void *context) {
  (void)rows;
  const nearest_output *out = context;
  for (int q = 0; q < ml_tile_queries(queries, tile); q++) {
    int64_t place = (tile * TILE + q) * out->k;
    uint16_t last = out->distance[place + out->k - 1];
    if (last == 0) continue;
    uint64_t marked = at_most(count[q], _mm256_set1_epi16((int16_t)(last - 1)));
    for (; marked; marked &= marked - 1) {
      int r = __builtin_ctzll(marked);
      ml_nearest_offer(out->k, out->distance + place, out->row + place, count[q][r],
                       (uint32_t)(block * ML_ROWS_PER_BLOCK + r));
    }
  }
}

void ml_mismatch_nearest_avx2(const ml_rows *rows, const ml_queries *queries, ml_span blocks, int32_t k,
                              uint16_t *distance, uint32_t *row) {
  nearest_output out = {distance, row, k};
  for (int64_t q = 0; q < queries->queries; q++) ml_nearest_clear(k, distance + q * k, row + q * k);
  for_each_pair(rows, queries, blocks, offer_pair, &out);
}

/* Philox4x32-10 and the cells it is drawn for: the definition that every instruction set and the Java twin reproduce.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 * Key words: the low and the high half of the seed. The counter is written in matchline.h. Cells come in groups of 64:
 * a group is 16 consecutive counters, and output word j of its counter l belongs to cell 16j + l. */
#ifndef MATCHLINE_PHILOX_H
#define MATCHLINE_PHILOX_H

#include <stdint.h>

#include "matchline.h"

#define ML_PHILOX_ROUNDS 10
#define ML_PHILOX_M0 0xD2511F53u
#define ML_PHILOX_M1 0xCD9E8D57u
#define ML_PHILOX_W0 0x9E3779B9u /* key increments: the golden ratio and sqrt(3) - 1 */
#define ML_PHILOX_W1 0xBB67AE85u
#define ML_GROUP 64

static inline uint32_t ml_high(uint64_t product) { return (uint32_t)(product >> 32); }

static inline void ml_philox_block(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3], k0 = key[0], k1 = key[1];
  for (int round = 0; round < ML_PHILOX_ROUNDS; round++) {
    uint64_t p0 = (uint64_t)ML_PHILOX_M0 * c0;
    uint64_t p1 = (uint64_t)ML_PHILOX_M1 * c2;
    c0 = ml_high(p1) ^ c1 ^ k0;
    c2 = ml_high(p0) ^ c3 ^ k1;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
    k0 += ML_PHILOX_W0;
    k1 += ML_PHILOX_W1;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/* Counter word 2. */
static inline uint32_t ml_purpose(const ml_draw *draw) { return draw->stream << 24 | draw->array; }

/* The words of cells 64 * group ... 64 * group + 63 of a row. */
static inline void ml_philox_group(const ml_draw *draw, int64_t row, int64_t group, uint32_t word[ML_GROUP]) {
  const uint32_t key[2] = {(uint32_t)draw->seed, ml_high(draw->seed)};
  for (int l = 0; l < 16; l++) {
    const uint32_t counter[4] = {(uint32_t)(16 * group + l), (uint32_t)row, ml_purpose(draw), draw->event};
    uint32_t out[4];
    ml_philox_block(counter, key, out);
    for (int j = 0; j < 4; j++) word[16 * j + l] = out[j];
  }
}

/* A patch is worked off in chunks of consecutive groups of a row, whose words fit a buffer on the stack. */
#define ML_CHUNK_GROUPS 16
#define ML_CHUNK (ML_CHUNK_GROUPS * ML_GROUP)

typedef struct ml_chunk {
  int64_t group;  /* first group */
  int64_t groups; /* 1 ... ML_CHUNK_GROUPS */
  int64_t first;  /* first cell that the patch covers, from the chunk's first cell */
  int64_t count;  /* cells that the patch covers */
  int64_t at;     /* place of the first of them in the output row */
} ml_chunk;

/* The chunk that starts with cell `at` of the patch's row. */
static inline ml_chunk ml_chunk_at(const ml_patch *patch, int64_t at) {
  int64_t cell = patch->cell_begin + at, left = patch->cells - at;
  ml_chunk chunk = {.group = cell / ML_GROUP, .first = cell % ML_GROUP, .at = at};
  chunk.count = left < ML_CHUNK - chunk.first ? left : ML_CHUNK - chunk.first;
  chunk.groups = (chunk.first + chunk.count + ML_GROUP - 1) / ML_GROUP;
  return chunk;
}

/* Whether the patch covers every cell of the chunk's groups, so that they can be written in place. */
static inline int ml_chunk_is_whole(const ml_chunk *chunk) { return chunk->count == chunk->groups * ML_GROUP; }

static inline void ml_philox_groups(const ml_draw *draw, int64_t row, const ml_chunk *chunk, uint32_t word[ML_CHUNK]) {
  for (int64_t i = 0; i < chunk->groups; i++) ml_philox_group(draw, row, chunk->group + i, word + i * ML_GROUP);
}

#endif

/* What the vector kernels share of Philox: the round keys, and for a row everything that does not depend on the cell.
 *
 * Only counter word 0 varies along a row, so the first round multiplies only it and the second only what came of it;
 * the other halves of the two rounds are scalars. */
#ifndef MATCHLINE_PHILOX_ROW_H
#define MATCHLINE_PHILOX_ROW_H

#include "noise/philox.h"

/* Each number stands in the low half of 64 bits, ready to be broadcast to the lanes of a 32x32 multiplication. */
typedef struct ml_philox_row {
  uint64_t key0[ML_PHILOX_ROUNDS];
  uint64_t key1[ML_PHILOX_ROUNDS];
  uint64_t first2;  /* round 1: new word 2 = high(M0 * word 0) ^ first2, new word 3 = low(M0 * word 0) */
  uint64_t second0; /* round 2: new word 0 = high(M1 * word 2) ^ second0, new word 1 = low(M1 * word 2) */
  uint64_t second2; /*          new word 2 = word 3 ^ second2 */
  uint64_t second3; /*          new word 3 = second3 */
} ml_philox_row;

static inline ml_philox_row ml_philox_keys(const ml_draw *draw) {
  ml_philox_row row;
  uint32_t k0 = (uint32_t)draw->seed, k1 = ml_high(draw->seed);
  for (int i = 0; i < ML_PHILOX_ROUNDS; i++, k0 += ML_PHILOX_W0, k1 += ML_PHILOX_W1) {
    row.key0[i] = k0;
    row.key1[i] = k1;
  }
  return row;
}

static inline void ml_philox_enter_row(ml_philox_row *row, const ml_draw *draw, int64_t index) {
  uint64_t p1 = (uint64_t)ML_PHILOX_M1 * ml_purpose(draw);
  uint32_t c0 = ml_high(p1) ^ (uint32_t)index ^ (uint32_t)row->key0[0];
  uint64_t p0 = (uint64_t)ML_PHILOX_M0 * c0;
  row->first2 = draw->event ^ row->key1[0];
  row->second0 = (uint32_t)p1 ^ row->key0[1];
  row->second2 = ml_high(p0) ^ row->key1[1];
  row->second3 = (uint32_t)p0;
}

#endif

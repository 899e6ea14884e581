/* Standard normal floats from 32-bit words: the definition that every instruction set and the Java twin reproduce.
 *
 * z = inverse normal distribution function of u = (word | 1) / 2^32, rising with the word, |z| <= 6.23,
 * error below 5e-7. By symmetry only the lower half is tabulated: with a = min(u, 1 - u) * 2^32, an integer of
 * 1 ... 2^31 - 1, every octave of a is cut into four segments and each has a polynomial of degree 4 in the distance d
 * from its middle, relative to the octave (hierarchical segmentation: D. Lee, R. Cheung, J. Villasenor, W. Luk,
 * "Inversion-based hardware Gaussian random number generator", FPT 2006; the coefficients are our own). The float of a
 * carries octave, segment and distance in its bits. */
#ifndef MATCHLINE_NORMAL_H
#define MATCHLINE_NORMAL_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "noise/normal_table.h"

#define ML_NORMAL_SEGMENT_SHIFT 21                      /* exponent and two bits of the fraction number a segment */
#define ML_NORMAL_FIRST_SEGMENT (127 << 2)              /* that number at a = 1 */
#define ML_NORMAL_DISTANCE_MASK 0x1fffffu               /* fraction bits within a segment */
#define ML_NORMAL_ONE 0x3f800000u                       /* bits of 1.0f */
#define ML_NORMAL_MIDDLE 1.125f                         /* 1 + half a segment */
#define ML_NORMAL_SIGN 0x80000000u

static inline float ml_normal(uint32_t word) {
  uint32_t odd = word | 1;
  uint32_t a = odd & ML_NORMAL_SIGN ? 0u - odd : odd;
  /* Clears, among bits that do not fit a float, the one that would round up: the conversion truncates. */
  float truncated = (float)(int32_t)(a & ~(a >> 24));
  uint32_t bits, segment;
  memcpy(&bits, &truncated, sizeof bits);
  segment = (bits >> ML_NORMAL_SEGMENT_SHIFT) - ML_NORMAL_FIRST_SEGMENT;
  bits = (bits & ML_NORMAL_DISTANCE_MASK) | ML_NORMAL_ONE;
  float d;
  memcpy(&d, &bits, sizeof d);
  d -= ML_NORMAL_MIDDLE;
  float z = ml_normal_term[ML_NORMAL_TERMS - 1][segment];
  for (int k = ML_NORMAL_TERMS - 2; k >= 0; k--) z = fmaf(z, d, ml_normal_term[k][segment]);
  /* The table holds the lower half; the upper one is its mirror image. */
  memcpy(&bits, &z, sizeof bits);
  bits ^= word & ML_NORMAL_SIGN;
  memcpy(&z, &bits, sizeof z);
  return z;
}

#endif

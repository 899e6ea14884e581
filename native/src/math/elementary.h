/* exp and ln in double: the definition that every instruction set and the Java twin reproduce bit for bit.
 * Only IEEE operations and fma in the order written here. */
#ifndef MATCHLINE_ELEMENTARY_H
#define MATCHLINE_ELEMENTARY_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define ML_LOG2E 0x1.71547652b82fep+0
/* ln 2 in two parts; the high part has 21 trailing zero bits, so k * ML_LN2_HI is exact for |k| < 2^20. */
#define ML_LN2_HI 0x1.62e42fee00000p-1
#define ML_LN2_LO 0x1.a39ef35793c76p-33
/* Adding and subtracting it rounds a small double to the nearest integer, ties to even. */
#define ML_ROUNDER 0x1.8p52
#define ML_EXP_LOWEST -708.0
#define ML_EXP_HIGHEST 709.782712893384
#define ML_SQRT_HALF 0x1.6a09e667f3bcdp-1

/* 1/13!, 1/12!, ..., 1/0!: Horner coefficients of exp on |r| <= ln(2)/2, remainder below 2^-56. */
#define ML_EXP_TERMS 14
static const double ml_exp_term[ML_EXP_TERMS] = {
    1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0, 1.0 / 5040.0,
    1.0 / 720.0,        1.0 / 120.0,       1.0 / 24.0,       1.0 / 6.0,       0.5,            1.0,           1.0};

/* 2/21, 2/19, ..., 2/3: ln((1+s)/(1-s)) = 2s + s * sum z^k * 2/(2k+1), z = s^2 <= 0.0295, remainder below 2^-58. */
#define ML_LOG_TERMS 10
static const double ml_log_term[ML_LOG_TERMS] = {2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13,
                                                 2.0 / 11, 2.0 / 9,  2.0 / 7,  2.0 / 5,  2.0 / 3};

static inline double ml_from_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static inline uint64_t ml_to_bits(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

/* 2^k for -1022 <= k <= 1023. */
static inline double ml_power_of_two(int64_t k) { return ml_from_bits((uint64_t)(k + 1023) << 52); }

/* exp(x) = 2^k * exp(r), k = round(x/ln 2), r = x - k ln 2. The scaling by 2^k is done in two exact halves because
 * k reaches 1024. */
static inline double ml_exp_scalar(double x) {
  if (x < ML_EXP_LOWEST) return 0;
  if (x > ML_EXP_HIGHEST) return INFINITY;
  if (x != x) return x;
  double k = fma(x, ML_LOG2E, ML_ROUNDER) - ML_ROUNDER;
  double r = fma(-k, ML_LN2_LO, fma(-k, ML_LN2_HI, x));
  double p = ml_exp_term[0];
  for (int i = 1; i < ML_EXP_TERMS; i++) p = fma(p, r, ml_exp_term[i]);
  int64_t half = (int64_t)k >> 1;
  return p * ml_power_of_two(half) * ml_power_of_two((int64_t)k - half);
}

/* ln(x) = e ln 2 + ln(m), m in [sqrt(1/2), sqrt(2)); with f = m - 1 and s = f/(2+f) the series in s^2 is applied to
 * ln(1+f) = f - f^2/2 + s (f^2/2 + R), which keeps the leading term exact. */
static inline double ml_log_scalar(double x) {
  if (!(x >= 0x1p-1022) || x > 0x1.fffffffffffffp+1023) return NAN;
  uint64_t shifted = ml_to_bits(x) - ml_to_bits(ML_SQRT_HALF);
  double e = (double)((int64_t)shifted >> 52);
  double m = ml_from_bits((shifted & 0xfffffffffffffu) + ml_to_bits(ML_SQRT_HALF));
  double f = m - 1;
  double s = f / (2 + f);
  double z = s * s;
  double series = ml_log_term[0];
  for (int i = 1; i < ML_LOG_TERMS; i++) series = fma(series, z, ml_log_term[i]);
  double half_square = 0.5 * f * f;
  double small = fma(s, fma(series, z, half_square), e * ML_LN2_LO);
  return fma(e, ML_LN2_HI, f - (half_square - small));
}

#endif

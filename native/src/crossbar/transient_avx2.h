/* The quads of crossbar/transient.c in two 256-bit registers; the AVX-512 level gains nothing from wider ones, because
 * a quad is as wide as the poles are many. */
#ifndef MATCHLINE_CROSSBAR_TRANSIENT_AVX2_H
#define MATCHLINE_CROSSBAR_TRANSIENT_AVX2_H

#include <immintrin.h>

#include "dispatch.h"

typedef struct quad {
  __m256d r, i;
} quad;

typedef __m256d reals;

ML_INLINE quad q_load(const double *from) { return (quad){_mm256_loadu_pd(from), _mm256_loadu_pd(from + 4)}; }

ML_INLINE void q_store(double *to, quad a) {
  _mm256_storeu_pd(to, a.r);
  _mm256_storeu_pd(to + 4, a.i);
}

ML_INLINE quad q_zero(void) { return (quad){_mm256_setzero_pd(), _mm256_setzero_pd()}; }

ML_INLINE quad q_add(quad a, quad b) { return (quad){_mm256_add_pd(a.r, b.r), _mm256_add_pd(a.i, b.i)}; }

ML_INLINE quad q_sub(quad a, quad b) { return (quad){_mm256_sub_pd(a.r, b.r), _mm256_sub_pd(a.i, b.i)}; }

ML_INLINE quad q_add_real(quad a, double x) { return (quad){_mm256_add_pd(a.r, _mm256_set1_pd(x)), a.i}; }

ML_INLINE quad q_scale(double x, quad a) {
  __m256d all = _mm256_set1_pd(x);
  return (quad){_mm256_mul_pd(all, a.r), _mm256_mul_pd(all, a.i)};
}

ML_INLINE quad q_scale_add(double x, quad a, quad b) {
  __m256d all = _mm256_set1_pd(x);
  return (quad){_mm256_fmadd_pd(all, a.r, b.r), _mm256_fmadd_pd(all, a.i, b.i)};
}

ML_INLINE quad q_mul(quad a, quad b) {
  return (quad){_mm256_fnmadd_pd(a.i, b.i, _mm256_mul_pd(a.r, b.r)),
                _mm256_fmadd_pd(a.i, b.r, _mm256_mul_pd(a.r, b.i))};
}

ML_INLINE quad q_mul_add(quad a, quad b, quad c) {
  return (quad){_mm256_fnmadd_pd(a.i, b.i, _mm256_fmadd_pd(a.r, b.r, c.r)),
                _mm256_fmadd_pd(a.i, b.r, _mm256_fmadd_pd(a.r, b.i, c.i))};
}

ML_INLINE quad q_inverse(quad a) {
  __m256d square = _mm256_fmadd_pd(a.r, a.r, _mm256_mul_pd(a.i, a.i));
  __m256d inverse = _mm256_div_pd(_mm256_set1_pd(1), square);
  return (quad){_mm256_mul_pd(a.r, inverse), _mm256_mul_pd(_mm256_xor_pd(a.i, _mm256_set1_pd(-0.0)), inverse)};
}

ML_INLINE reals q_size_add(double x, quad a, reals b) {
  __m256d sign = _mm256_set1_pd(-0.0);
  __m256d size = _mm256_add_pd(_mm256_andnot_pd(sign, a.r), _mm256_andnot_pd(sign, a.i));
  return _mm256_fmadd_pd(_mm256_set1_pd(x), size, b);
}

ML_INLINE reals r_zero(void) { return _mm256_setzero_pd(); }

ML_INLINE reals r_add(reals a, reals b) { return _mm256_add_pd(a, b); }

ML_INLINE void r_store(double *to, reals a) { _mm256_storeu_pd(to, a); }

#endif

#include "math/elementary_avx512.h"

#include "dispatch.h"

void ml_exp_avx512(const double *x, double *y, int64_t n) {
  for (int64_t i = 0; i < n; i += 8) {
    __mmask8 lanes = (__mmask8)(n - i >= 8 ? 0xff : (1 << (n - i)) - 1);
    _mm512_mask_storeu_pd(y + i, lanes, ml_exp_avx512_pd(_mm512_maskz_loadu_pd(lanes, x + i)));
  }
}

void ml_log_avx512(const double *x, double *y, int64_t n) {
  for (int64_t i = 0; i < n; i += 8) {
    __mmask8 lanes = (__mmask8)(n - i >= 8 ? 0xff : (1 << (n - i)) - 1);
    _mm512_mask_storeu_pd(y + i, lanes, ml_log_avx512_pd(_mm512_maskz_loadu_pd(lanes, x + i)));
  }
}

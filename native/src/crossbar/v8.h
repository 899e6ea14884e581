/* Eight doubles in plain C, the lanes of the crossbar kernels. v8_avx2.h and v8_avx512.h hold the same operations. */
#ifndef MATCHLINE_CROSSBAR_V8_H
#define MATCHLINE_CROSSBAR_V8_H

#include <math.h>

#define ML_INLINE static inline __attribute__((always_inline))

typedef struct v8 {
  double lane[8];
} v8;

/* Calls, not copies: where the baseline has no fma, each is eight calls anyway, and copies take the compiler long. */
#define V8_CALL static __attribute__((noinline))

#define V8_EACH(expression)                               \
  v8 result;                                              \
  for (int i = 0; i < 8; i++) result.lane[i] = expression; \
  return result

V8_CALL v8 v8_load(const double *x) { V8_EACH(x[i]); }
V8_CALL void v8_store(double *y, v8 x) {
  for (int i = 0; i < 8; i++) y[i] = x.lane[i];
}
V8_CALL v8 v8_splat(double x) { V8_EACH(x); }
V8_CALL v8 v8_add(v8 a, v8 b) { V8_EACH(a.lane[i] + b.lane[i]); }
V8_CALL v8 v8_sub(v8 a, v8 b) { V8_EACH(a.lane[i] - b.lane[i]); }
V8_CALL v8 v8_mul(v8 a, v8 b) { V8_EACH(a.lane[i] * b.lane[i]); }
V8_CALL v8 v8_div(v8 a, v8 b) { V8_EACH(a.lane[i] / b.lane[i]); }
V8_CALL v8 v8_max(v8 a, v8 b) { V8_EACH(a.lane[i] > b.lane[i] ? a.lane[i] : b.lane[i]); }
/* a b + c */
V8_CALL v8 v8_fma(v8 a, v8 b, v8 c) { V8_EACH(fma(a.lane[i], b.lane[i], c.lane[i])); }
/* c - a b */
V8_CALL v8 v8_fnma(v8 a, v8 b, v8 c) { V8_EACH(fma(-a.lane[i], b.lane[i], c.lane[i])); }
/* Rows to columns. */
V8_CALL void v8_transpose(v8 x[8]) {
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < i; j++) {
      double keep = x[i].lane[j];
      x[i].lane[j] = x[j].lane[i];
      x[j].lane[i] = keep;
    }
}

#undef V8_EACH
#undef V8_CALL

#endif

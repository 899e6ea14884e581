/* spec */
#include "crossbar/transient.h"

#include <math.h>

#include "math/poles.h"

/* Four complex numbers, one per pole. */
typedef struct quad {
  double r[4], i[4];
} quad;

/* Four real ones. */
typedef struct reals {
  double v[4];
} reals;

#define EACH(k) for (int k = 0; k < 4; k++)

static inline quad q_load(const double *from) {
  quad q;
  EACH(k) q.r[k] = from[k], q.i[k] = from[k + 4];
  return q;
}

static inline void q_store(double *to, quad a) { EACH(k) to[k] = a.r[k], to[k + 4] = a.i[k]; }

static inline quad q_zero(void) { return (quad){{0}, {0}}; }

static inline quad q_add(quad a, quad b) {
  EACH(k) a.r[k] = a.r[k] + b.r[k], a.i[k] = a.i[k] + b.i[k];
  return a;
}

static inline quad q_sub(quad a, quad b) {
  EACH(k) a.r[k] = a.r[k] - b.r[k], a.i[k] = a.i[k] - b.i[k];
  return a;
}

static inline quad q_add_real(quad a, double x) {
  EACH(k) a.r[k] = a.r[k] + x;
  return a;
}

static inline quad q_scale(double x, quad a) {
  EACH(k) a.r[k] = x * a.r[k], a.i[k] = x * a.i[k];
  return a;
}

/* x a + b */
static inline quad q_scale_add(double x, quad a, quad b) {
  EACH(k) b.r[k] = fma(x, a.r[k], b.r[k]), b.i[k] = fma(x, a.i[k], b.i[k]);
  return b;
}

static inline quad q_mul(quad a, quad b) {
  quad c;
  EACH(k) {
    c.r[k] = fma(-a.i[k], b.i[k], a.r[k] * b.r[k]);
    c.i[k] = fma(a.i[k], b.r[k], a.r[k] * b.i[k]);
  }
  return c;
}

/* a b + c */
static inline quad q_mul_add(quad a, quad b, quad c) {
  EACH(k) {
    c.r[k] = fma(-a.i[k], b.i[k], fma(a.r[k], b.r[k], c.r[k]));
    c.i[k] = fma(a.i[k], b.r[k], fma(a.r[k], b.i[k], c.i[k]));
  }
  return c;
}

static inline quad q_inverse(quad a) {
  EACH(k) {
    double inverse = 1 / fma(a.r[k], a.r[k], a.i[k] * a.i[k]);
    a.r[k] = a.r[k] * inverse;
    a.i[k] = -a.i[k] * inverse;
  }
  return a;
}

/* x (|Re a| + |Im a|) + b */
static inline reals q_size_add(double x, quad a, reals b) {
  EACH(k) b.v[k] = fma(x, fabs(a.r[k]) + fabs(a.i[k]), b.v[k]);
  return b;
}

static inline reals r_zero(void) { return (reals){{0}}; }

static inline reals r_add(reals a, reals b) {
  EACH(k) a.v[k] = a.v[k] + b.v[k];
  return a;
}

static inline void r_store(double *to, reals a) { EACH(k) to[k] = a.v[k]; }

#include "crossbar/transient_steps.h"

void ml_crossbar_transient_c(const ml_crossbar *x, const ml_crossbar_step *step, ml_span jobs, double *workspace,
                             const ml_crossbar_waveform *out) {
  run(x, step, jobs, workspace, out);
}

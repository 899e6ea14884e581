/* Currents of a crossbar with capacitances after its terminals step from 0 V: C x' = b - A x, x(0) = 0.
 *
 *   x(t) = A^-1 (1 - exp(-t C^-1 A)) b = Re sum_k a_k (A + z_k C/t)^-1 b,  a_k = -(c_k/z_k) / sum Re(-c/z)
 *
 * with the poles z and residues c of math/poles.h: a partial fraction of (1 - r(x))/x, r the approximation of exp, whose
 * term in 1/x is left out; it would be r(0) - 1. Scaling the a to the sum 1 makes t = infinity exact. So one time takes
 * four complex solves of the crossbar with z C/t added to its nodes and the terminals at a V. A quad is the four
 * complex numbers of a cell, one per pole.
 *
 * Lines. With the other side held, every line is a chain of nodes with an admittance G + z C/t to a known voltage and a
 * known injected current i. From the far end towards the terminal, with R_k the segment before node k (for k = 0 the
 * terminal's own and its series resistance), Y_k = z C/t + G_k + q_{k+1} Y_{k+1}, q_k = 1/(1 + R_k Y_k),
 * J_k = i_k + q_{k+1} J_{k+1}; back from the terminal, v_k = q_k (v_{k-1} + R_k J_k) with v_{-1} the terminal's voltage,
 * and q_0 (Y_0 v_{-1} - J_0) flows from the terminal. No resistance is divided by, so R = 0 is an ideal wire. A line
 * without any resistance has its terminal's voltage for all t > 0, so its capacitance is left out.
 *
 * Coupling. T_r and T_c solve all rows and all columns for injected currents, D holds the conductances: u = T_r D w and
 * w = T_c D u besides what the terminals drive. A round makes one such step w, with change d; unless it is the last,
 * conjugate gradients for complex symmetric matrices (van der Vorst, Melissen, IEEE Trans. Magn. 26, 1990: no conjugate
 * in the products) then solve (T_c^-1 - D T_r D) e = r = D T_r D d with T_c as preconditioner, starting from e = 0:
 *
 *   z = T_c r;  p = z + beta p;  s = r - D T_r D z + beta s;  alpha = r z / p s;  w += alpha p;  r -= alpha s
 *
 * because T_c^-1 z = r. Poles converge alone: alpha = beta = 0 for one whose bound is met.
 *
 * Bound. After a round the currents lack what D T_r D d drives through the columns, at most sum G |d| in all: of a
 * current injected at a node no more than itself leaves by terminals. (At the pole whose real part is negative up to an
 * eighth more was seen in random crossbars; it has a thousandth of the weight.) |d| is taken as |Re d| + |Im d|. The
 * bound is held against the largest sum of the cells' currents over a row or a column, which is the terminal's current
 * but for what the capacitances take. A round that does not halve it is the last.
 *
 * Sums over cells are made in four stripes, line number modulo four. */
#include <math.h>

#include "dispatch.h"

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

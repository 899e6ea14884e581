/* The match line as the exact RC ladder: C dV/dt = -A V, A = diag(g) + L/R_w, V(0) = precharge at every node.
 *
 *   V(t)/precharge = r + Re sum_k c_k e_s^T (-t A - z_k C)^-1 C 1
 *
 * with the poles z, residues c and limit r of the Caratheodory-Fejer approximation of exp on (-inf, 0] (Trefethen,
 * Weideman, Schmelzer, Talbot quadratures and rational approximations, BIT 46, 2006): four pairs of poles for
 * voltages, three and a real one for quick voltages, six for crossings, which need V where it hardly differs from
 * precharge or from 0. A is symmetric, so one march per pole from the other end to the sense node finds the row e_s^T (...)^-1. y is the solution, J the
 * current into the part behind the march, S the sum of y over the cells. With currents in volts over one wire segment
 * r_w,
 *
 *   w_j = r_w g_j,  q = r_w C_node/t,  q_a, q_b = r_w C/t of the ends where the march starts and ends,
 *
 *   start      y = 1, J = z q_a, S = C_a/C_node
 *   near end   per cell, M to 1:  J += (w_j + z q) y, S += y, y += J
 *   far end    per cell, 1 to M:  y += J, J += (w_j + z q) y, S += y
 *   end        J += z q_b y,  Y = q S + q_b y,  u = Y/J
 *
 *   V/precharge = r - Re sum c u, limited to 0 ... 1
 *   t V'/precharge = Re sum c (1 - z u), because sum w_j y_j = J - z Y
 *
 * Regimes. t = 0 gives the precharge voltage. Let C be the largest of C_0, C_node, C_M and T = t/C, a resistance. T is
 * limited to 2^+-800 ohm and to at least 2^-200 R_w, where no charge has passed a wire yet; at shorter times a cell
 * that conducts 2^193 times better than the wire is seen too early. r_w is R_w, but at least 2^-200 T: a wire below it,
 * none at all included, drops nothing that a sum can hold. C_node is at least 2^-200 C: that much is invisible in every
 * sum, and S needs it. So q lies between 2^-400 and 2^200, q_a and q_b are 0 or at most 2^200. |1 + J/y| stays above
 * 0.89 because J/y lies in the cone between 1 and z; hence y never shrinks noticeably, and J^2 does not underflow.
 * Where w_j + |z| q stays below 2^25 nothing overflows in a stretch of 32 cells. A march that is not finite at its end
 * is made once more with a check at every cell and g_j limited to 2^260/r_w, a short circuit beside any q; there nothing
 * can overflow. The real pole takes the operations of the others: its imaginary parts stay 0. */
#include "tcam/ladder.h"

#include "tcam/decay.h"
#include "tcam/elmore.h"

#define SHORT_CIRCUIT 0x1p260

/* The line in units of one wire segment at one time. */
typedef struct scaled {
  double wire_ohm;
  double node, start, end; /* q, q_a, q_b */
  double head;             /* C_a/C_node */
} scaled;

static scaled scale_line(const ml_march *m, double t) {
  double resistance = t / m->largest_f;
  resistance = resistance < ML_RESISTANCE_MOST ? resistance : ML_RESISTANCE_MOST;
  resistance = resistance > ML_RESISTANCE_LEAST ? resistance : ML_RESISTANCE_LEAST;
  double passed = ML_RATIO_LEAST * m->wire_ohm;
  resistance = resistance > passed ? resistance : passed;
  double wire = ML_RATIO_LEAST * resistance;
  wire = m->wire_ohm > wire ? m->wire_ohm : wire;
  double ratio = wire / resistance;
  double node = m->node > ML_FRACTION_LEAST ? m->node : ML_FRACTION_LEAST;
  return (scaled){wire, ratio * node, ratio * m->start, ratio * m->end, m->start / node};
}

/* One pole's march: y, J, S. */
typedef struct state {
  double yr, yi, jr, ji, sr, si;
} state;

static void load(state *s, double ar, double ai) {
  s->jr = fma(-ai, s->yi, s->jr);
  s->ji = fma(ai, s->yr, s->ji);
  s->jr = fma(ar, s->yr, s->jr);
  s->ji = fma(ar, s->yi, s->ji);
}

static void cross_wire(state *s) {
  s->yr = s->yr + s->jr;
  s->yi = s->yi + s->ji;
}

static void rescale(state *s, double grown) {
  double size = fabs(s->yr) > fabs(s->yi) ? fabs(s->yr) : fabs(s->yi);
  if (!(size > grown)) return;
  double scale = ml_from_bits(ML_EXPONENT_TWICE - (ml_to_bits(size) & ML_EXPONENT_BITS));
  s->yr *= scale;
  s->yi *= scale;
  s->jr *= scale;
  s->ji *= scale;
  s->sr *= scale;
  s->si *= scale;
}

/* c u of one pole, and whether its march stayed finite. */
typedef struct solution {
  double pr, pi;
  int finite;
} solution;

static solution solve(const ml_march *m, const ml_sources *cells, const ml_poles *poles, int pole, int32_t lane,
                      const scaled *line, int stretch, double grown, double most_s) {
  double zr = poles->pole_r[pole], zi = poles->pole_i[pole], nr = zr * line->node, ni = zi * line->node;
  state s = {1, 0, zr * line->start, zi * line->start, line->head, 0};
  for (int32_t i = 0; i < m->cells; i++) {
    double g = ml_conductance(cells, ml_step_cell(m, i), lane);
    g = g < most_s ? g : most_s;
    if (!m->near) cross_wire(&s);
    load(&s, fma(g, line->wire_ohm, nr), ni);
    s.sr = s.sr + s.yr;
    s.si = s.si + s.yi;
    if ((i + 1) % stretch == 0) rescale(&s, grown);
    if (m->near) cross_wire(&s);
  }
  load(&s, zr * line->end, zi * line->end);
  double yr = fma(line->node, s.sr, line->end * s.yr), yi = fma(line->node, s.si, line->end * s.yi);
  double square = fma(s.jr, s.jr, s.ji * s.ji), inverse = 1 / square;
  double ar = fma(yr, s.jr, yi * s.ji), ai = fma(yi, s.jr, -(yr * s.ji));
  double cr = poles->residue_r[pole], ci = poles->residue_i[pole];
  return (solution){fma(cr, ar, -(ci * ai)) * inverse, fma(cr, ai, ci * ar) * inverse, square <= DBL_MAX};
}

typedef struct marched {
  ml_point point;
  int finite;
} marched;

static marched march_row(const ml_march *m, const ml_sources *cells, const ml_poles *poles, int32_t lane, double t,
                         int stretch, double grown, double most_v) {
  scaled line = scale_line(m, t);
  double most_s = most_v / line.wire_ohm;
  double v = poles->limit, slope = 0;
  int finite = 1;
  for (int k = 0; k < poles->count; k++) {
    solution p = solve(m, cells, poles, k, lane, &line, stretch, grown, most_s);
    v = v - p.pr;
    slope = slope + (poles->residue_r[k] - fma(poles->pole_r[k], p.pr, -(poles->pole_i[k] * p.pi)));
    finite &= p.finite;
  }
  return (marched){{v, slope}, finite && fabs(v) <= DBL_MAX};
}

ml_point ml_ladder_careful(const ml_march *m, const ml_sources *cells, const ml_poles *poles, int32_t lane, double t) {
  return march_row(m, cells, poles, lane, t, 1, 1, SHORT_CIRCUIT).point;
}

static ml_point ladder_point(const ml_march *m, const ml_sources *cells, const ml_poles *poles, int32_t lane,
                             double t) {
  marched ordinary = march_row(m, cells, poles, lane, t, ML_STRETCH, ML_GROWN, INFINITY);
  return ordinary.finite ? ordinary.point : ml_ladder_careful(m, cells, poles, lane, t);
}

static double row_voltage(const ml_march *m, const ml_sources *cells, int32_t lane, double precharge_v, double t,
                          int32_t quick) {
  if (t == 0) return precharge_v;
  double v = ladder_point(m, cells, quick ? &ml_seven_poles : &ml_four_poles, lane, t).v;
  v = v > 0 ? v : 0;
  v = v < 1 ? v : 1;
  return precharge_v * v;
}

/* Newton's method for ln V = ln level in t, kept inside a bracket. V falls and t V(t) <= m0 precharge, so the crossing
 * lies between 0 and m0 precharge/level. The start is Elmore's estimate. A step that leaves the bracket, or has no
 * logarithm to start from, is replaced by the geometric mean of the bracket, or by a sixteenth of its upper end while
 * its lower end is 0. The last step, below 2^-16 t, is still taken; what it leaves is of the order of its square. The
 * time inherits the error of the approximation, up to 2.1e-12 with the signs of a line's modes, divided by the slope:
 * below 3e-6 of the time for every accepted level. */
static double row_crossing(const ml_march *m, const ml_sources *cells, int32_t lane, double moment_s, double level) {
  if (level == 1) return 0;
  if (!(moment_s <= DBL_MAX)) return INFINITY;
  double log_level = ml_log_scalar(level);
  double low = 0, high = moment_s / level;
  high = high < DBL_MAX ? high : DBL_MAX;
  double t = moment_s * -log_level;
  for (int step = 0; step < ML_CROSSING_STEPS; step++) {
    ml_point p = ladder_point(m, cells, &ml_six_poles, lane, t);
    if (p.v > level)
      low = t;
    else
      high = t;
    double newton = fma(t, (log_level - ml_log_scalar(p.v)) * p.v / p.slope, t);
    int inside = newton > low && newton < high;
    double middle = low > 0 ? sqrt(low) * sqrt(high) : ML_CROSSING_DESCENT * high;
    double next = inside ? newton : middle;
    int done = (inside && fabs(next - t) <= ML_CROSSING_STEP * t) || high - low <= ML_CROSSING_BRACKET * high;
    t = next;
    if (done) break;
  }
  return t;
}

void ml_ladder_voltage_c(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_march march = ml_march_of(line);
  for (int64_t b = blocks.begin; b < blocks.end; b++)
    for (int32_t q = 0; q < cells->queries; q++) {
      ml_sources sources = ml_sources_of(line, cells, q, b);
      ml_target target = ml_target_of(cells, samples, q, b);
      for (int32_t i = 0; i < samples->count; i++)
        for (int32_t l = 0; l < target.lanes; l++)
          target.first[i * target.stride + l] =
              row_voltage(&march, &sources, l, line->precharge_v, samples->at[i], samples->quick);
    }
}

void ml_ladder_crossing_c(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_march march = ml_march_of(line);
  for (int32_t q = 0; q < cells->queries; q++)
    for (int64_t b = blocks.begin; b < blocks.end; b++) {
      ml_sources sources = ml_sources_of(line, cells, q, b);
      ml_target target = ml_target_of(cells, samples, q, b);
      for (int32_t l = 0; l < target.lanes; l++) {
        double moment_s = ml_elmore_moment(&march, &sources, l);
        for (int32_t i = 0; i < samples->count; i++)
          target.first[i * target.stride + l] =
              row_crossing(&march, &sources, l, moment_s, samples->at[i] / line->precharge_v);
      }
    }
}

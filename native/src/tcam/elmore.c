/* The match line as one exponential with the first moment of the ladder's waveform, m0 = integral of V/precharge.
 *
 * With A = diag(g) + L/R_w the moments are A^-1 C 1. A is symmetric, so the row of A^-1 at the sense node is found by a
 * march from the other end to it: y is the voltage that solves A y = 0 behind the march, J the current into it,
 * Y the charge C y. m0 = Y/J at the sense node. Per cell, from node M (near end sensed):
 *
 *   J += g_j y, Y += C_node y, y += R_w J
 *
 * and from node 0 (far end sensed) the wire comes first. Capacitances are fractions of the largest.
 * Elmore, The transient response of damped linear networks, J. Appl. Phys. 19 (1948), for lines that leak. */
#include "tcam/elmore.h"

#include "tcam/decay.h"

/* In the march that checks at every cell, values beyond it count as it: then every step is finite. */
#define MOST 0x1p200

typedef struct state {
  double y, current, charge;
} state;

static void rescale(state *s, double grown) {
  if (!(s->y > grown)) return;
  double scale = ml_from_bits(ML_EXPONENT_TWICE - (ml_to_bits(s->y) & ML_EXPONENT_BITS));
  s->y *= scale;
  s->current *= scale;
  s->charge *= scale;
}

static state march_row(const ml_march *m, const ml_sources *cells, int32_t lane, int stretch, double grown,
                       double most) {
  double wire = m->wire_ohm < most ? m->wire_ohm : most;
  state s = {1, 0, m->start};
  for (int32_t i = 0; i < m->cells; i++) {
    double g = ml_conductance(cells, ml_step_cell(m, i), lane);
    g = g < most ? g : most;
    if (!m->near) s.y = fma(wire, s.current, s.y);
    s.current = fma(g, s.y, s.current);
    s.charge = fma(m->node, s.y, s.charge);
    if (m->near) s.y = fma(wire, s.current, s.y);
    if ((i + 1) % stretch == 0) rescale(&s, grown);
  }
  s.charge = fma(m->end, s.y, s.charge);
  return s;
}

static double moment_of(const ml_march *m, const state *s) { return m->largest_f * (s->charge / s->current); }

/* A y between 2^1023 and 2^1024 is rescaled to 0 together with J and Y; their ratio is NaN then. */
double ml_elmore_moment(const ml_march *m, const ml_sources *cells, int32_t lane) {
  state s = march_row(m, cells, lane, ML_STRETCH, ML_GROWN, INFINITY);
  double moment = moment_of(m, &s);
  if (fabs(s.current) <= DBL_MAX && fabs(s.charge) <= DBL_MAX && moment == moment) return moment;
  s = march_row(m, cells, lane, 1, 1, MOST);
  return moment_of(m, &s);
}

static double time_constant(const ml_line *line, const ml_sources *cells, int32_t lane) {
  ml_march march = ml_march_of(line);
  return ml_elmore_moment(&march, cells, lane);
}

void ml_elmore_voltage_c(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks(line, cells, blocks, samples, time_constant, ml_decay_voltage);
}

void ml_elmore_crossing_c(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks(line, cells, blocks, samples, time_constant, ml_decay_crossing);
}

/* The match line with cells whose current I(V) and charge Q(V) are tables:
 *
 *   d/dt (C_j V_j + Q_j(V_j)) = -I_j(V_j) - currents into the wire segments on both sides,  V(0) = precharge everywhere.
 *
 * Steps of TR-BDF2 (Bank et al., IEEE Trans. Electron Devices 32, 1985; Hosea and Shampine, Appl. Numer. Math. 20, 1996):
 * with a = 1 - sqrt 1/2, charge q and outward current f of a node,
 *
 *   q_m + a h f_m = q_0 - a h f_0                                       at 2a h
 *   q_1 + a h f_1 = (1 + sqrt 2)/2 q_m - (sqrt 2 - 1)/2 q_0             at h
 *
 * L-stable, of second order. Each stage takes one Newton step from an extrapolated guess, the very first two. A Newton
 * step makes every node a conductance Y = Q'/(a h) + I' beside a current J; the line is then marched from node M to node
 * 0, y <- Y + y/(1 + R y), j <- J + j/(1 + R y), and back, v_k = (v_{k-1} + R j_k)/(1 + R y_k), which takes R = 0 too.
 * Charges follow the tangent, so what leaves a node is what the line conducts. f_1 comes from the second equation.
 *
 * Tables are piecewise linear and go on beyond their ends; a falling piece of current keeps its value but not its slope.
 *
 * Crossing: the line without wire resistance reaches the level at T = int C_total/I_total dV; steps of T/16 go on until
 * the sense node has passed the level, and lengthen where that takes long. Between the three voltages of the step, time
 * is their inverse quadratic interpolation, or the straight line where they do not fall. */
#include "tcam/tabulated.h"

/* One lane of a block: its cells and the arrays over its nodes. */
typedef struct row {
  const ml_line *line;
  const ml_cell_table *table;
  const uint8_t *state; /* [cells][8] */
  const double *scale;  /* [cells][8], or null */
  double per_step;
  double *v, *before, *q, *middle, *f, *j, *ratio, *base, *rise;
} row;

typedef struct cell {
  double i, slope, q, rise;
} cell;

/* Piece and place of a voltage among the `points` of a table. */
static double piece(const ml_cell_table *table, double per_step, double v, int64_t *k) {
  double u = (v - table->low_v) * per_step, last = table->points - 2;
  double at = u > 0 ? u : 0;
  at = at < last ? at : last;
  *k = (int64_t)at;
  return u - (double)*k;
}

static cell look_up(const row *r, int32_t node) {
  int64_t k;
  double fraction = piece(r->table, r->per_step, r->v[node], &k);
  int64_t at = (int64_t)(node - 1) * ML_LANES;
  const double *p = r->table->value + ((int64_t)r->state[at] * r->table->points + k) * 2;
  double rise_i = p[2] - p[0], rise_q = p[3] - p[1];
  cell c = {fma(fraction, rise_i, p[0]), rise_i * r->per_step, fma(fraction, rise_q, p[1]), rise_q * r->per_step};
  c.slope = c.slope > 0 ? c.slope : 0;
  if (r->scale) {
    c.i = c.i * r->scale[at];
    c.slope = c.slope * r->scale[at];
  }
  return c;
}

static double own_capacitance(const ml_line *line, int32_t node) {
  if (node == 0) return line->near_capacitance_f;
  return node == line->cells ? line->node_capacitance_f + line->far_capacitance_f : line->node_capacitance_f;
}

static cell node_of(const row *r, int32_t k) {
  cell c = k ? look_up(r, k) : (cell){0};
  double own = own_capacitance(r->line, k);
  c.q = fma(own, r->v[k], c.q);
  c.rise = c.rise + own;
  return c;
}

/* A Newton step of a stage whose charges are to be `target` - ah * f. */
static void newton(row *r, double ah, int second) {
  double inverse = 1 / ah, ohm = r->line->wire_resistance_ohm, y = 0, j = 0;
  for (int32_t k = r->line->cells; k >= 0; k--) {
    cell c = node_of(r, k);
    double target = second ? fma(ML_STAGE_MIDDLE, r->middle[k], -ML_STAGE_START * r->q[k]) : fma(-ah, r->f[k], r->q[k]);
    double conductance = fma(c.rise, inverse, c.slope);
    r->base[k] = fma(-c.rise, r->v[k], c.q);
    r->rise[k] = c.rise;
    y = y + conductance;
    j = j + (fma(target - c.q, inverse, -c.i) + conductance * r->v[k]);
    r->j[k] = j;
    r->ratio[k] = 1 / (k ? fma(ohm, y, 1) : y);
    y = y * r->ratio[k];
    j = j * r->ratio[k];
  }
  r->v[0] = j;
  for (int32_t k = 1; k <= r->line->cells; k++) r->v[k] = r->ratio[k] * fma(ohm, r->j[k], r->v[k - 1]);
}

static double *end_node(row *r) { return &r->v[r->line->sense == ML_SENSE_NEAR ? 0 : r->line->cells]; }

static void start(row *r) {
  for (int32_t k = 0; k <= r->line->cells; k++) {
    r->v[k] = r->before[k] = r->line->precharge_v;
    cell c = node_of(r, k);
    r->q[k] = c.q;
    r->f[k] = c.i;
  }
}

/* One step of h; the voltage of the sense node at its middle is returned. */
static double advance(row *r, double h, int first) {
  double ah = ML_STAGE_WEIGHT * h, inverse = 1 / ah;
  int32_t cells = r->line->cells;
  for (int32_t k = 0; k <= cells; k++) {
    double v = r->v[k];
    r->v[k] = fma(ML_STAGE_END, v - r->before[k], v);
    r->before[k] = v;
  }
  newton(r, ah, 0);
  if (first) newton(r, ah, 0);
  double middle_v = *end_node(r);
  for (int32_t k = 0; k <= cells; k++) {
    r->middle[k] = fma(r->rise[k], r->v[k], r->base[k]);
    r->v[k] = fma(ML_STAGE_END_INVERSE, r->v[k] - r->before[k], r->before[k]);
  }
  newton(r, ah, 1);
  for (int32_t k = 0; k <= cells; k++) {
    double target = fma(ML_STAGE_MIDDLE, r->middle[k], -ML_STAGE_START * r->q[k]);
    r->q[k] = fma(r->rise[k], r->v[k], r->base[k]);
    r->f[k] = (target - r->q[k]) * inverse;
  }
  return middle_v;
}

static double row_voltage(row *r, double t) {
  if (t == 0) return r->line->precharge_v;
  start(r);
  for (int step = 0; step < ML_TABULATED_STEPS; step++) advance(r, t * (1.0 / ML_TABULATED_STEPS), step == 0);
  return *end_node(r);
}

/* When the line without wire resistance falls to the level; `weight` [states] is how much of each state it has. */
static double ideal_crossing(const row *r, const double *weight, const double *count, double level) {
  const ml_cell_table *table = r->table;
  double own = fma(r->line->cells, r->line->node_capacitance_f, r->line->near_capacitance_f) + r->line->far_capacitance_f;
  double dv = (r->line->precharge_v - level) * (1.0 / ML_TABULATED_PIECES), sum = 0;
  for (int n = 0; n < ML_TABULATED_PIECES; n++) {
    int64_t k;
    double fraction = piece(table, r->per_step, fma(n + 0.5, dv, level), &k), i = 0, c = own;
    for (int32_t s = 0; s < table->states; s++) {
      const double *p = table->value + ((int64_t)s * table->points + k) * 2;
      i = fma(weight[s], fma(fraction, p[2] - p[0], p[0]), i);
      c = fma(count[s], (p[3] - p[1]) * r->per_step, c);
    }
    if (!(i > 0)) return INFINITY;
    sum = sum + c / i;
  }
  return sum * dv;
}

/* Time from the start of a step of h in which the voltage falls from a by way of m to b. */
static double within(double a, double m, double b, double level, double h) {
  if (!(a > m && m > b)) return h * ((a - level) / (a - b));
  double x = a - level, y = m - level, z = b - level;
  double at_m = ML_STAGE_END * ((x * z) / ((m - a) * (m - b)));
  return h * (at_m + (x * y) / ((b - a) * (b - m)));
}

static double row_crossing(row *r, double ideal, double level) {
  if (level == r->line->precharge_v) return 0;
  if (!(ideal <= DBL_MAX)) return INFINITY;
  double h = ideal * (1.0 / ML_TABULATED_STEPS), t = 0, v = r->line->precharge_v;
  start(r);
  for (int step = 0; step < ML_TABULATED_MOST; step++) {
    if (step >= ML_TABULATED_PATIENCE) h = h * ML_TABULATED_GROWTH;
    double middle = advance(r, h, step == 0), next = *end_node(r);
    if (next <= level) return t + within(v, middle, next, level, h);
    v = next;
    t = t + h;
  }
  return INFINITY;
}

int64_t ml_tabulated_workspace_doubles(const ml_line *line, const ml_cell_table *table) {
  return (ML_TABULATED_ARRAYS * ((int64_t)line->cells + 1) + 2 * (int64_t)table->states) * ML_LANES;
}

static row row_of(const ml_line *line, const ml_table_cells *cells, int64_t block, int32_t lane, double *work) {
  int64_t nodes = line->cells + 1, offset = block * line->cells * ML_LANES + lane;
  return (row){.line = line, .table = cells->table, .state = cells->state + offset,
               .scale = cells->scale ? cells->scale + offset : 0, .per_step = 1 / cells->table->step_v, .v = work,
               .before = work + nodes, .q = work + 2 * nodes, .middle = work + 3 * nodes, .f = work + 4 * nodes,
               .j = work + 5 * nodes, .ratio = work + 6 * nodes, .base = work + 7 * nodes, .rise = work + 8 * nodes};
}

static void weigh(const row *r, double *weight, double *count) {
  for (int32_t s = 0; s < r->table->states; s++) weight[s] = count[s] = 0;
  for (int64_t k = 0; k < r->line->cells; k++) {
    int32_t s = r->state[k * ML_LANES];
    weight[s] = weight[s] + (r->scale ? r->scale[k * ML_LANES] : 1);
    count[s] = count[s] + 1;
  }
}

void ml_tabulated_voltage_c(const ml_line *line, const ml_table_cells *cells, ml_span blocks, const ml_samples *samples,
                            double *work) {
  for (int64_t b = blocks.begin; b < blocks.end; b++)
    for (int32_t l = 0; l < ML_LANES && b * ML_LANES + l < cells->rows; l++) {
      row r = row_of(line, cells, b, l, work);
      for (int32_t i = 0; i < samples->count; i++)
        samples->value[i * samples->stride + b * ML_LANES + l] = row_voltage(&r, samples->at[i]);
    }
}

void ml_tabulated_crossing_c(const ml_line *line, const ml_table_cells *cells, ml_span blocks,
                             const ml_samples *samples, double *work) {
  double *weight = work + ML_TABULATED_ARRAYS * ((int64_t)line->cells + 1), *count = weight + cells->table->states;
  for (int64_t b = blocks.begin; b < blocks.end; b++)
    for (int32_t l = 0; l < ML_LANES && b * ML_LANES + l < cells->rows; l++) {
      row r = row_of(line, cells, b, l, work);
      weigh(&r, weight, count);
      for (int32_t i = 0; i < samples->count; i++) {
        double ideal = ideal_crossing(&r, weight, count, samples->at[i]);
        samples->value[i * samples->stride + b * ML_LANES + l] = row_crossing(&r, ideal, samples->at[i]);
      }
    }
}

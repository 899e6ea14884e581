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
 * Cells with a node inside, at x: I_j = U(V, x) flows from the line into it and L(x) out of it,
 *
 *   d/dt P(x) = U(V, x) - L(x),
 *
 * in the same stages. A Newton step moves x by (r + U_V dV)/D, D = P'/(a h) + L' - U_x, so that the line sees a
 * conductance U_V (P'/(a h) + L')/D and keeps its three diagonals. U is bilinear between its points, and beyond them
 * as steep as at the edge.
 *
 * While the search lines rise, a stage takes the tables that hold at its end, and the march goes from t = 0 in the steps of
 * the rise; charges are on one scale, so what the search lines couple into a node is in the tables. At t = 0, Q is given
 * and no current flows. At the end of the rise the march starts anew from what it has reached.
 *
 * Tables are piecewise linear and go on beyond their ends; a falling piece of current keeps its value but not its slope.
 *
 * Crossing: the line without wire resistance reaches the level at T = int C_total/I_total dV; steps of T/16 go on until
 * the sense node has passed the level, and lengthen where that takes long. After a rise, T is shortened by half of it, and
 * by what it moves the start of the whole line over the fall; fewer steps make up for those of the rise. Mismatches beside
 * the sense amplifier pull it down long before the line has followed: such an early crossing is searched again. Between the three voltages of the step, time
 * is their inverse quadratic interpolation, or the straight line where they do not fall. */
#include "tcam/tabulated.h"

/* The nodes inside the cells of a lane: x = from + gain V after a Newton step. */
typedef struct inner {
  const ml_cell_stack *stack; /* or null */
  double per_line, per_node;
  double *x, *before, *q, *middle, *f, *base, *rise, *from, *gain;
} inner;

/* One lane of a block: its cells and the arrays over its nodes. */
typedef struct row {
  const ml_line *line;
  const ml_cell_table *table;
  const uint8_t *state; /* [cells][8] */
  const double *scale;  /* [cells][8], or null */
  double per_step;
  const ml_cell_rise *search; /* how the search lines rise, or null */
  const double *value;      /* the table now in force */
  int32_t stage;            /* stages passed */
  double *v, *before, *q, *middle, *f, *j, *ratio, *base, *rise;
  inner in;
} row;

typedef struct cell {
  double i, slope, q, rise;
} cell;

/* Current from the line into a cell, and how it rises with the line's voltage and falls with the node's. */
typedef struct upper {
  double i, slope, fall;
} upper;

/* Piece and place of a voltage among `points` that start at `low`. */
static double piece(double low, double per_step, int32_t points, double v, int64_t *k) {
  double u = (v - low) * per_step, last = points - 2;
  double at = u > 0 ? u : 0;
  at = at < last ? at : last;
  *k = (int64_t)at;
  return u - (double)*k;
}

static cell look_up(const row *r, int32_t node) {
  int64_t k;
  double fraction = piece(r->table->low_v, r->per_step, r->table->points, r->v[node], &k);
  int64_t at = (int64_t)(node - 1) * ML_LANES;
  const double *p = r->value + ((int64_t)r->state[at] * r->table->points + k) * 2;
  double rise_i = p[2] - p[0], rise_q = p[3] - p[1];
  cell c = {fma(fraction, rise_i, p[0]), rise_i * r->per_step, fma(fraction, rise_q, p[1]), rise_q * r->per_step};
  c.slope = c.slope > 0 ? c.slope : 0;
  if (r->scale) {
    c.i = c.i * r->scale[at];
    c.slope = c.slope * r->scale[at];
  }
  return c;
}

static double scale_of(const row *r, int32_t node) { return r->scale ? r->scale[(int64_t)(node - 1) * ML_LANES] : 1; }

static double within_piece(double fraction) {
  double least = fraction > 0 ? fraction : 0;
  return least < 1 ? least : 1;
}

static upper upper_of(const row *r, int32_t node) {
  const ml_cell_stack *stack = r->in.stack;
  int64_t kv, kx, state = r->state[(int64_t)(node - 1) * ML_LANES];
  double v = piece(r->table->low_v, r->in.per_line, stack->line_points, r->v[node], &kv);
  double x = piece(stack->node_low_v, r->in.per_node, stack->node_points, r->in.x[node], &kx), scale = scale_of(r, node);
  const double *p = stack->upper + (state * stack->line_points + kv) * stack->node_points + kx;
  const double *next = p + stack->node_points;
  double low_rise = p[1] - p[0], high_rise = next[1] - next[0], inside = within_piece(x);
  double low = fma(inside, low_rise, p[0]), rise = fma(inside, high_rise, next[0]) - low;
  double rise_x = fma(within_piece(v), high_rise - low_rise, low_rise), i = fma(x - inside, rise_x, fma(v, rise, low));
  double slope = rise * r->in.per_line, fall = -rise_x * r->in.per_node;
  return (upper){i * scale, (slope > 0 ? slope : 0) * scale, (fall > 0 ? fall : 0) * scale};
}

static cell lower_of(const row *r, int32_t node) {
  int64_t k, state = r->state[(int64_t)(node - 1) * ML_LANES];
  double fraction = piece(r->table->low_v, r->per_step, r->table->points, r->in.x[node], &k), scale = scale_of(r, node);
  const double *p = r->in.stack->lower + (state * r->table->points + k) * 2;
  double rise_i = p[2] - p[0], rise_q = p[3] - p[1], slope = rise_i * r->per_step;
  return (cell){fma(fraction, rise_i, p[0]) * scale, (slope > 0 ? slope : 0) * scale, fma(fraction, rise_q, p[1]),
                rise_q * r->per_step};
}

/* Charge on the line of a cell whose currents are those of its inner node. */
static cell line_charge(const row *r, int32_t node) {
  int64_t k, state = r->state[(int64_t)(node - 1) * ML_LANES];
  double fraction = piece(r->table->low_v, r->per_step, r->table->points, r->v[node], &k);
  const double *p = r->in.stack->line_charge + state * r->table->points + k;
  double rise = p[1] - p[0];
  return (cell){.q = fma(fraction, rise, p[0]), .rise = rise * r->per_step};
}

static double own_capacitance(const ml_line *line, int32_t node) {
  if (node == 0) return line->near_capacitance_f;
  return node == line->cells ? line->node_capacitance_f + line->far_capacitance_f : line->node_capacitance_f;
}

static cell node_of(const row *r, int32_t k) {
  cell c = !k ? (cell){0} : r->in.stack ? line_charge(r, k) : look_up(r, k);
  double own = own_capacitance(r->line, k);
  c.q = fma(own, r->v[k], c.q);
  c.rise = c.rise + own;
  return c;
}

static double second_target(const double *middle, const double *q, int32_t k) {
  return fma(ML_STAGE_MIDDLE, middle[k], -ML_STAGE_START * q[k]);
}

/* Puts the current and slope of a cell into `c` with its inner node eliminated. */
static void eliminate(const row *r, int32_t k, double ah, double inverse, int second, cell *c) {
  const inner *in = &r->in;
  upper u = upper_of(r, k);
  cell l = lower_of(r, k);
  double target = second ? second_target(in->middle, in->q, k) : fma(-ah, in->f[k], in->q[k]);
  double own = fma(l.rise, inverse, l.slope), share = 1 / (own + u.fall);
  double step = fma(target - l.q, inverse, u.i - l.i) * share;
  in->gain[k] = u.slope * share;
  in->from[k] = fma(-in->gain[k], r->v[k], in->x[k] + step);
  in->base[k] = fma(-l.rise, in->x[k], l.q);
  in->rise[k] = l.rise;
  c->i = fma(-u.fall, step, u.i);
  c->slope = in->gain[k] * own;
}

/* A Newton step of a stage whose charges are to be `target` - ah * f. */
static void newton(row *r, double ah, int second) {
  double inverse = 1 / ah, ohm = r->line->wire_resistance_ohm, y = 0, j = 0;
  for (int32_t k = r->line->cells; k >= 0; k--) {
    cell c = node_of(r, k);
    if (r->in.stack && k) eliminate(r, k, ah, inverse, second, &c);
    double target = second ? second_target(r->middle, r->q, k) : fma(-ah, r->f[k], r->q[k]);
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
  for (int32_t k = 1; k <= r->line->cells; k++) {
    r->v[k] = r->ratio[k] * fma(ohm, r->j[k], r->v[k - 1]);
    if (r->in.stack) r->in.x[k] = fma(r->in.gain[k], r->v[k], r->in.from[k]);
  }
}

static double *end_node(row *r) { return &r->v[r->line->sense == ML_SENSE_NEAR ? 0 : r->line->cells]; }

static void start_inner(row *r, int32_t k) {
  inner *in = &r->in;
  in->x[k] = in->before[k] = in->stack->start_v[r->state[(int64_t)(k - 1) * ML_LANES]];
  upper u = upper_of(r, k);
  cell l = lower_of(r, k);
  in->q[k] = l.q;
  in->f[k] = l.i - u.i;
  r->f[k] = u.i;
}

/* Takes the tables of the next stage. */
static void next_stage(row *r) {
  const ml_cell_rise *rise = r->search;
  int64_t each = 2 * (int64_t)r->table->states * r->table->points;
  r->value = rise && r->stage < 2 * rise->steps ? rise->value + r->stage * each : r->table->value;
  r->stage++;
}

/* Charge of a node when the search lines begin to rise. */
static cell resting(const row *r, int32_t k) {
  double charge = k ? r->search->start_charge[r->state[(int64_t)(k - 1) * ML_LANES]] : 0;
  return (cell){.q = fma(own_capacitance(r->line, k), r->v[k], charge)};
}

static void start(row *r) {
  r->stage = 0;
  r->value = r->table->value;
  for (int32_t k = 0; k <= r->line->cells; k++) {
    r->v[k] = r->before[k] = r->line->precharge_v;
    cell c = r->search ? resting(r, k) : node_of(r, k);
    r->q[k] = c.q;
    r->f[k] = c.i;
    if (r->in.stack && k) start_inner(r, k);
  }
}

/* Voltages guessed for the end of the first stage, which lies `reach` times the step before ahead. */
static void guess_first(double *v, double *before, double reach, int32_t from, int32_t cells) {
  for (int32_t k = from; k <= cells; k++) {
    double now = v[k];
    v[k] = fma(reach, now - before[k], now);
    before[k] = now;
  }
}

/* Charges at the end of the first stage and voltages guessed for that of the second. */
static void guess_second(double *v, const double *before, double *middle, const double *rise, const double *base,
                         int32_t from, int32_t cells) {
  for (int32_t k = from; k <= cells; k++) {
    middle[k] = fma(rise[k], v[k], base[k]);
    v[k] = fma(ML_STAGE_END_INVERSE, v[k] - before[k], before[k]);
  }
}

/* Charges and outward currents at the end of a step. */
static void finish(const double *v, double *q, double *f, const double *middle, const double *rise, const double *base,
                   double inverse, int32_t from, int32_t cells) {
  for (int32_t k = from; k <= cells; k++) {
    double target = second_target(middle, q, k);
    q[k] = fma(rise[k], v[k], base[k]);
    f[k] = (target - q[k]) * inverse;
  }
}

/* Starts a march in other steps. */
static void restart(row *r) {
  for (int32_t k = 0; k <= r->line->cells; k++) r->before[k] = r->v[k];
}

/* Step number `step` of a march in steps of h; *now is its length. The voltage of the sense node at its middle is
 * returned. */
static double advance(row *r, double h, int step, double *now) {
  *now = r->in.stack && step <= ML_STACK_SPLITS ? h * ml_stack_split[step] : h;
  double reach = r->in.stack ? ml_stack_reach(step) : ML_STAGE_END;
  double ah = ML_STAGE_WEIGHT * *now, inverse = 1 / ah;
  int32_t cells = r->line->cells;
  const inner *in = &r->in;
  guess_first(r->v, r->before, reach, 0, cells);
  if (in->stack) guess_first(in->x, in->before, reach, 1, cells);
  next_stage(r);
  newton(r, ah, 0);
  if (step == 0) newton(r, ah, 0);
  double middle_v = *end_node(r);
  guess_second(r->v, r->before, r->middle, r->rise, r->base, 0, cells);
  if (in->stack) guess_second(in->x, in->before, in->middle, in->rise, in->base, 1, cells);
  next_stage(r);
  newton(r, ah, 1);
  finish(r->v, r->q, r->f, r->middle, r->rise, r->base, inverse, 0, cells);
  if (in->stack) finish(in->x, in->q, in->f, in->middle, in->rise, in->base, inverse, 1, cells);
  return middle_v;
}

static int steps_of(const row *r) {
  if (r->search) return ML_TABULATED_AFTER_RISE;
  return ML_TABULATED_STEPS + (r->in.stack ? ML_STACK_SPLITS : 0);
}

static double row_voltage(row *r, double t) {
  if (t == 0) return r->line->precharge_v;
  start(r);
  double length, rest = t;
  if (r->search) {
    double h = r->search->duration_s / r->search->steps, at = t / h;
    for (int step = 0; step < r->search->steps; step++) {
      double v = *end_node(r);
      advance(r, h, step, &length);
      if (at <= step + 1) return fma(at - step, *end_node(r) - v, v);
    }
    rest = t - r->search->duration_s;
    if (!(rest > 0)) return *end_node(r);
    restart(r);
  }
  int steps = steps_of(r);
  double h = rest * (1.0 / (r->in.stack ? ML_TABULATED_STEPS : steps));
  for (int step = 0; step < steps; step++) advance(r, h, step, &length);
  return *end_node(r);
}

/* When the line without wire resistance falls to the level; `weight` [states] is how much of each state it has. */
static double ideal_crossing(const row *r, const double *weight, const double *count, double level) {
  const ml_cell_table *table = r->table;
  double own = fma(r->line->cells, r->line->node_capacitance_f, r->line->near_capacitance_f) + r->line->far_capacitance_f;
  double dv = (r->line->precharge_v - level) * (1.0 / ML_TABULATED_PIECES), sum = 0;
  for (int n = 0; n < ML_TABULATED_PIECES; n++) {
    int64_t k;
    double fraction = piece(table->low_v, r->per_step, table->points, fma(n + 0.5, dv, level), &k), i = 0, c = own;
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

/* The fall to the level over that from the precharge voltage, where the rise moves the start of the whole line. */
static double fall_share(const row *r, const double *count, double level) {
  const ml_cell_table *table = r->table;
  double own = fma(r->line->cells, r->line->node_capacitance_f, r->line->near_capacitance_f) + r->line->far_capacitance_f;
  double charge = 0, c = own;
  int64_t k;
  double fraction = piece(table->low_v, r->per_step, table->points, r->line->precharge_v, &k);
  for (int32_t s = 0; s < table->states; s++) {
    const double *p = table->value + ((int64_t)s * table->points + k) * 2;
    charge = fma(count[s], r->search->start_charge[s] - fma(fraction, p[3] - p[1], p[1]), charge);
    c = fma(count[s], (p[3] - p[1]) * r->per_step, c);
  }
  double share = charge / (c * (r->line->precharge_v - level)) + 1;
  return share > ML_RISE_LEAST ? share : ML_RISE_LEAST;
}

/* Length of the steps towards a crossing. */
static double crossing_step(const row *r, const double *count, double ideal, double level) {
  if (!r->search) return ideal * (1.0 / ML_TABULATED_STEPS);
  double moved = ideal * fall_share(r, count, level), rest = fma(-0.5, r->search->duration_s, moved);
  double least = moved * ML_RISE_LEAST;
  return (rest > least ? rest : least) * (1.0 / ML_TABULATED_AFTER_RISE);
}

/* A step of a search for a crossing, from *t and *v on; whether the line passes the level, at *t then. */
static int passes(row *r, double h, int step, double level, double *t, double *v) {
  double length, middle = advance(r, h, step, &length), next = *end_node(r);
  if (next <= level) {
    *t = *t + within(*v, middle, next, level, length);
    return 1;
  }
  *v = next;
  *t = *t + length;
  return 0;
}

/* When the line falls to the level, by steps of h after the rise. */
static double march_to(row *r, double h, double level) {
  double t = 0, v = r->line->precharge_v;
  start(r);
  if (r->search) {
    double rising = r->search->duration_s / r->search->steps;
    for (int step = 0; step < r->search->steps; step++)
      if (passes(r, rising, step, level, &t, &v)) return t;
    restart(r);
  }
  for (int step = 0; step < ML_TABULATED_MOST; step++) {
    if (step >= ML_TABULATED_PATIENCE) h = h * ML_TABULATED_GROWTH;
    if (passes(r, h, step, level, &t, &v)) return t;
  }
  return INFINITY;
}

static double row_crossing(row *r, const double *count, double ideal, double level) {
  if (level == r->line->precharge_v) return 0;
  if (!(ideal <= DBL_MAX)) return INFINITY;
  double h = crossing_step(r, count, ideal, level), t = march_to(r, h, level);
  if (!r->search || !(t > r->search->duration_s && t <= fma(ML_RISE_EARLY, h, r->search->duration_s))) return t;
  double finer = (t - r->search->duration_s) * (1.0 / ML_TABULATED_AFTER_RISE), finest = h * ML_RISE_FINEST;
  return march_to(r, finer > finest ? finer : finest, level);
}

int64_t ml_tabulated_workspace_doubles(const ml_line *line, const ml_cell_table *table) {
  return (ML_TABULATED_ARRAYS * ((int64_t)line->cells + 1) + 2 * (int64_t)table->states + 1) * ML_LANES;
}

static inner inner_of(const ml_table_cells *cells, int64_t nodes, double *work) {
  const ml_cell_stack *stack = cells->stack;
  if (!stack) return (inner){0};
  double per_range = 1 / ((cells->table->points - 1) * cells->table->step_v);
  return (inner){.stack = stack, .per_line = (stack->line_points - 1) * per_range,
                 .per_node = 1 / stack->node_step_v, .x = work, .before = work + nodes,
                 .q = work + 2 * nodes, .middle = work + 3 * nodes, .f = work + 4 * nodes, .base = work + 5 * nodes,
                 .rise = work + 6 * nodes, .from = work + 7 * nodes, .gain = work + 8 * nodes};
}

static row row_of(const ml_line *line, const ml_table_cells *cells, int64_t block, int32_t lane, double *work) {
  int64_t nodes = line->cells + 1, offset = block * line->cells * ML_LANES + lane;
  return (row){.line = line, .table = cells->table, .state = cells->state + offset,
               .scale = cells->scale ? cells->scale + offset : 0, .per_step = 1 / cells->table->step_v, .search = cells->rise, .v = work,
               .before = work + nodes, .q = work + 2 * nodes, .middle = work + 3 * nodes, .f = work + 4 * nodes,
               .j = work + 5 * nodes, .ratio = work + 6 * nodes, .base = work + 7 * nodes, .rise = work + 8 * nodes,
               .in = inner_of(cells, nodes, work + 9 * nodes)};
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
        samples->value[i * samples->stride + b * ML_LANES + l] = row_crossing(&r, count, ideal, samples->at[i]);
      }
    }
}

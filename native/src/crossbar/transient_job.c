/* What the transient of a crossbar does once per call or per job, the same for every instruction set. */
#include <float.h>
#include <math.h>

#include "crossbar/transient.h"
#include "math/poles.h"

#define LOAD_MOST 0x1p200

int64_t ml_transient_doubles(const ml_crossbar *x) {
  int64_t rows = x->rows, columns = x->columns;
  return ML_QUAD * (7 * rows * columns + 3 * rows + (3 + ML_ABREAST) * columns);
}

static ml_chains chains_of(int32_t lines, int32_t nodes, int64_t line, int64_t step, int32_t end, double segment_ohm,
                           double further_ohm, double node_f) {
  int last = end == ML_END_LAST;
  return (ml_chains){lines, nodes, line, last ? (nodes - 1) * step : 0, last ? -step : step,
                     segment_ohm, segment_ohm + further_ohm, node_f};
}

static double *take(double **rest, int64_t quads) {
  double *taken = *rest;
  *rest += ML_QUAD * quads;
  return taken;
}

ml_transient ml_transient_of(const ml_crossbar *x, const ml_crossbar_step *step, double *rest) {
  int64_t rows = x->rows, columns = x->columns, cells = rows * columns;
  ml_transient t = {.g = x->conductance};
  t.rows = chains_of(x->rows, x->columns, columns, 1, x->driver_end, x->row_resistance_ohm, x->driver_resistance_ohm,
                     step->row_capacitance_f);
  t.columns = chains_of(x->columns, x->rows, 1, columns, x->sense_end, x->column_resistance_ohm,
                        x->sense_resistance_ohm, step->column_capacitance_f);
  double **of_cells[] = {&t.q_rows, &t.q_columns, &t.w, &t.r, &t.z, &t.p, &t.s};
  double **of_rows[] = {&t.row_seen, &t.row_current, &t.row_cells};
  double **of_columns[] = {&t.column_seen, &t.column_current, &t.column_cells};
  for (int i = 0; i < 7; i++) *of_cells[i] = take(&rest, cells);
  for (int i = 0; i < 3; i++) *of_rows[i] = take(&rest, rows);
  for (int i = 0; i < 3; i++) *of_columns[i] = take(&rest, columns);
  t.flow = take(&rest, ML_ABREAST * columns);
  return t;
}

double ml_transient_load(const ml_chains *chains, double time_s) {
  if (chains->node_f == 0 || chains->terminal_ohm == 0) return 0;
  double load = chains->node_f / time_s;
  return load < LOAD_MOST ? load : LOAD_MOST;
}

void ml_transient_weights(double *pole, double *weight) {
  const ml_poles *p = &ml_four_poles;
  double sum = 0;
  for (int k = 0; k < 4; k++) {
    double zr = p->pole_r[k], zi = p->pole_i[k], cr = p->residue_r[k], ci = p->residue_i[k];
    double inverse = -1 / fma(zr, zr, zi * zi);
    pole[k] = zr;
    pole[k + 4] = zi;
    weight[k] = fma(cr, zr, ci * zi) * inverse;
    weight[k + 4] = fma(ci, zr, -(cr * zi)) * inverse;
    sum = sum + weight[k];
  }
  for (int k = 0; k < ML_QUAD; k++) weight[k] = weight[k] / sum;
}

static double real_part(const double *quad) { return (quad[0] + quad[1]) + (quad[2] + quad[3]); }

static double largest(const double *quads, int64_t count, double most) {
  for (int64_t i = 0; i < count; i++) {
    double size = fabs(real_part(quads + ML_QUAD * i));
    most = size > most ? size : most;
  }
  return most;
}

double ml_transient_largest(const ml_transient *t) {
  return largest(t->row_cells, t->rows.lines, largest(t->column_cells, t->columns.lines, 0));
}

void ml_transient_store(const double *quads, int64_t count, double *value) {
  for (int64_t i = 0; i < count; i++) {
    double real = real_part(quads + ML_QUAD * i);
    value[i] = fabs(real) <= DBL_MAX ? real : NAN;
  }
}

/* One crossbar at one time, and where its solve keeps its numbers; crossbar/transient.c is the specification. */
#ifndef MATCHLINE_CROSSBAR_TRANSIENT_H
#define MATCHLINE_CROSSBAR_TRANSIENT_H

#include "dispatch.h"

#define ML_QUAD 8    /* doubles of a quad: four real parts, four imaginary parts */
#define ML_PROGRESS 0.5 /* a round that leaves more of the residual ends the solve */
#define ML_SHARE 0.125 /* of the tolerance, for the steps of one pole */
#define ML_ABREAST 4 /* lines swept at once, and stripes of a sum */

/* The lines of one side: line i has its node k, counted from the terminal, at i * line + first + k * step. */
typedef struct ml_chains {
  int32_t lines, nodes;
  int64_t line, first, step;
  double segment_ohm, terminal_ohm, node_f;
} ml_chains;

/* All pointers but those to the circuit and its drive are to quads. */
typedef struct ml_transient {
  ml_chains rows, columns;
  const double *g, *row_v, *column_v;
  double *q_rows, *q_columns, *w, *r, *z, *p, *s;
  double *row_seen, *row_current, *row_cells;
  double *column_seen, *column_current, *column_cells;
  double *flow;
} ml_transient;

int64_t ml_transient_doubles(const ml_crossbar *crossbar);

ml_transient ml_transient_of(const ml_crossbar *crossbar, const ml_crossbar_step *step, double *workspace);

/* Conductance of a node's capacitance over the pole: 0 on an ideal line, whose nodes are charged at once. */
double ml_transient_load(const ml_chains *chains, double time_s);

/* z of the four poles, and -c/z scaled so that the real parts sum to 1: quads. */
void ml_transient_weights(double *pole, double *weight);

/* The largest current through the cells of a line. */
double ml_transient_largest(const ml_transient *t);

/* Real parts of the sums over the poles of `count` quads; NaN where they are not finite. */
void ml_transient_store(const double *quads, int64_t count, double *value);

#endif

/* Memory of the crossbar kernels. Inside, the terminals stand at node 0 of every line, whatever the circuit's placement:
 * lines are mirrored where tiles are read and written. Matrices are tiles of 8 x 8 cells, a group of 8 rows after the
 * other; what is missing to whole tiles has no conductance and no voltage. */
#ifndef MATCHLINE_CROSSBAR_LAYOUT_H
#define MATCHLINE_CROSSBAR_LAYOUT_H

#include "dispatch.h"

#define ML_TILE 64
#define ML_STAGGER 136 /* doubles between matrices, so that their tiles do not compete for the same lines of a cache */
#define ML_MAX_MODES 8 /* per direction */
#define ML_MAX_PAIRS 36 /* of modes k >= a, and of modes with k + l < ML_MAX_MODES */

typedef struct ml_grid {
  int32_t rows, columns;
  int64_t row_groups, column_groups;
  int64_t padded_rows, padded_columns, cells; /* of whole tiles */
  int32_t mirror_rows, mirror_columns;        /* 1: node 0 beside the last row, the last column */
  double row_ohm, column_ohm;                 /* segments */
  double driver_ohm, sense_ohm;               /* before node 0: the terminal's segment and what is in series */
} ml_grid;

static inline ml_grid ml_grid_of(const ml_crossbar *x) {
  int64_t row_groups = (x->rows + 7) / 8, column_groups = (x->columns + 7) / 8;
  return (ml_grid){.rows = x->rows,
                   .columns = x->columns,
                   .row_groups = row_groups,
                   .column_groups = column_groups,
                   .padded_rows = 8 * row_groups,
                   .padded_columns = 8 * column_groups,
                   .cells = ML_TILE * row_groups * column_groups,
                   .mirror_rows = x->sense_end == ML_END_LAST,
                   .mirror_columns = x->driver_end == ML_END_LAST,
                   .row_ohm = x->row_resistance_ohm,
                   .column_ohm = x->column_resistance_ohm,
                   .driver_ohm = x->row_resistance_ohm + x->driver_resistance_ohm,
                   .sense_ohm = x->column_resistance_ohm + x->sense_resistance_ohm};
}

/* What ml_crossbar_prepare leaves. */
typedef struct ml_prepared {
  double *scalars;  /* ML_PREPARED_* */
  double *row_y;    /* [padded_rows] S that the terminal's segment sees */
  double *row_mode;    /* [ML_MAX_MODES][padded_rows] along the columns, by row */
  double *column_mode; /* [ML_MAX_MODES][padded_columns] along the rows, by column */
  double *energy;   /* [modes of the plane]^2: of the column side */
  double *gain;     /* [modes of the plane]^2: what the coarse solve adds to the column solve */
  double *scratch;  /* [2 ML_MAX_PAIRS][padded_columns], read only while preparing */
  double *g;        /* tiles, lanes are columns */
  double *q_row;    /* tiles, lanes are rows */
  double *q_column; /* tiles, lanes are columns */
} ml_prepared;

/* The error of the column currents over the square root of r . P r; modes per direction; doubles up to a cache line. */
enum { ML_PREPARED_BOUND, ML_PREPARED_MODES, ML_PREPARED_SHIFT, ML_PREPARED_SCALARS = 8 };

/* Doubles from x to the next cache line. */
static inline int64_t ml_to_line(const double *x) { return (int64_t)((64 - (uintptr_t)x % 64) / sizeof(double) % 8); }

/* The scalars say where the rest is. */
static inline ml_prepared ml_prepared_of(const ml_grid *x, const double *prepared) {
  ml_prepared p;
  p.scalars = (double *)(uintptr_t)prepared;
  p.row_y = p.scalars + ML_PREPARED_SCALARS + (int64_t)p.scalars[ML_PREPARED_SHIFT];
  p.row_mode = p.row_y + x->padded_rows;
  p.column_mode = p.row_mode + ML_MAX_MODES * x->padded_rows;
  p.energy = p.column_mode + ML_MAX_MODES * x->padded_columns;
  p.gain = p.energy + ML_MAX_PAIRS * ML_MAX_PAIRS;
  p.scratch = p.gain + ML_MAX_PAIRS * ML_MAX_PAIRS;
  p.g = p.scratch + 2 * ML_MAX_PAIRS * x->padded_columns;
  p.q_row = p.g + x->cells + ML_STAGGER;
  p.q_column = p.q_row + x->cells + ML_STAGGER;
  return p;
}

static inline int64_t ml_prepared_doubles(const ml_grid *x) {
  return ML_PREPARED_SCALARS + 7 + (1 + ML_MAX_MODES) * x->padded_rows + ML_MAX_MODES * x->padded_columns +
         2 * ML_MAX_PAIRS * ML_MAX_PAIRS + 2 * ML_MAX_PAIRS * x->padded_columns + 3 * (x->cells + ML_STAGGER);
}

/* Sums by column that a sweep leaves. */
enum { ML_SUM_CELLS, ML_SUM_COUPLED, ML_SUM_WIRES, ML_SUM_TERMINALS, ML_SUM_MODES, ML_SUMS = ML_SUM_MODES + ML_MAX_MODES };

/* What one solve works in. */
typedef struct ml_work {
  double *z, *v, *d;    /* tiles */
  double *w, *p;        /* tiles, written only where voltages are asked for */
  double *march;        /* [padded_columns][8]: the currents of 8 rows */
  double *below;        /* [padded_columns]: solution of the row before */
  double *before;       /* [padded_columns]: z of the row before */
  double *sums;         /* [ML_SUMS][padded_columns] */
  double *row_v;        /* [padded_rows] terminals */
  double *row_z, *row_p, *row_w;              /* [padded_rows] A into the terminals */
  double *column_v;     /* [padded_columns] terminals */
  double *column_h, *column_y, *column_z, *column_s, *column_p, *column_w; /* [padded_columns] A into the terminals */
} ml_work;

static inline ml_work ml_work_of(const ml_grid *x, double *work) {
  ml_work k;
  double *at = work + ml_to_line(work);
  double **rows[] = {&k.row_v, &k.row_z, &k.row_p, &k.row_w};
  double **columns[] = {&k.below, &k.before, &k.column_v, &k.column_h, &k.column_y, &k.column_z, &k.column_s,
                        &k.column_p, &k.column_w};
  double **tiles[] = {&k.z, &k.v, &k.d, &k.w, &k.p};
  for (int i = 0; i < 4; i++, at += x->padded_rows) *rows[i] = at;
  for (int i = 0; i < 9; i++, at += x->padded_columns) *columns[i] = at;
  k.sums = at;
  k.march = k.sums + ML_SUMS * x->padded_columns;
  at = k.march + 8 * x->padded_columns;
  for (int i = 0; i < 5; i++, at += x->cells + ML_STAGGER) *tiles[i] = at;
  return k;
}

static inline int64_t ml_work_doubles(const ml_grid *x) {
  return 7 + 4 * x->padded_rows + (9 + ML_SUMS + 8) * x->padded_columns + 5 * (x->cells + ML_STAGGER);
}

#endif

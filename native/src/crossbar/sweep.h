/* One pass over the tiles of a crossbar; crossbar/solve.h states the equations. */
#ifndef MATCHLINE_CROSSBAR_SWEEP_H
#define MATCHLINE_CROSSBAR_SWEEP_H

#include "crossbar/tiles.h"

/* How a pass makes z from h = T_c D u, the solution of the columns. */
typedef enum stage {
  START,  /* z = h + coarse */
  RESUME, /* w = h + terminals, z = w - z */
  FIRST,  /* v = z - h, z = z - alpha v + coarse; and p = z, w = w + alpha p */
  STEP,   /* v = z - h + beta v, z = z - alpha v + coarse; and p = z + beta p, w = w + alpha p */
  TRIAL   /* what STEP does to z, of which only the power and the rows' terminal currents are kept */
} stage;

typedef struct pass {
  ml_grid x;
  ml_prepared p;
  ml_work k;
  int modes;           /* per direction */
  int keep;            /* 1: w and its direction p are kept */
  double alpha, beta;
  const double *coarse; /* what the coarse space adds to z, by mode of the plane */
} pass;

/* Index of mode k along the columns and l along the rows, k + l < modes. */
ML_INLINE int plane_of(int modes, int k, int l) { return k * modes - k * (k - 1) / 2 + l; }

/* Factors of the column modes for the 8 rows of a group, [modes][8]. */
ML_INLINE void coarse_rows(const pass *s, int64_t group, double factor[][8]) {
  for (int l = 0; l < s->modes; l++) {
    v8 sum = v8_splat(0);
    for (int k = 0; k + l < s->modes; k++)
      sum = v8_fma(v8_load(s->p.row_mode + k * s->x.padded_rows + 8 * group),
                   v8_splat(s->coarse[plane_of(s->modes, k, l)]), sum);
    v8_store(factor[l], sum);
  }
}

ML_INLINE void coarse_tile(const pass *s, double factor[][8], int64_t at, v8 add[8]) {
#pragma GCC unroll 8
  for (int r = 0; r < 8; r++) add[r] = v8_splat(0);
  for (int l = 0; l < s->modes; l++) {
    v8 mode = v8_load(s->p.column_mode + l * s->x.padded_columns + 8 * at);
#pragma GCC unroll 8
    for (int r = 0; r < 8; r++) add[r] = v8_fma(v8_splat(factor[l][r]), mode, add[r]);
  }
}

/* Row r of a tile: h to z. */
ML_INLINE v8 next_z(const pass *s, stage how, int64_t place, v8 h, v8 add, v8 volts) {
  double *z_at = s->k.z + place;
  v8 alpha = v8_splat(s->alpha), beta = v8_splat(s->beta);
  if (how == START) return v8_add(h, add);
  v8 z = v8_load(z_at);
  if (how == RESUME) {
    v8 w = v8_add(h, volts);
    v8_store(s->k.w + place, w);
    return v8_sub(w, z);
  }
  if (s->keep) {
    v8 p = how == STEP ? v8_fma(beta, v8_load(s->k.p + place), z) : z;
    v8_store(s->k.p + place, p);
    v8_store(s->k.w + place, v8_fma(alpha, p, v8_load(s->k.w + place)));
  }
  v8 v = how == STEP || how == TRIAL ? v8_fma(beta, v8_load(s->k.v + place), v8_sub(z, h)) : v8_sub(z, h);
  if (how != TRIAL) v8_store(s->k.v + place, v);
  return v8_add(v8_fnma(alpha, v, z), add);
}

/* The columns of a tile from above, the new z, and the currents D z that it injects into the rows. */
ML_INLINE void descend_tile(const pass *s, stage how, int64_t group, int64_t at, double factor[][8], v8 current[8]) {
  int64_t place = ML_TILE * (group * s->x.column_groups + at), n = s->x.padded_columns;
  double *sums = s->k.sums + 8 * at;
  v8 h = v8_load(s->k.below + 8 * at), before = v8_load(s->k.before + 8 * at);
  v8 volts = v8_load(s->k.column_v + 8 * at);
  v8 cells = v8_load(sums + n * ML_SUM_CELLS), wires = v8_load(sums + n * ML_SUM_WIRES), add[8];
  coarse_tile(s, factor, at, add);
#pragma GCC unroll 8
  for (int r = 0; r < 8; r++) {
    int64_t row = place + 8 * r;
    v8 ohm = v8_splat(group == 0 && r == 0 ? s->x.sense_ohm : s->x.column_ohm), q = v8_load(s->p.q_column + row);
    h = v8_fma(q, h, v8_mul(q, v8_mul(ohm, v8_load(s->k.d + row))));
    v8 z = next_z(s, how, row, h, add[r], volts);
    if (how != TRIAL) v8_store(s->k.z + row, z);
    if (group == 0 && r == 0) {
      v8_store(sums + n * ML_SUM_TERMINALS, v8_mul(z, z));
    } else {
      v8 drop = v8_sub(z, before);
      wires = v8_fma(drop, drop, wires);
    }
    before = z;
    current[r] = v8_mul(v8_load(s->p.g + row), z);
    cells = v8_fma(current[r], z, cells);
  }
  v8_store(s->k.below + 8 * at, h);
  v8_store(s->k.before + 8 * at, before);
  v8_store(sums + n * ML_SUM_CELLS, cells);
  v8_store(sums + n * ML_SUM_WIRES, wires);
}

/* March of 8 rows from the far end to the terminal. */
typedef struct march {
  v8 j, q;
} march;

ML_INLINE void enter_tile(const pass *s, int64_t group, int64_t at, v8 current[8], march *m) {
  const double *q = s->p.q_row + ML_TILE * (group * s->x.column_groups + at);
  v8_transpose(current);
#pragma GCC unroll 8
  for (int k = 7; k >= 0; k--) {
    m->j = v8_fma(m->q, m->j, current[k]);
    m->q = v8_load(q + 8 * k);
    v8_store(s->k.march + ML_TILE * at + 8 * k, m->j);
  }
}

/* And back: the row voltages of a tile, lanes are columns; u is the voltage before. */
ML_INLINE void leave_tile(const pass *s, int64_t group, int64_t at, v8 *u, v8 voltage[8]) {
  const double *q_at = s->p.q_row + ML_TILE * (group * s->x.column_groups + at);
#pragma GCC unroll 8
  for (int k = 0; k < 8; k++) {
    v8 ohm = v8_splat(at == 0 && k == 0 ? s->x.driver_ohm : s->x.row_ohm), q = v8_load(q_at + 8 * k);
    *u = v8_fma(q, *u, v8_mul(q, v8_mul(ohm, v8_load(s->k.march + ML_TILE * at + 8 * k))));
    voltage[k] = *u;
  }
  v8_transpose(voltage);
}

/* The currents d of a tile into the columns, and their sums over the rows weighted by the row modes. */
ML_INLINE void project_tile(const pass *s, int64_t group, int64_t at, const v8 d[8]) {
  for (int k = 0; k < s->modes; k++) {
    double *sum_at = s->k.sums + (ML_SUM_MODES + k) * s->x.padded_columns + 8 * at;
    const double *mode = s->p.row_mode + k * s->x.padded_rows + 8 * group;
    v8 sum = v8_load(sum_at);
#pragma GCC unroll 8
    for (int r = 0; r < 8; r++) sum = v8_fma(v8_splat(mode[r]), d[r], sum);
    v8_store(sum_at, sum);
  }
}

static void clear(double *x, int64_t n) { memset(x, 0, (size_t)n * sizeof(double)); }

/* From the columns' currents in d to the next z, and on to d = D T_r D z, with all sums. */
ML_INLINE void sweep(const pass *given, stage how) {
  const pass own = *given, *s = &own; /* no store can change it */
  clear(s->k.sums, ML_SUMS * s->x.padded_columns);
  clear(s->k.below, s->x.padded_columns);
  for (int64_t group = 0; group < s->x.row_groups; group++) {
    double factor[ML_MAX_MODES][8];
    march m = {v8_splat(0), v8_splat(0)};
    v8 u = v8_splat(0), tile[8];
    coarse_rows(s, group, factor);
    for (int64_t at = s->x.column_groups - 1; at >= 0; at--) {
      descend_tile(s, how, group, at, factor, tile);
      enter_tile(s, group, at, tile, &m);
    }
    v8_store(s->k.row_z + 8 * group, v8_mul(m.q, m.j));
    if (how == TRIAL) continue;
    for (int64_t at = 0; at < s->x.column_groups; at++) {
      int64_t place = ML_TILE * (group * s->x.column_groups + at);
      double *sum_at = s->k.sums + ML_SUM_COUPLED * s->x.padded_columns + 8 * at;
      v8 coupled = v8_load(sum_at);
      leave_tile(s, group, at, &u, tile);
#pragma GCC unroll 8
      for (int r = 0; r < 8; r++) {
        tile[r] = v8_mul(v8_load(s->p.g + place + 8 * r), tile[r]);
        coupled = v8_fma(v8_load(s->k.z + place + 8 * r), tile[r], coupled);
        v8_store(s->k.d + place + 8 * r, tile[r]);
      }
      v8_store(sum_at, coupled);
      project_tile(s, group, at, tile);
    }
  }
}

/* The columns' march from the far end to the terminal, in place in d; column_h gets the currents into the terminals. */
static void collect(const pass *given) {
  const pass own = *given, *s = &own;
  int64_t n = s->x.column_groups;
  clear(s->k.below, s->x.padded_columns);
  for (int64_t group = s->x.row_groups - 1; group >= 0; group--)
    for (int64_t at = 0; at < n; at++) {
      int64_t place = ML_TILE * (group * n + at);
      v8 j = v8_load(s->k.below + 8 * at);
      v8 q = group == s->x.row_groups - 1 ? v8_splat(0) : v8_load(s->p.q_column + place + ML_TILE * n);
#pragma GCC unroll 8
      for (int r = 7; r >= 0; r--) {
        j = v8_fma(q, j, v8_load(s->k.d + place + 8 * r));
        q = v8_load(s->p.q_column + place + 8 * r);
        v8_store(s->k.d + place + 8 * r, j);
      }
      v8_store(s->k.below + 8 * at, j);
      if (group == 0) v8_store(s->k.column_h + 8 * at, v8_mul(q, j));
    }
}

/* The column voltages that drive_rows starts from. */
typedef enum field {
  TERMINALS, /* column_v all along the columns */
  TILES      /* z */
} field;

ML_INLINE v8 field_at(const pass *s, field from, int64_t at, int64_t row) {
  return v8_load(from == TILES ? s->k.z + row : s->k.column_v + 8 * at);
}

/* The rows with their terminals driven and cell_a (may be null) taken from them: the columns' currents to d, besides
 * what a column at its terminal's voltage would draw, or the row voltages to `voltage` where it is not null. */
static void drive_rows(const pass *s, field from, const double *cell_a, double *voltage) {
  v8 zero = v8_splat(0);
  clear(s->k.sums, ML_SUMS * s->x.padded_columns);
  for (int64_t group = 0; group < s->x.row_groups; group++) {
    march m = {zero, zero};
    v8 u = v8_load(s->k.row_v + 8 * group), tile[8], source[8];
    for (int64_t at = s->x.column_groups - 1; at >= 0; at--) {
      int64_t place = ML_TILE * (group * s->x.column_groups + at);
#pragma GCC unroll 8
      for (int r = 0; r < 8; r++)
        tile[r] = v8_mul(v8_load(s->p.g + place + 8 * r), field_at(s, from, at, place + 8 * r));
      if (cell_a) read_tile(&s->x, cell_a, group, at, source);
#pragma GCC unroll 8
      for (int r = 0; cell_a && r < 8; r++) tile[r] = v8_sub(tile[r], source[r]);
      enter_tile(s, group, at, tile, &m);
    }
    v8 own = v8_mul(v8_load(s->p.row_y + 8 * group), u);
    v8_store(s->k.row_z + 8 * group, v8_mul(m.q, v8_sub(m.j, own)));
    for (int64_t at = 0; at < s->x.column_groups; at++) {
      int64_t place = ML_TILE * (group * s->x.column_groups + at);
      leave_tile(s, group, at, &u, tile);
      if (voltage) {
        write_tile(&s->x, tile, group, at, voltage);
        continue;
      }
      v8 volts = v8_load(s->k.column_v + 8 * at);
#pragma GCC unroll 8
      for (int r = 0; r < 8; r++) tile[r] = v8_mul(v8_load(s->p.g + place + 8 * r), v8_sub(tile[r], volts));
      if (cell_a) read_tile(&s->x, cell_a, group, at, source);
#pragma GCC unroll 8
      for (int r = 0; cell_a && r < 8; r++) tile[r] = v8_add(tile[r], source[r]);
#pragma GCC unroll 8
      for (int r = 0; r < 8; r++) v8_store(s->k.d + place + 8 * r, tile[r]);
      project_tile(s, group, at, tile);
    }
  }
}

#endif

/* The match-line kernels at every level against the plain-C reference, bit by bit, and against closed forms. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "check.h"

#define UNTOUCHED -7.25

typedef int32_t exported(const ml_line *, const ml_cells *, const ml_span *, const ml_samples *);

typedef struct kernel {
  const char *name;
  exported *run;
  ml_line_fn *reference;
  int is_crossing;
} kernel;

static const kernel kernels[] = {{"lumped_voltage", ml_lumped_voltage, ml_lumped_voltage_c, 0},
                                 {"lumped_crossing", ml_lumped_crossing, ml_lumped_crossing_c, 1},
                                 {"elmore_voltage", ml_elmore_voltage, ml_elmore_voltage_c, 0},
                                 {"elmore_crossing", ml_elmore_crossing, ml_elmore_crossing_c, 1},
                                 {"ladder_voltage", ml_ladder_voltage, ml_ladder_voltage_c, 0},
                                 {"ladder_crossing", ml_ladder_crossing, ml_ladder_crossing_c, 1}};
#define KERNELS (int)(sizeof kernels / sizeof kernels[0])

/* How inputs are drawn: what a line really has, or every corner of the contract. */
typedef enum regime { USUAL, EXTREME } regime;

static double pick(const double *values, int count) { return values[check_integer(0, count - 1)]; }
#define PICK(...) pick((const double[]){__VA_ARGS__}, (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)))

static double draw_conductance(regime r, int dense) {
  if (r == USUAL) return check_integer(0, 3) ? check_logarithmic(1e-9, 1e-6) : check_logarithmic(1e-5, 5e-4);
  if (dense) return PICK(0, 1e-3, 1e3, 1e12, 1e300, DBL_MAX);
  return check_integer(0, 3) ? 0 : PICK(5e-324, 1e-300, 1e-12, 1e-4, 1e3);
}

/* Standard deviation of a conductance, in proportion to it or whatever it is. */
static double draw_sigma(regime r, double conductance) {
  if (check_integer(0, 1)) return conductance < 1e300 ? PICK(0, 0.02, 0.5, 3) * conductance : 0;
  return r == USUAL ? check_logarithmic(1e-9, 1e-4) : PICK(0, 5e-324, 1e-12, 1e3, 1e300, DBL_MAX);
}

static ml_line draw_line(regime r, int32_t cells) {
  ml_line line = {.cells = cells, .sense = (int32_t)check_integer(0, 1)};
  if (r == USUAL) {
    line.wire_resistance_ohm = check_integer(0, 7) ? check_logarithmic(0.1, 1000) : 0;
    line.node_capacitance_f = check_integer(0, 7) ? check_logarithmic(1e-16, 1e-14) : 0;
    line.near_capacitance_f = check_logarithmic(1e-15, 1e-13);
    line.far_capacitance_f = check_integer(0, 1) ? check_logarithmic(1e-16, 1e-14) : 0;
    line.precharge_v = check_uniform(0.4, 1.2);
    line.series_resistance_ohm = check_integer(0, 1) ? check_logarithmic(1, 1e5) : 0;
    return line;
  }
  line.wire_resistance_ohm = PICK(0, 1e-300, 0.5, 1e9, 1e20, DBL_MAX);
  line.node_capacitance_f = PICK(0, 5e-324, 1e-15, 1.0, 1e300);
  line.near_capacitance_f = PICK(1e-300, 1e-15, 1e-6, 1e300);
  line.far_capacitance_f = PICK(0, 1e-300, 1e-15, 1e300);
  line.precharge_v = PICK(1e-300, 0.8, 1e300, DBL_MAX);
  line.series_resistance_ohm = PICK(0, 1e-300, 1e4, DBL_MAX);
  return line;
}

static double draw_time(regime r, int32_t i) {
  if (i == 0) return 0;
  return r == USUAL ? check_logarithmic(1e-14, 1e-7) : PICK(5e-324, 1e-300, 1e-25, 1e-12, 1.0, 1e25, 1e300, DBL_MAX);
}

static double draw_level(double precharge_v, int32_t i) {
  if (i == 0) return precharge_v;
  double ratio = i == 1 ? 2.0000001e-4 : check_logarithmic(2.001e-4, 0.999999);
  return precharge_v * ratio;
}

static void check_value(const kernel *k, const ml_line *line, double value, double wanted, int64_t row) {
  CHECK(check_same(&value, &wanted, sizeof value), "%s, %d cells, row %lld: %a, reference %a", k->name, line->cells,
        (long long)row, value, wanted);
  CHECK(value >= 0 && (k->is_crossing || value <= line->precharge_v), "%s, %d cells, row %lld: %a is out of range",
        k->name, line->cells, (long long)row, value);
}

static void compare(const kernel *k, const ml_line *line, const ml_cells *cells, ml_span span, const double *value,
                    const double *wanted, const ml_samples *samples) {
  int64_t values = (cells->queries * samples->count - 1) * samples->stride + cells->rows;
  for (int64_t i = 0; i < values; i++) {
    int64_t row = i % samples->stride;
    if (row >= span.begin * ML_LANES && row < span.end * ML_LANES && row < cells->rows)
      check_value(k, line, value[i], wanted[i], row);
    else
      CHECK(value[i] == UNTOUCHED, "%s, %d cells: row %lld outside the span was written", k->name, line->cells,
            (long long)row);
  }
}

/* One random job through all six kernels; every buffer ends, or starts, at a page without access, and elements have no
 * alignment beyond their own. */
static void run_job(regime r, int32_t width, int64_t rows) {
  ml_line line = draw_line(r, width);
  int driven = (int)check_integer(0, 1), noisy = (int)check_integer(0, 1), at_end = (int)check_integer(0, 3) > 0, dense = (int)check_integer(0, 1);
  int32_t queries = driven ? (int32_t)check_integer(1, 2) : 1, count = (int32_t)check_integer(1, 3);
  int64_t blocks = (rows + ML_LANES - 1) / ML_LANES, stride = rows + check_integer(0, 3);
  size_t elements = (size_t)(blocks * width * ML_LANES);
  size_t values = (size_t)((queries * count - 1) * stride + rows);
  check_buffer sl = check_guarded(elements * sizeof(double), at_end);
  check_buffer slb = check_guarded(elements * sizeof(double), at_end);
  check_buffer drive = check_guarded((size_t)(queries * width), at_end);
  int64_t deviation_stride = (blocks + check_integer(0, 1)) * ML_LANES;
  size_t deviations = (size_t)((queries * width - 1) * deviation_stride + blocks * ML_LANES);
  check_buffer deviation = check_guarded(deviations * sizeof(float), at_end);
  check_buffer sigma_sl = check_guarded(elements * sizeof(double), at_end);
  check_buffer sigma_slb = check_guarded(elements * sizeof(double), at_end);
  check_buffer at = check_guarded((size_t)count * sizeof(double), at_end);
  check_buffer out = check_guarded(values * sizeof(double), at_end);
  check_buffer reference = check_guarded(values * sizeof(double), at_end);
  for (size_t i = 0; i < elements; i++) {
    ((double *)sl.data)[i] = draw_conductance(r, dense);
    ((double *)slb.data)[i] = draw_conductance(r, dense);
    ((double *)sigma_sl.data)[i] = draw_sigma(r, ((double *)sl.data)[i]);
    ((double *)sigma_slb.data)[i] = draw_sigma(r, ((double *)slb.data)[i]);
  }
  for (int32_t i = 0; i < queries * width; i++) ((uint8_t *)drive.data)[i] = (uint8_t)check_integer(0, 2);
  for (size_t i = 0; i < deviations; i++) ((float *)deviation.data)[i] = (float)check_uniform(-6, 6);
  ml_cells cells = {rows, queries, 0, sl.data, driven ? slb.data : NULL, driven ? drive.data : NULL, NULL, 0,
                    NULL, NULL, 0};
  if (noisy) {
    cells.deviation = deviation.data;
    cells.deviation_stride = deviation_stride;
    if (check_integer(0, 1)) {
      cells.sigma_sl = sigma_sl.data;
      cells.sigma_slb = driven ? sigma_slb.data : NULL;
    } else {
      cells.sigma_share = PICK(5e-324, 0.02, 0.5, 3);
    }
  }
  int32_t quick = (int32_t)check_integer(0, 1);
  ml_samples samples = {count, quick, at.data, out.data, stride};
  ml_samples wanted = {count, quick, at.data, reference.data, stride};
  int64_t begin = check_integer(0, blocks), end = check_integer(begin, blocks);
  ml_span span = {begin, end};
  for (int i = 0; i < KERNELS; i++) {
    const kernel *k = &kernels[i];
    for (int32_t s = 0; s < count; s++)
      ((double *)at.data)[s] = k->is_crossing ? draw_level(line.precharge_v, s) : draw_time(r, s);
    for (size_t v = 0; v < values; v++) ((double *)out.data)[v] = UNTOUCHED;
    int32_t status = k->run(&line, &cells, &span, &samples);
    CHECK(status == ML_OK, "%s: status %d", k->name, status);
    k->reference(&line, &cells, span, &wanted);
    compare(k, &line, &cells, span, out.data, reference.data, &samples);
  }
  check_buffer *all[] = {&sl, &slb, &drive, &deviation, &sigma_sl, &sigma_slb, &at, &out, &reference};
  for (int i = 0; i < 9; i++) check_release(all[i]);
}

/* Without wire resistance the ladder, its first moment and the lumped line are one exponential. */
static void check_without_wires(void) {
  for (int32_t kind = 0; kind < 4; kind++) {
    int32_t sense = kind % 2, quick = kind / 2;
    double g[3 * ML_LANES], at[4] = {1e-12, 3e-11, 1e-10, 1e-8}, level[4] = {0.7499992, 0.4, 0.1, 1.6e-4};
    for (int i = 0; i < 3 * ML_LANES; i++) g[i] = 1e-6 * (i + 1);
    ml_line line = {3, sense, 0, 1e-15, 2e-15, 3e-15, 0.75, 0};
    ml_cells cells = {ML_LANES, 1, 0, g, NULL, NULL, NULL, 0, NULL, NULL, 0};
    ml_span span = {0, 1};
    for (int k = 0; k < KERNELS; k++) {
      double value[4 * ML_LANES];
      ml_samples samples = {4, quick, kernels[k].is_crossing ? level : at, value, ML_LANES};
      CHECK(kernels[k].run(&line, &cells, &span, &samples) == ML_OK, "%s: status", kernels[k].name);
      for (int i = 0; i < 4 * ML_LANES; i++) {
        int l = i % ML_LANES;
        long double tau = 8e-15L / ((long double)g[l] + g[ML_LANES + l] + g[2 * ML_LANES + l]);
        long double x = samples.at[i / ML_LANES];
        long double exact = kernels[k].is_crossing ? tau * logl(0.75L / x) : 0.75L * expl(-x / tau);
        long double error = fabsl(value[i] - exact) / (kernels[k].is_crossing ? exact : 0.75L);
        /* Of level/precharge only a double is known, so its logarithm is off by 2^-53 of 1. */
        long double allowed = kernels[k].is_crossing ? 4e-15L + 1.2e-16L * tau / exact : 4e-15L;
        if (k >= 4) allowed = kernels[k].is_crossing ? 1.7e-12L * tau * 0.75L / (x * exact) : quick ? 1.2e-7L : 1.3e-8L;
        CHECK(error <= allowed, "%s: %g instead of %Lg", kernels[k].name, value[i], exact);
      }
    }
  }
}

/* Where only node 0 has a capacitance the other nodes follow at once: the line is one exponential whose conductance is
 * that of the resistive ladder, and its far end stands at the ladder's share of node 0, from the shortest time on. */
static void check_without_node_capacitance(void) {
  const double near_f = 2e-15, wire_ohm = 10, precharge_v = 0.8, unit_s = 10 * 2e-15;
  double g[3 * ML_LANES];
  for (int i = 0; i < 3 * ML_LANES; i++) g[i] = i % ML_LANES ? 1e-6 * (i + 1) : 0.5;
  ml_cells cells = {ML_LANES, 1, 0, g, NULL, NULL, NULL, 0, NULL, NULL, 0};
  ml_span span = {0, 1};
  double at[5] = {1e-57 * unit_s, 1e-30 * unit_s, 1e-3 * unit_s, unit_s, 1e3 * unit_s}, value[5 * ML_LANES];
  for (int32_t kind = 0; kind < 4; kind++) {
    int32_t sense = kind % 2, quick = kind / 2;
    ml_line line = {3, sense, wire_ohm, 0, near_f, 0, precharge_v, 0};
    ml_samples samples = {5, quick, at, value, ML_LANES};
    CHECK(ml_ladder_voltage(&line, &cells, &span, &samples) == ML_OK, "no node capacitance: status");
    for (int i = 0; i < 5 * ML_LANES; i++) {
      long double y = 1, current = 0;
      for (int j = 2; j >= 0; j--) {
        current += g[j * ML_LANES + i % ML_LANES] * y;
        y += wire_ohm * current;
      }
      double t = at[i / ML_LANES];
      long double near_v = precharge_v * expl(-t / near_f * current / y), exact = sense ? near_v / y : near_v;
      CHECK(fabsl(value[i] - exact) <= (quick ? 3e-7L : 3.2e-8L) * precharge_v,
            "no node capacitance, sense %d, t = %g s: %.12g, exact %.12Lg", sense, t, value[i], exact);
    }
  }
}

/* A short circuit behind one wire segment: node 0 discharges through that segment, node 1 is at ground, however far the
 * conductance exceeds what a march can hold. */
static void check_short_circuit(void) {
  const double conductance[4] = {1e20, 1e100, 1e300, DBL_MAX}, wire_ohm = 10, near_f = 2e-15, precharge_v = 0.8;
  const double shares[2] = {0, 0.5}; /* of the capacitances at node and far end */
  double g[ML_LANES], at[4] = {2e-20, 1e-14, 2e-14, 1e-13}, value[4 * ML_LANES];
  for (int l = 0; l < ML_LANES; l++) g[l] = conductance[l % 4];
  ml_cells cells = {ML_LANES, 1, 0, g, NULL, NULL, NULL, 0, NULL, NULL, 0};
  ml_span span = {0, 1};
  for (int i = 0; i < 8; i++) {
    int32_t sense = i % 2, quick = i / 4;
    double node_f = shares[i / 2 % 2] * near_f;
    ml_line line = {1, sense, wire_ohm, node_f, near_f, node_f, precharge_v, 0};
    ml_samples samples = {4, quick, at, value, ML_LANES};
    CHECK(ml_ladder_voltage(&line, &cells, &span, &samples) == ML_OK, "short circuit: status");
    for (int v = 0; v < 4 * ML_LANES; v++) {
      double t = at[v / ML_LANES];
      long double exact = sense == ML_SENSE_FAR ? 0 : precharge_v * expl(-t / ((long double)wire_ohm * near_f));
      CHECK(fabsl(value[v] - exact) <= (quick ? 3e-7L : 3.2e-8L) * precharge_v,
            "short circuit of %g S, sense %d, t = %g s: %.12g, exact %.12Lg", g[v % ML_LANES], sense, t, value[v],
            exact);
    }
  }
}

static void check_arguments(void) {
  double g[ML_LANES] = {0}, at = 1e-9, value[ML_LANES];
  ml_line line = {1, 0, 1, 1e-15, 0, 0, 1, 0};
  ml_cells cells = {ML_LANES, 1, 0, g, NULL, NULL, NULL, 0, NULL, NULL, 0};
  ml_span span = {0, 1};
  ml_samples samples = {1, 0, &at, value, ML_LANES};
  CHECK(ml_ladder_crossing(&line, &cells, &span, &samples) == ML_ERR_RANGE, "a level below the minimum is accepted");
  at = 0.9999995;
  CHECK(ml_ladder_crossing(&line, &cells, &span, &samples) == ML_ERR_RANGE, "a level above the maximum is accepted");
  at = 1;
  CHECK(ml_ladder_crossing(&line, &cells, &span, &samples) == ML_OK, "the precharge voltage is no level");
  line.node_capacitance_f = 0;
  CHECK(ml_ladder_voltage(&line, &cells, &span, &samples) == ML_ERR_RANGE, "a line without capacitance is accepted");
  line.node_capacitance_f = 1e-15;
  float deviation[ML_LANES] = {0};
  cells.deviation = deviation;
  cells.deviation_stride = ML_LANES;
  CHECK(ml_ladder_voltage(&line, &cells, &span, &samples) == ML_ERR_NULL, "deviations without a scale are accepted");
  cells.sigma_share = -0.1;
  CHECK(ml_ladder_voltage(&line, &cells, &span, &samples) == ML_ERR_RANGE, "a negative share is accepted");
  cells.sigma_share = 0.1;
  CHECK(ml_ladder_voltage(&line, &cells, &span, &samples) == ML_OK, "a share is not accepted");
  cells.sigma_sl = g;
  CHECK(ml_ladder_voltage(&line, &cells, &span, &samples) == ML_ERR_NULL, "a share beside deviations is accepted");
  cells.sigma_share = 0;
  CHECK(ml_ladder_voltage(&line, &cells, &span, &samples) == ML_OK, "deviations are not accepted");
  cells.deviation = NULL;
  cells.deviation_stride = 0;
  CHECK(ml_ladder_voltage(&line, &cells, &span, &samples) == ML_ERR_NULL, "a scale without deviations is accepted");
  cells.sigma_sl = NULL;
  samples.quick = 2;
  CHECK(ml_ladder_voltage(&line, &cells, &span, &samples) == ML_ERR_RANGE, "quick = 2 is accepted");
  CHECK(ml_ladder_voltage(NULL, &cells, &span, &samples) == ML_ERR_NULL, "a null line is accepted");
}

void check_line(void) {
  check_arguments();
  check_without_wires();
  check_without_node_capacitance();
  check_short_circuit();
  for (int32_t width = 1; width <= 130; width++)
    for (int round = 0; round < 3; round++) run_job(USUAL, width, check_integer(1, 19));
  run_job(USUAL, 256, 9);
  run_job(USUAL, 1000, 3);
  for (int round = 0; round < 600; round++)
    run_job(EXTREME, (int32_t)(round % 4 ? check_integer(1, 12) : check_integer(13, 130)), check_integer(1, 17));
}

/* Sums and softmax: every level against the plain-C reference, which is compared with sums in long double, for every
 * remainder, in buffers that touch a page without access. */
#include <math.h>
#include <string.h>

#include "check.h"

static check_buffer numbers(int64_t n, int at_end) {
  check_buffer buffer = check_guarded(4 * (size_t)n, at_end);
  for (int64_t i = 0; i < n; i++) ((float *)buffer.data)[i] = (float)check_uniform(-20, 20);
  return buffer;
}

static void check_sum(int64_t rows, int64_t columns, int kept, int squares) {
  ml_sum_shape s = {.rows = rows, .columns = columns, .stride = columns + check_integer(0, 3), .kept = kept,
                    .squares = squares};
  int64_t n = kept ? columns : rows;
  check_buffer x = numbers((rows - 1) * s.stride + columns, columns & 1), sum = check_guarded(8 * (size_t)n, columns & 1);
  check_buffer y = check_guarded(4 * (size_t)n, columns & 1);
  const float *in = x.data;
  double wanted[400];
  long double exact[400], size[400];
  for (int64_t k = 0; k < n; k++) exact[k] = size[k] = ((double *)sum.data)[k] = wanted[k] = (double)k;
  for (int64_t i = 0; i < rows; i++) {
    for (int64_t j = 0; j < columns; j++) {
      long double term = (long double)in[i * s.stride + j];
      exact[kept ? j : i] += squares ? term * term : term;
      size[kept ? j : i] += squares ? term * term : fabsl(term);
    }
  }
  ml_sums_c(&s, in, wanted);
  CHECK(ml_sums(&s, in, sum.data) == ML_OK && ml_round(sum.data, y.data, n) == ML_OK, "status");
  CHECK(check_same(sum.data, wanted, 8 * (size_t)n), "%d x %d differ", (int)rows, (int)columns);
  for (int64_t k = 0; k < n; k++) {
    CHECK(fabsl((long double)wanted[k] - exact[k]) <= (long double)(rows + columns) * 0x1p-53L * size[k], "sum %d is %g", (int)k, wanted[k]);
    float rounded = (float)wanted[k];
    CHECK(check_same((float *)y.data + k, &rounded, sizeof rounded), "rounded sum %d", (int)k);
  }
  check_release(&x);
  check_release(&sum);
  check_release(&y);
}

static void check_softmax_rows(int64_t rows, int64_t columns) {
  int64_t n = rows * columns;
  check_buffer x = numbers(n, columns & 1), log_p = check_guarded(4 * (size_t)n, columns & 1);
  check_buffer p = check_guarded(4 * (size_t)n, columns & 1);
  const float *in = x.data, *logarithm = log_p.data, *probability = p.data;
  float wanted_log[400], wanted[400];
  ml_softmax_c(rows, columns, in, wanted_log, wanted);
  CHECK(ml_softmax(rows, columns, in, log_p.data, NULL) == ML_OK, "status");
  CHECK(ml_softmax(rows, columns, in, NULL, p.data) == ML_OK, "status");
  CHECK(check_same(logarithm, wanted_log, 4 * (size_t)n) && check_same(probability, wanted, 4 * (size_t)n), "differ");
  for (int64_t i = 0; i < rows; i++) {
    long double sum = 0;
    for (int64_t j = 0; j < columns; j++) sum += expl((long double)in[i * columns + j]);
    for (int64_t j = i * columns; j < (i + 1) * columns; j++) {
      double right = (double)(expl((long double)in[j]) / sum), right_log = (double)((long double)in[j] - logl(sum));
      CHECK(fabs((double)probability[j] - right) <= 0x1p-23 * right, "probability %d is %g", (int)j, (double)wanted[j]);
      CHECK(fabs((double)logarithm[j] - right_log) <= 0x1p-23 * fabs(right_log) + 1e-14, "logarithm %d", (int)j);
    }
  }
  check_release(&x);
  check_release(&log_p);
  check_release(&p);
}

static void check_sum_arguments(void) {
  float x[4] = {0};
  double sum[4] = {0};
  ml_sum_shape ok = {.rows = 1, .columns = 2, .stride = 2}, bad = ok;
  CHECK(ml_sums(&ok, x, NULL) == ML_ERR_NULL && ml_round(NULL, x, 1) == ML_ERR_NULL, "null passes");
  bad.stride = 1;
  CHECK(ml_sums(&bad, x, sum) == ML_ERR_SIZE, "stride passes");
  bad = ok;
  bad.kept = 2;
  CHECK(ml_sums(&bad, x, sum) == ML_ERR_RANGE, "kept passes");
  CHECK(ml_softmax(1, 0, x, x, x) == ML_ERR_SIZE && ml_softmax(1, 1, NULL, x, x) == ML_ERR_NULL, "softmax passes");
}

void check_sums(void) {
  for (int64_t columns = 1; columns <= 100; columns++) {
    for (int form = 0; form < 4; form++) check_sum(check_integer(1, 6), columns, form & 1, form >> 1);
    check_softmax_rows(check_integer(1, 3), columns);
  }
  check_sum(40, 300, 0, 0);
  check_sum(300, 40, 1, 1);
  check_sum_arguments();
}

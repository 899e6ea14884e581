/* Products with noisy cells: every level against the numbers of ml_gauss put together cell by cell, in buffers that touch
 * a page without access. */
#include "tensor/noisy_mvm.h"

#include <math.h>
#include <string.h>

#include "check.h"

static const ml_draw some_draw = {.seed = 0x9d2c5680a4093822u, .stream = 3, .array = 0xabcdef, .event = 0xfffffffeu};

/* A product whose four matrices end (or begin) at a page without access. */
typedef struct job {
  ml_patch patch;
  ml_noisy_product product;
  check_buffer mean, sigma, x, y;
} job;

static check_buffer matrix(int64_t rows, int64_t stride, int64_t columns, double low, double high, int at_end) {
  size_t n = (size_t)((rows - 1) * stride + columns);
  check_buffer buffer = check_guarded(4 * n, at_end);
  for (size_t i = 0; i < n; i++) ((float *)buffer.data)[i] = (float)check_uniform(low, high);
  return buffer;
}

static job make(ml_patch patch, int64_t vectors, int per_cell, int at_end) {
  job j = {.patch = patch};
  ml_noisy_product *p = &j.product;
  p->vectors = vectors;
  p->stride = patch.cells + check_integer(0, 5);
  p->x_stride = patch.rows + check_integer(0, 5);
  p->y_stride = patch.cells + check_integer(0, 5);
  j.mean = matrix(patch.rows, p->stride, patch.cells, 0, 2, at_end);
  j.sigma = matrix(patch.rows, p->stride, patch.cells, 0, 0.1, at_end);
  j.x = matrix(vectors, p->x_stride, patch.rows, -1, 1, at_end);
  j.y = matrix(vectors, p->y_stride, patch.cells, 5, 6, at_end);
  p->mean = j.mean.data;
  p->sigma_cell = per_cell ? j.sigma.data : NULL;
  p->sigma = per_cell ? 0 : 0.0625f;
  p->x = j.x.data;
  p->y = j.y.data;
  return j;
}

static void release(job *j) {
  check_release(&j->mean);
  check_release(&j->sigma);
  check_release(&j->x);
  check_release(&j->y);
}

/* One vector's result from normal numbers drawn by themselves, one row at a time. */
static void expect(const job *j, int64_t b, float *wanted) {
  const ml_noisy_product *p = &j->product;
  float normal[2200];
  for (int64_t c = 0; c < j->patch.cells; c++) wanted[c] = 0;
  for (int64_t r = 0; r < j->patch.rows; r++) {
    ml_draw draw = some_draw;
    draw.event += (uint32_t)b;
    ml_patch row = {j->patch.row_begin + r, 1, j->patch.cell_begin, j->patch.cells};
    CHECK(ml_gauss(&draw, &row, normal, row.cells) == ML_OK, "status of gauss");
    for (int64_t c = 0; c < j->patch.cells; c++) {
      float sigma = p->sigma_cell ? p->sigma_cell[r * p->stride + c] : p->sigma;
      wanted[c] = fmaf(p->x[b * p->x_stride + r], fmaf(sigma, normal[c], p->mean[r * p->stride + c]), wanted[c]);
    }
  }
}

static void check_product(ml_patch patch, int64_t vectors, int per_cell, int at_end) {
  job j = make(patch, vectors, per_cell, at_end);
  const ml_noisy_product *p = &j.product;
  float wanted[2200];
  ml_span span = {check_integer(0, vectors - 1), vectors};
  CHECK(ml_noisy_mvm(&some_draw, &patch, p, &span) == ML_OK, "status");
  for (int64_t b = 0; b < vectors; b++) {
    const float *y = p->y + b * p->y_stride;
    int64_t valid = b < span.begin ? 0 : patch.cells;
    if (valid) expect(&j, b, wanted);
    CHECK(check_same(y, wanted, (size_t)valid * 4), "vector %d of %d rows, %d cells from %d differs", (int)b,
          (int)patch.rows, (int)patch.cells, (int)patch.cell_begin);
    for (int64_t c = valid; c < (b + 1 < vectors ? p->y_stride : patch.cells); c++) {
      CHECK(y[c] >= 5 && y[c] <= 6, "element (%d, %d) outside the result is written", (int)b, (int)c);
    }
  }
  release(&j);
}

static void check_products(void) {
  for (int64_t size = 1; size <= 130; size++) {
    int64_t begin = size % 3 ? check_integer(0, 1000) : 64 * check_integer(0, 9);
    check_product((ml_patch){check_integer(0, 99), check_integer(1, 9), begin, size}, check_integer(1, 4), size & 1,
                  size >> 1 & 1);
  }
  static const int64_t cells[] = {1023, 1024, 1025, 2100}, rows[] = {127, 128, 129, 260};
  for (int i = 0; i < 4; i++) {
    check_product((ml_patch){7, 3, 64 * i + (i & 1), cells[i]}, 2, i & 1, i >> 1 & 1);
    check_product((ml_patch){INT32_MAX - 400, rows[i], 5, 33}, 3, !(i & 1), i >> 1 & 1);
  }
}

/* Without noise only the means are left. */
static void check_silent(void) {
  const ml_patch patch = {0, 3, 0, 2};
  const float mean[6] = {1, 2, 3, 4, 5, 6}, x[3] = {1, 10, 100};
  float y[2];
  const ml_noisy_product product = {
      .vectors = 1, .stride = 2, .x_stride = 3, .y_stride = 2, .mean = mean, .x = x, .y = y};
  const ml_span all = {0, 1};
  CHECK(ml_noisy_mvm(&some_draw, &patch, &product, &all) == ML_OK, "status");
  CHECK(y[0] == 531 && y[1] == 642, "silent product is %g, %g", (double)y[0], (double)y[1]);
}

static void check_noisy_arguments(void) {
  const ml_patch patch = {0, 1, 0, 2};
  float v[2] = {0};
  const ml_noisy_product ok = {.vectors = 1, .stride = 2, .x_stride = 1, .y_stride = 2, .mean = v, .x = v, .y = v};
  const ml_span all = {0, 1}, far = {0, 2};
  ml_noisy_product bad = ok;
  CHECK(ml_noisy_mvm(NULL, &patch, &ok, &all) == ML_ERR_NULL, "no draw passes");
  CHECK(ml_noisy_mvm(&some_draw, NULL, &ok, &all) == ML_ERR_NULL, "no patch passes");
  CHECK(ml_noisy_mvm(&some_draw, &patch, &ok, &far) == ML_ERR_SIZE, "span passes");
  bad.stride = 1;
  CHECK(ml_noisy_mvm(&some_draw, &patch, &bad, &all) == ML_ERR_SIZE, "stride passes");
  bad = ok;
  bad.sigma = -1;
  CHECK(ml_noisy_mvm(&some_draw, &patch, &bad, &all) == ML_ERR_RANGE, "negative sigma passes");
  bad.sigma = 1;
  bad.sigma_cell = v;
  CHECK(ml_noisy_mvm(&some_draw, &patch, &bad, &all) == ML_ERR_RANGE, "two sigmas pass");
  bad.y = NULL;
  CHECK(ml_noisy_mvm(&some_draw, &patch, &bad, &all) == ML_ERR_NULL, "no result passes");
}

void check_noisy_mvm(void) {
  check_products();
  check_silent();
  check_noisy_arguments();
}

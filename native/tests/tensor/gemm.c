/* Float products: every level against the fused chain element by element and against sums in double, with every
 * remainder of rows, columns and depth, in buffers that touch a page without access. */
#include "tensor/gemm.h"

#include <math.h>
#include <string.h>

#include "check.h"

/* A product with its buffers; C holds a pattern before the call. */
typedef struct job {
  ml_gemm_shape shape;
  int64_t b_stride; /* of B before it was packed, if it was */
  check_buffer a, b, packed, bias, c;
  int with_bias;
} job;

static size_t elements(int64_t rows, int64_t stride, int64_t columns) { return (size_t)((rows - 1) * stride + columns); }

static void fill(float *x, size_t n) {
  for (size_t i = 0; i < n; i++) x[i] = (float)(check_uniform(-1, 1) * ldexp(1, (int)check_integer(-20, 20)));
}

static check_buffer filled(size_t n, int at_end) {
  check_buffer buffer = check_guarded(4 * n, at_end);
  fill(buffer.data, n);
  return buffer;
}

/* Operands that are turned or not, B in panels or not, with and without bias and ReLU. */
static job make(int64_t rows, int32_t inner, int32_t columns, int at_end) {
  job j = {.shape = {.rows = rows, .inner = inner, .columns = columns}};
  j.shape.turned_a = check_integer(0, 1) == 1;
  j.shape.turned_b = check_integer(0, 1) == 1;
  j.shape.relu = check_integer(0, 3) == 0;
  j.with_bias = check_integer(0, 1) == 1;
  int packed = !j.shape.turned_b && check_integer(0, 1) == 1;
  j.shape.a_stride = (j.shape.turned_a ? rows : inner) + check_integer(0, 5);
  j.shape.c_stride = columns + check_integer(0, 5);
  j.b_stride = (j.shape.turned_b ? inner : columns) + check_integer(0, 5);
  j.shape.b_stride = packed ? 0 : j.b_stride;
  j.a = filled(j.shape.turned_a ? elements(inner, j.shape.a_stride, rows) : elements(rows, j.shape.a_stride, inner), at_end);
  j.b = filled(j.shape.turned_b ? elements(columns, j.b_stride, inner) : elements(inner, j.b_stride, columns), at_end);
  j.bias = filled((size_t)columns, at_end);
  j.packed = check_guarded(4 * (size_t)((columns + ML_PANEL - 1) / ML_PANEL * ML_PANEL) * (size_t)inner, at_end);
  j.c = check_guarded(4 * elements(rows, j.shape.c_stride, columns), at_end);
  memset(j.c.data, 0x5a, 4 * elements(rows, j.shape.c_stride, columns));
  return j;
}

static void release(job *j) {
  check_release(&j->a);
  check_release(&j->b);
  check_release(&j->bias);
  check_release(&j->packed);
  check_release(&j->c);
}

static int32_t multiply(const job *j, ml_span rows) {
  const float *b = j->shape.b_stride == 0 ? j->packed.data : j->b.data;
  return ml_gemm(&j->shape, &rows, j->a.data, b, j->with_bias ? j->bias.data : NULL, j->c.data);
}

static float a_at(const job *j, int64_t r, int64_t k) {
  return ((float *)j->a.data)[j->shape.turned_a ? k * j->shape.a_stride + r : r * j->shape.a_stride + k];
}

static float b_at(const job *j, int64_t k, int64_t n) {
  return ((float *)j->b.data)[j->shape.turned_b ? n * j->b_stride + k : k * j->b_stride + n];
}

/* One element of C, which was `before`: the fused chain that the bits must equal, and the sum in double that it
 * approximates. */
static void check_element(const job *j, int64_t r, int64_t n, float before) {
  float got = ((float *)j->c.data)[r * j->shape.c_stride + n], chain = before;
  float bias = j->with_bias ? ((float *)j->bias.data)[n] : 0;
  double sum = (double)before + (double)bias, magnitude = fabs((double)before) + fabs((double)bias);
  for (int32_t k = 0; k < j->shape.inner; k++) {
    double term = (double)a_at(j, r, k) * (double)b_at(j, k, n);
    chain = fmaf(a_at(j, r, k), b_at(j, k, n), chain);
    sum += term;
    magnitude += fabs(term);
  }
  if (j->with_bias) chain += bias;
  if (j->shape.relu && !(chain > 0)) chain = 0;
  if (j->shape.relu && sum < 0) sum = 0;
  CHECK(check_same(&got, &chain, sizeof got), "c(%d, %d) is %a, not %a", (int)r, (int)n, (double)got, (double)chain);
  CHECK(fabs((double)got - sum) <= magnitude * (j->shape.inner + 1) * 0x1p-24 + 1e-40, "c(%d, %d) is %g, not %g", (int)r,
        (int)n, (double)got, sum);
}

/* Everything but `rows` of the span still holds the pattern. */
static void check_untouched(const job *j, ml_span rows) {
  static const uint8_t pattern[4] = {0x5a, 0x5a, 0x5a, 0x5a};
  size_t n = elements(j->shape.rows, j->shape.c_stride, j->shape.columns);
  for (size_t i = 0; i < n; i++) {
    int64_t r = (int64_t)i / j->shape.c_stride, column = (int64_t)i % j->shape.c_stride;
    if (r >= rows.begin && r < rows.end && column < j->shape.columns) continue;
    CHECK(check_same((float *)j->c.data + i, pattern, 4), "element %d outside the result is written", (int)i);
  }
}

/* The same product added to rows that hold numbers. */
static void check_addition(job *j, ml_span rows) {
  j->shape.add = 1;
  float *c = j->c.data;
  for (int64_t r = rows.begin; r < rows.end; r++) {
    for (int64_t n = 0; n < j->shape.columns; n++) c[r * j->shape.c_stride + n] = (float)(r - 3 * n);
  }
  CHECK(multiply(j, rows) == ML_OK, "status");
  check_untouched(j, rows);
  for (int64_t r = rows.begin; r < rows.end; r++) {
    for (int64_t n = 0; n < j->shape.columns; n++) check_element(j, r, n, (float)(r - 3 * n));
  }
}

static void check_product(int64_t rows, int32_t inner, int32_t columns, int at_end) {
  job j = make(rows, inner, columns, at_end);
  ml_span span = {check_integer(0, rows - 1), rows};
  if (j.shape.b_stride == 0) {
    CHECK(ml_gemm_pack(&j.shape, j.b.data, j.b_stride, j.packed.data) == ML_OK, "status of pack");
  }
  CHECK(multiply(&j, span) == ML_OK, "status");
  check_untouched(&j, span);
  for (int64_t r = span.begin; r < span.end; r++) {
    for (int64_t n = 0; n < columns; n++) check_element(&j, r, n, 0);
  }
  check_addition(&j, span);
  release(&j);
}

static void check_products(void) {
  for (int32_t size = 1; size <= 130; size++) {
    check_product(check_integer(1, 14), (int32_t)check_integer(1, 20), size, size & 1);
    check_product(check_integer(1, 14), size, (int32_t)check_integer(1, 80), size & 1);
  }
  static const int32_t depths[] = {127, 128, 129, 255, 256, 257, 384, 400};
  for (size_t i = 0; i < sizeof depths / sizeof depths[0]; i++) {
    for (int64_t rows = 1; rows <= 13; rows += 3) check_product(rows, depths[i], (int32_t)check_integer(60, 140), i & 1);
  }
}

/* The padding of a panel is zero and its columns are those of B. */
static void check_packing(void) {
  float b[3 * 70], packed[2 * 3 * ML_PANEL];
  fill(b, 3 * 70);
  ml_gemm_shape shape = {.inner = 3, .columns = 66};
  ml_gemm_pack(&shape, b, 70, packed);
  for (int i = 0; i < 2 * 3 * ML_PANEL; i++) {
    int column = i / (3 * ML_PANEL) * ML_PANEL + i % ML_PANEL, k = i / ML_PANEL % 3;
    float wanted = column < 66 ? b[k * 70 + column] : 0;
    CHECK(check_same(&packed[i], &wanted, sizeof wanted), "packed element %d", i);
  }
}

/* Signs of zero, infinities and subnormal numbers come out as from fma. */
static void check_special(void) {
  static const float a[4] = {-0.f, 0x1p-140f, 0x1p100f, 0x1p127f};
  static const float b[4] = {1, 0x1p-9f, 0x1p20f, 2};
  static const float wanted[4] = {0, 0x1p-149f, 0x1p120f, INFINITY};
  float packed[ML_PANEL], c;
  ml_gemm_shape shape = {.rows = 1, .a_stride = 1, .c_stride = 1, .inner = 1, .columns = 1};
  const ml_span all = {0, 1};
  for (int i = 0; i < 4; i++) {
    ml_gemm_pack(&shape, b + i, 1, packed);
    ml_gemm(&shape, &all, a + i, packed, NULL, &c);
    CHECK(check_same(&c, wanted + i, sizeof c), "case %d gives %a", i, (double)c);
  }
}

static void check_gemm_arguments(void) {
  float x[64] = {0};
  const ml_gemm_shape ok = {.rows = 1, .a_stride = 1, .c_stride = 1, .inner = 1, .columns = 1};
  const ml_span all = {0, 1}, far = {0, 2};
  ml_gemm_shape bad = ok;
  const ml_span none = {1, 1};
  CHECK(ml_gemm(&ok, &none, x, x, NULL, x) == ML_OK, "an empty span fails");
  CHECK(ml_gemm(&ok, NULL, x, x, NULL, x) == ML_ERR_NULL, "no span passes");
  CHECK(ml_gemm(&ok, &all, x, NULL, NULL, x) == ML_ERR_NULL, "no B passes");
  CHECK(ml_gemm_pack(&ok, NULL, 1, x) == ML_ERR_NULL && ml_gemm_pack(&ok, x, 0, x) == ML_ERR_SIZE, "pack passes");
  CHECK(ml_gemm(&ok, &far, x, x, NULL, x) == ML_ERR_SIZE, "span passes");
  bad.inner = 2;
  CHECK(ml_gemm(&bad, &all, x, x, NULL, x) == ML_ERR_SIZE, "stride of A passes");
  bad.inner = 1;
  bad.add = 2;
  CHECK(ml_gemm(&bad, &all, x, x, NULL, x) == ML_ERR_RANGE, "unknown start passes");
  bad.add = 0;
  bad.turned_b = 1;
  CHECK(ml_gemm(&bad, &all, x, x, NULL, x) == ML_ERR_RANGE, "turned panels pass");
  bad.b_stride = 1;
  bad.columns = 2;
  bad.c_stride = 2;
  CHECK(ml_gemm(&bad, &all, x, x, NULL, x) == ML_OK, "turned B fails");
  bad.turned_b = 0;
  CHECK(ml_gemm(&bad, &all, x, x, NULL, x) == ML_ERR_SIZE, "stride of B passes");
  bad = ok;
  bad.inner = 0;
  CHECK(ml_gemm(&bad, &all, x, x, NULL, x) == ML_ERR_SIZE && ml_gemm_pack(&bad, x, 1, x) == ML_ERR_SIZE, "no depth passes");
}

void check_gemm(void) {
  check_products();
  check_packing();
  check_special();
  check_gemm_arguments();
}

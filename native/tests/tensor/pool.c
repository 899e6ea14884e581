/* Normalisation, ReLU and pooling: every level against the definition written out pixel by pixel, every remainder of
 * channels and odd sizes, in buffers that touch a page without access. */
#include "tensor/pool.h"

#include <math.h>
#include <string.h>

#include "check.h"

typedef struct job {
  ml_pool_shape shape;
  check_buffer y, coefficients, gradient, moments, out, sums, dy;
} job;

/* Few different values, so that windows have equal ones. */
static check_buffer floats(int64_t n, int at_end) {
  check_buffer b = check_guarded(4 * (size_t)n, at_end);
  for (int64_t i = 0; i < n; i++) ((float *)b.data)[i] = (float)check_integer(-9, 9) / 8;
  return b;
}

static job make(ml_pool_shape s, int at_end) {
  job j = {.shape = s};
  int64_t all = s.images * ml_pool_image(&s), pooled = s.images * ml_pool_result(&s);
  j.y = floats(all, at_end);
  j.coefficients = floats(8 * s.channels, at_end);
  for (int64_t c = 0; c < s.channels; c++) ((float *)j.coefficients.data)[7 * s.channels + c] = c % 3 ? 0 : -INFINITY;
  j.gradient = floats(pooled + !pooled, at_end);
  j.moments = floats(2 * s.images * s.channels, at_end);
  j.out = floats(pooled + !pooled, at_end);
  j.sums = floats(2 * s.images * s.channels, at_end);
  j.dy = floats(all, at_end);
  return j;
}

static void run(job *j) {
  const ml_span one = {0, 1}, others = {1, j->shape.images}, *spans[] = {&one, &others};
  for (int i = 0; i < 2; i++) {
    CHECK(ml_pool_moments(&j->shape, spans[i], j->y.data, j->moments.data) == ML_OK, "status of moments");
    CHECK(ml_pool(&j->shape, spans[i], j->y.data, j->coefficients.data, j->out.data) == ML_OK, "status of pool");
    CHECK(ml_pool_sums(&j->shape, spans[i], j->y.data, j->coefficients.data, j->gradient.data, j->sums.data) == ML_OK,
          "status of sums");
    CHECK(ml_pool_gradient(&j->shape, spans[i], j->y.data, j->coefficients.data, j->gradient.data, j->dy.data) == ML_OK,
          "status of gradient");
  }
}

static void check_value(const char *what, const void *data, int64_t i, float wanted) {
  float got = ((const float *)data)[i];
  CHECK(check_same(&got, &wanted, 4), "%s(%d) is %a, not %a", what, (int)i, (double)got, (double)wanted);
}

static void check_moments(const job *j, int64_t n, int64_t c) {
  int64_t channels = j->shape.channels, pixels = (int64_t)j->shape.height * j->shape.width;
  const float *y = (const float *)j->y.data + n * pixels * channels + c;
  float sum = 0, square = 0;
  for (int64_t p = 0; p < pixels; p++) sum = sum + y[p * channels];
  for (int64_t p = 0; p < pixels; p++) {
    float centred = y[p * channels] - sum / (float)pixels;
    square = fmaf(centred, centred, square);
  }
  check_value("moments", j->moments.data, 2 * n * channels + c, sum / (float)pixels);
  check_value("moments", j->moments.data, (2 * n + 1) * channels + c, square);
}

/* One channel of one image: dz of every pixel from the rectified values, then what follows from it. */
static void check_channel(const job *j, int64_t n, int64_t c) {
  int64_t channels = j->shape.channels, width = j->shape.width, height = j->shape.height;
  const float *y = (const float *)j->y.data + n * width * height * channels + c;
  const float *k = (const float *)j->coefficients.data + c;
  float dz[64] = {0}, sum = 0, product = 0;
  for (int64_t row = 0; row + 1 < height; row += 2) {
    for (int64_t column = 0; column + 1 < width; column += 2) {
      int64_t at[4] = {row * width + column, row * width + column + 1, (row + 1) * width + column,
                       (row + 1) * width + column + 1}, best = at[0];
      float r[4], least = k[7 * channels], most = least;
      for (int i = 0; i < 4; i++) r[i] = fmaxf(fmaf(y[at[i] * channels], k[0], k[channels]), least);
      for (int i = 0; i < 4; i++) if (r[i] > most) most = r[i], best = at[i];
      int64_t result = ((n * (height / 2) + row / 2) * (width / 2) + column / 2) * channels + c;
      check_value("pool", j->out.data, result, most);
      if (most > least) {
        dz[best] = ((const float *)j->gradient.data)[result];
        sum += dz[best];
        product = fmaf(dz[best], fmaf(y[best * channels], k[2 * channels], k[3 * channels]), product);
      }
    }
  }
  check_value("sums", j->sums.data, 2 * n * channels + c, sum);
  check_value("sums", j->sums.data, (2 * n + 1) * channels + c, product);
  for (int64_t p = 0; p < width * height; p++) {
    float rest = fmaf(y[p * channels], k[5 * channels], k[6 * channels]);
    check_value("gradient", j->dy.data, (n * width * height + p) * channels + c, fmaf(k[4 * channels], dz[p], rest));
  }
}

static void check_shape(ml_pool_shape s, int at_end) {
  job j = make(s, at_end);
  run(&j);
  for (int64_t n = 0; n < s.images; n++) {
    for (int64_t c = 0; c < s.channels; c++) {
      check_moments(&j, n, c);
      check_channel(&j, n, c);
    }
  }
  check_buffer *all[] = {&j.y, &j.coefficients, &j.gradient, &j.moments, &j.out, &j.sums, &j.dy};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) check_release(all[i]);
}

static void check_arguments(void) {
  float x[8] = {0};
  const ml_pool_shape ok = {1, 1, 1, 1, 0}, bad = {1, 0, 1, 1, 0};
  const ml_span all = {0, 1}, far = {0, 2};
  CHECK(ml_pool(&ok, &all, x, NULL, x) == ML_ERR_NULL, "null passes");
  CHECK(ml_pool_moments(&ok, &far, x, x) == ML_ERR_SIZE, "span passes");
  CHECK(ml_pool_sums(&bad, &all, x, x, x, x) == ML_ERR_SIZE, "height passes");
  CHECK(ml_pool_gradient(NULL, &all, x, x, x, x) == ML_ERR_NULL, "null passes");
}

void check_pool(void) {
  static const int32_t channels[] = {1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 48, 63, 64, 65, 70, 130};
  for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
    check_shape((ml_pool_shape){check_integer(1, 3), (int32_t)check_integer(1, 7), (int32_t)check_integer(1, 7),
                                channels[i], 0}, i & 1);
  }
  check_arguments();
}

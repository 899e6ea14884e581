/* Convolution and its gradients: every level against chains written out here, every remainder of pixels, rows and
 * channels, in buffers that touch a page without access. */
#include "tensor/conv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

typedef struct job {
  ml_conv_shape shape;
  check_buffer x, w, dy, packed, work, y, partial, dw;
} job;

static check_buffer floats(int64_t n, int at_end) {
  check_buffer b = check_guarded(4 * (size_t)n, at_end);
  float *x = b.data;
  for (int64_t i = 0; i < n; i++) x[i] = (float)(check_uniform(-1, 1) * ldexp(1, (int)check_integer(-10, 10)));
  return b;
}

static int64_t panels(int64_t channels) { return (channels + ML_PANEL - 1) / ML_PANEL * ML_PANEL; }

static job make(ml_conv_shape s, int at_end) {
  job j = {.shape = s};
  int64_t weights = ml_conv_depth(&s) * s.out_channels, work;
  CHECK(ml_conv_size(&s, &work) == ML_OK, "status of size");
  j.x = floats(s.images * ml_conv_image(&s), at_end);
  j.w = floats(weights, at_end);
  j.dy = floats(s.images * ml_conv_result(&s), at_end);
  int64_t rows = ml_conv_tiled(&s) ? ML_CONV_PLACES * (int64_t)s.in_channels : ml_conv_depth(&s);
  j.packed = floats(panels(s.out_channels) * rows, at_end);
  j.work = floats(work, at_end);
  j.y = floats(s.images * ml_conv_result(&s), at_end);
  j.partial = floats(ML_CONV_PARTS * weights, at_end);
  j.dw = floats(weights, at_end);
  return j;
}

static void release(job *j) {
  check_buffer *all[] = {&j->x, &j->w, &j->dy, &j->packed, &j->work, &j->y, &j->partial, &j->dw};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) check_release(all[i]);
}

/* x of image n at a row and column of y moved by a place of the kernel. */
static float input(const job *j, int64_t n, int64_t row, int64_t column, int64_t channel) {
  const ml_conv_shape *s = &j->shape;
  int64_t h = row - s->pad_height, w = column - s->pad_width;
  if (h < 0 || w < 0 || h >= s->height || w >= s->width) return 0;
  return ((float *)j->x.data)[((n * s->height + h) * s->width + w) * s->in_channels + channel];
}

static void check_forward_element(const job *j, int64_t i) {
  const ml_conv_shape *s = &j->shape;
  int64_t width = ml_conv_width(s), channel = i % s->out_channels, pixel = i / s->out_channels;
  int64_t column = pixel % width, row = pixel / width % ml_conv_height(s), n = pixel / width / ml_conv_height(s);
  float sum = 0, got = ((float *)j->y.data)[i];
  for (int64_t r = 0; r < ml_conv_depth(s); r++) {
    int64_t c = r % s->in_channels, kw = r / s->in_channels % s->kernel_width, kh = r / s->in_channels / s->kernel_width;
    sum = fmaf(input(j, n, row + kh, column + kw, c), ((float *)j->w.data)[r * s->out_channels + channel], sum);
  }
  CHECK(check_same(&got, &sum, 4), "y(%d) is %a, not %a", (int)i, (double)got, (double)sum);
}

static float part_chain(const job *j, int64_t p, int64_t i) {
  const ml_conv_shape *s = &j->shape;
  int64_t r = i / s->out_channels, c = r % s->in_channels, kw = r / s->in_channels % s->kernel_width;
  int64_t kh = r / s->in_channels / s->kernel_width, height = ml_conv_height(s), width = ml_conv_width(s);
  float sum = 0;
  for (int64_t n = p * s->images / 16; n < (p + 1) * s->images / 16; n++) {
    for (int64_t q = 0; q < height * width; q++) {
      float dy = ((float *)j->dy.data)[(n * height * width + q) * s->out_channels + i % s->out_channels];
      sum = fmaf(input(j, n, q / width + kh, q % width + kw, c), dy, sum);
    }
  }
  return sum;
}

static float tree(const float *part, int n) {
  float left[16];
  if (n == 1) return part[0];
  for (int p = 0; p < n / 2; p++) left[p] = part[p] + part[p + n / 2];
  return tree(left, n / 2);
}

static void check_weight_element(const job *j, int64_t i) {
  float part[16], got = ((float *)j->dw.data)[i];
  for (int p = 0; p < 16; p++) part[p] = part_chain(j, p, i);
  float wanted = tree(part, 16);
  CHECK(check_same(&got, &wanted, 4), "dw(%d) is %a, not %a", (int)i, (double)got, (double)wanted);
}

/* Every part in two steps. */
static void add_parts(job *j) {
  int64_t weights = ml_conv_depth(&j->shape) * j->shape.out_channels, n = j->shape.images;
  memset(j->partial.data, 0, (size_t)(ML_CONV_PARTS * weights) * sizeof(float));
  for (int64_t p = 0; p < ML_CONV_PARTS; p++) {
    const ml_span first = {p * n / ML_CONV_PARTS, (2 * p + 1) * n / (2 * ML_CONV_PARTS)};
    const ml_span second = {first.end, (p + 1) * n / ML_CONV_PARTS};
    float *part = (float *)j->partial.data + p * weights;
    CHECK(ml_conv_weights(&j->shape, &first, j->x.data, j->dy.data, j->work.data, part) == ML_OK, "first step");
    CHECK(ml_conv_weights(&j->shape, &second, j->x.data, j->dy.data, j->work.data, part) == ML_OK, "second step");
  }
}

static void check_shape(ml_conv_shape s, int at_end) {
  job j = make(s, at_end);
  const ml_span one = {0, 1}, others = {1, s.images};
  CHECK(ml_conv_pack(&s, j.w.data, 0, j.packed.data) == ML_OK, "status of pack");
  CHECK(ml_conv(&s, &one, j.x.data, j.packed.data, j.work.data, j.y.data) == ML_OK, "status of conv");
  CHECK(ml_conv(&s, &others, j.x.data, j.packed.data, j.work.data, j.y.data) == ML_OK, "status of conv");
  for (int64_t i = 0; i < s.images * ml_conv_result(&s); i++) check_forward_element(&j, i);
  add_parts(&j);
  CHECK(ml_conv_weights_sum(&s, j.partial.data, j.dw.data) == ML_OK, "status of sum");
  for (int64_t i = 0; i < ml_conv_depth(&s) * s.out_channels; i++) check_weight_element(&j, i);
  release(&j);
}

/* Tiles of 2 x 2: the bits of the reference on every level, and near the sum in double. */
static void check_tiles(ml_conv_shape s, int at_end) {
  job j = make(s, at_end), reference = make(s, at_end);
  const ml_span one = {0, 1}, others = {1, s.images}, all = {0, s.images};
  int64_t results = s.images * ml_conv_result(&s);
  CHECK(ml_conv_tiled(&s), "shape is not tiled");
  ml_conv_pack(&s, j.w.data, 0, j.packed.data);
  CHECK(ml_conv(&s, &one, j.x.data, j.packed.data, j.work.data, j.y.data) == ML_OK, "status of conv");
  CHECK(ml_conv(&s, &others, j.x.data, j.packed.data, j.work.data, j.y.data) == ML_OK, "status of conv");
  ml_conv_c(&s, all, j.x.data, j.packed.data, reference.work.data, reference.y.data);
  CHECK(check_same(j.y.data, reference.y.data, 4 * (size_t)results), "tiles differ from the reference");
  for (int64_t i = 0; i < results; i++) {
    int64_t width = ml_conv_width(&s), channel = i % s.out_channels, pixel = i / s.out_channels;
    int64_t column = pixel % width, row = pixel / width % ml_conv_height(&s), n = pixel / width / ml_conv_height(&s);
    double sum = 0, magnitude = 0;
    for (int64_t r = 0; r < ml_conv_depth(&s); r++) {
      int64_t k = r / s.in_channels;
      double x = (double)input(&j, n, row + k / 3, column + k % 3, r % s.in_channels);
      double term = x * (double)((float *)j.w.data)[r * s.out_channels + channel];
      sum += term;
      magnitude += fabs(term);
    }
    double off = fabs((double)((float *)j.y.data)[i] - sum);
    CHECK(off <= 1e-3 * magnitude, "y(%d) is off by %g of %g", (int)i, off, magnitude);
  }
  release(&j);
  release(&reference);
}

/* <conv(x), dy> = <x, conv'(dy)>, both in double: the turned convolution is the adjoint. */
static void check_adjoint(ml_conv_shape s) {
  job j = make(s, 1);
  ml_conv_shape t = {s.images, (int32_t)ml_conv_height(&s), (int32_t)ml_conv_width(&s), s.out_channels, s.in_channels,
                     s.kernel_height, s.kernel_width, s.kernel_height - 1 - s.pad_height,
                     s.kernel_width - 1 - s.pad_width};
  job g = make(t, 1);
  const ml_span all = {0, s.images};
  ml_conv_pack(&s, j.w.data, 0, j.packed.data);
  ml_conv(&s, &all, j.x.data, j.packed.data, j.work.data, j.y.data);
  ml_conv_pack(&t, j.w.data, 1, g.packed.data);
  CHECK(ml_conv(&t, &all, j.dy.data, g.packed.data, g.work.data, g.y.data) == ML_OK, "status of the gradient");
  double forward = 0, backward = 0, magnitude = 0;
  for (int64_t i = 0; i < s.images * ml_conv_result(&s); i++) {
    double term = (double)((float *)j.y.data)[i] * (double)((float *)j.dy.data)[i];
    forward += term;
    magnitude += fabs(term);
  }
  for (int64_t i = 0; i < s.images * ml_conv_image(&s); i++) {
    backward += (double)((float *)j.x.data)[i] * (double)((float *)g.y.data)[i];
  }
  CHECK(fabs(forward - backward) <= 1e-4 * magnitude, "<y, dy> = %g but <x, dx> = %g", forward, backward);
  release(&j);
  release(&g);
}

static void check_arguments(void) {
  float x[64] = {0};
  const ml_conv_shape ok = {1, 1, 1, 1, 1, 1, 1, 0, 0};
  const ml_span all = {0, 1}, far = {0, 2};
  ml_conv_shape bad = ok;
  int64_t size;
  CHECK(ml_conv(&ok, NULL, x, x, x, x) == ML_ERR_NULL && ml_conv_size(NULL, &size) == ML_ERR_NULL, "null passes");
  CHECK(ml_conv(&ok, &far, x, x, x, x) == ML_ERR_SIZE, "span passes");
  CHECK(ml_conv_weights(&ok, &far, x, x, x, x) == ML_ERR_SIZE, "span passes");
  CHECK(ml_conv_pack(&ok, x, 2, x) == ML_ERR_RANGE, "unknown turn passes");
  bad.pad_height = 1;
  CHECK(ml_conv(&bad, &all, x, x, x, x) == ML_ERR_SIZE, "padding passes");
  bad.pad_height = 0;
  bad.kernel_width = 2;
  CHECK(ml_conv_size(&bad, &size) == ML_ERR_SIZE, "a kernel wider than its image passes");
}

/* Every number of rows in a tile of weights: channels, kernel height and kernel width. */
static void check_weight_rows(void) {
  static const int32_t rows[][3] = {{6, 2, 5}, {8, 3, 3}, {5, 2, 4}, {3, 3, 5}, {12, 1, 5}, {7, 2, 2},
                                    {1, 7, 5}, {1, 4, 5}, {1, 3, 5}, {1, 2, 5}, {5, 1, 1},  {1, 5, 3}};
  static const int32_t columns[] = {6, 16, 33};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    for (size_t c = 0; c < 3; c++) {
      check_shape((ml_conv_shape){18, 6, 5, rows[i][0], columns[c], rows[i][1], rows[i][2], rows[i][1] / 2, 1 % rows[i][2]},
                  (int)c & 1);
    }
  }
}

void check_conv(void) {
  static const int32_t channels[] = {1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 70};
  for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
    int32_t other = (int32_t)check_integer(1, 6), k = (int32_t)check_integer(1, 4), l = (int32_t)check_integer(1, 4);
    ml_conv_shape s = {check_integer(1, 3), (int32_t)check_integer(4, 6), (int32_t)check_integer(4, 6), other,
                       channels[i], k, l, (int32_t)check_integer(0, k - 1), (int32_t)check_integer(0, l - 1)};
    check_shape(s, i & 1);
    ml_conv_shape wide = s;
    wide.in_channels = channels[i];
    wide.out_channels = other;
    check_shape(wide, i & 1);
    check_adjoint(s);
  }
  check_shape((ml_conv_shape){33, 3, 3, 2, 5, 3, 3, 1, 1}, 1);
  check_shape((ml_conv_shape){3, 5, 4, 1, 37, 4, 3, 2, 1}, 1);
  check_shape((ml_conv_shape){64, 4, 5, 12, 65, 2, 1, 0, 0}, 0);
  check_shape((ml_conv_shape){83, 5, 6, 3, 6, 3, 3, 1, 2}, 1);
  check_shape((ml_conv_shape){65, 4, 4, 17, 15, 2, 3, 0, 1}, 0);
  check_shape((ml_conv_shape){34, 3, 4, 2, 8, 3, 2, 2, 0}, 1);
  check_shape((ml_conv_shape){18, 100, 90, 1, 1, 2, 2, 1, 1}, 0);
  check_weight_rows();
  check_tiles((ml_conv_shape){2, 4, 4, 16, 16, 3, 3, 1, 1}, 1);
  check_tiles((ml_conv_shape){3, 7, 5, 17, 70, 3, 3, 1, 1}, 0);
  check_tiles((ml_conv_shape){9, 6, 7, 40, 33, 3, 3, 0, 1}, 1);
  check_tiles((ml_conv_shape){1, 4, 9, 64, 64, 3, 3, 2, 2}, 0);
  check_adjoint((ml_conv_shape){3, 7, 5, 17, 70, 3, 3, 1, 1});
  check_arguments();
}

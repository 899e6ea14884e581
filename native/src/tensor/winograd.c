/* y = A' [sum over c of (G w G') (B' x B)] A for tiles of 2 x 2 results from 4 x 4 of x, 16 products in place of 36
 * (Lavin, Gray, Fast algorithms for convolutional neural networks, CVPR 2016). Each of the 16 sums is +0, then
 * fma(x, w, sum) over input channels in rising order. Every product with B, G or A goes along the rows' index first, then
 * along the columns' index. */
#include "tensor/winograd.h"

#include <math.h>

/* B' d of four values that lie `step` apart. */
static void input(float *d, int step) {
  float a = d[0] - d[2 * step], b = d[step] + d[2 * step], c = d[2 * step] - d[step], e = d[3 * step] - d[step];
  d[0] = a, d[step] = b, d[2 * step] = c, d[3 * step] = e;
}

/* G w of three panel rows that lie `step` rows apart. */
static void kernel(float (*w)[ML_PANEL], int step, float (*u)[ML_PANEL], int u_step) {
  for (int lane = 0; lane < ML_PANEL; lane++) {
    float outer = w[0][lane] + w[2 * step][lane];
    u[0][lane] = w[0][lane];
    u[u_step][lane] = 0.5f * (outer + w[step][lane]);
    u[2 * u_step][lane] = 0.5f * (outer - w[step][lane]);
    u[3 * u_step][lane] = w[2 * step][lane];
  }
}

/* A' m of four values that lie `step` apart. */
static void output(const float *m, int step, float *y, int y_step) {
  y[0] = (m[0] + m[step]) + m[2 * step];
  y[y_step] = (m[step] - m[2 * step]) + m[3 * step];
}

/* B' x B of one channel, v[ML_CONV_PLACES] that lie `step` apart. */
static void transform(const float *x, int64_t pitch, int64_t channels, float *v, int64_t step) {
  float d[16];
  for (int i = 0; i < 16; i++) d[i] = x[i / 4 * pitch + i % 4 * channels];
  for (int i = 0; i < 4; i++) input(d + i, 4);
  for (int i = 0; i < 4; i++) input(d + 4 * i, 1);
  for (int i = 0; i < 16; i++) v[i * step] = d[i];
}

/* The four results of output channel j. */
static void tile(const ml_conv_shape *s, const float *v, const float *packed, int64_t j, float result[4]) {
  int64_t in = s->in_channels;
  const float *u = packed + (j - j % ML_PANEL) * ML_CONV_PLACES * in + j % ML_PANEL;
  float m[16], half[8];
  for (int p = 0; p < 16; p++) {
    m[p] = 0;
    for (int64_t c = 0; c < in; c++) m[p] = fmaf(v[p * in + c], u[(p * in + c) * ML_PANEL], m[p]);
  }
  for (int i = 0; i < 4; i++) output(m + i, 4, half + i, 4);
  for (int i = 0; i < 2; i++) output(half + 4 * i, 1, result + 2 * i, 1);
}

/* The tile whose first result is at a row and a column of the image. */
static void tile_of(const ml_conv_shape *s, const float *padded, const float *packed, int64_t row, int64_t column,
                    float *v, float *y) {
  const float *x = padded + row * ml_conv_pitch(s) + column * s->in_channels;
  for (int64_t c = 0; c < s->in_channels; c++) transform(x + c, ml_conv_pitch(s), s->in_channels, v + c, s->in_channels);
  for (int64_t j = 0; j < s->out_channels; j++) {
    float result[4];
    tile(s, v, packed, j, result);
    for (int i = 0; i < 4; i++) {
      int64_t h = row + i / 2, w = column + i % 2;
      if (h < ml_conv_height(s) && w < ml_conv_width(s)) y[(h * ml_conv_width(s) + w) * s->out_channels + j] = result[i];
    }
  }
}

void ml_winograd_c(const ml_conv_shape *s, ml_span images, const float *x, const float *packed, float *workspace,
                   float *y) {
  float *v = workspace + ml_conv_padded(s);
  for (int64_t n = images.begin; n < images.end; n++) {
    ml_conv_pad(s, x + n * ml_conv_image(s), workspace);
    for (int64_t i = 0; i < ml_winograd_down(s) * ml_winograd_across(s); i++) {
      tile_of(s, workspace, packed, i / ml_winograd_across(s) * 2, i % ml_winograd_across(s) * 2, v,
              y + n * ml_conv_result(s));
    }
  }
}

/* The weights of input channel c at a panel's output channels, which start at j; 0 past the last one. */
static void weights_of(const ml_conv_shape *s, const float *weights, int32_t turned, int64_t c, int64_t j,
                       float (*w)[ML_PANEL]) {
  int64_t valid = ml_conv_least(s->out_channels - j, ML_PANEL);
  for (int k = 0; k < 9; k++) {
    const float *first = weights + (k * (int64_t)s->in_channels + c) * s->out_channels + j;
    int64_t step = 1;
    if (turned) {
      first = weights + ((8 - k) * (int64_t)s->out_channels + j) * s->in_channels + c;
      step = s->in_channels;
    }
    for (int64_t lane = 0; lane < ML_PANEL; lane++) w[k][lane] = lane < valid ? first[lane * step] : 0;
  }
}

void ml_winograd_fill(const ml_conv_shape *s, const float *weights, int32_t turned, float *packed) {
  float w[9][ML_PANEL], half[12][ML_PANEL], u[16][ML_PANEL];
  for (int64_t j = 0; j < s->out_channels; j += ML_PANEL) {
    for (int64_t c = 0; c < s->in_channels; c++) {
      weights_of(s, weights, turned, c, j, w);
      for (int k = 0; k < 3; k++) kernel(w + k, 3, half + k, 3);
      for (int k = 0; k < 4; k++) kernel(half + 3 * k, 1, u + 4 * k, 1);
      float *to = packed + j * ML_CONV_PLACES * s->in_channels + c * ML_PANEL;
      for (int p = 0; p < 16; p++) memcpy(to + (int64_t)p * s->in_channels * ML_PANEL, u[p], sizeof u[p]);
    }
  }
}

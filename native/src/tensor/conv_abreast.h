/* Convolutions of few output channels, ml_conv_narrow: 64 images side by side are the columns of the tiles, output
 * channels their rows, since channels would leave most lanes empty. Every sum has the order of tensor/conv.c. Included
 * by the vector levels, which give the tile's product and their way to turn a block of numbers. */
#ifndef MATCHLINE_CONV_ABREAST_H
#define MATCHLINE_CONV_ABREAST_H

#include "tensor/conv.h"

/* to[j][i] = from[i][j] of `rows` by `columns` numbers, at most ML_CONV_TURN of each. */
typedef void ml_turn_fn(const float *from, int64_t stride, int64_t rows, int64_t columns, float *to, int64_t to_stride);

static inline void ml_conv_turn(const float *from, int64_t stride, int64_t rows, int64_t columns, float *to,
                                int64_t to_stride, ml_turn_fn *turn) {
  for (int64_t j = 0; j < columns; j += ML_CONV_TURN) {
    for (int64_t i = 0; i < rows; i += ML_CONV_TURN) {
      turn(from + i * stride + j, stride, ml_conv_least(rows - i, ML_CONV_TURN),
           ml_conv_least(columns - j, ML_CONV_TURN), to + j * to_stride + i, to_stride);
    }
  }
}

/* The padded images as panel[padded height][padded width][in_channels][ML_PANEL]. */
static inline void ml_conv_abreast_images(const ml_conv_shape *s, int64_t images, const float *x, float *panel,
                                          ml_turn_fn *turn) {
  int64_t pitch = ml_conv_pitch(s), row = (int64_t)s->width * s->in_channels;
  int64_t left = (int64_t)s->pad_width * s->in_channels, above = (int64_t)s->pad_height * pitch;
  memset(panel, 0, (size_t)(above * ML_PANEL) * sizeof *panel);
  panel += above * ML_PANEL;
  for (int64_t h = 0; h < s->height; h++, panel += pitch * ML_PANEL, x += row) {
    memset(panel, 0, (size_t)(left * ML_PANEL) * sizeof *panel);
    ml_conv_turn(x, ml_conv_image(s), images, row, panel + left * ML_PANEL, ML_PANEL, turn);
    memset(panel + (left + row) * ML_PANEL, 0, (size_t)(left * ML_PANEL) * sizeof *panel);
  }
  memset(panel, 0, (size_t)(above * ML_PANEL) * sizeof *panel);
}

/* A row of y of all images, results[width][out_channels][ML_PANEL]. `rows` are the panel's rows from that of y on,
 * weights[out_channels][depth]. */
static inline void ml_conv_abreast_row(const ml_conv_shape *s, int64_t images, const float *rows, const float *weights,
                                       float *results, void (*multiply)(const ml_conv_tile *)) {
  const int64_t length = (int64_t)s->kernel_width * s->in_channels, depth = ml_conv_depth(s);
  const int64_t tiles = (s->out_channels + ML_CONV_PIXELS - 1) / ML_CONV_PIXELS;
  ml_conv_tile tile = {.pitch = length, .segments = s->kernel_height, .length = length, .columns = images,
                       .skip = (ml_conv_pitch(s) - length) * ML_PANEL};
  for (int64_t column = 0; column < ml_conv_width(s); column++) {
    tile.w = rows + column * s->in_channels * ML_PANEL;
    for (int64_t t = 0, j = 0; t < tiles; t++, j += tile.pixels) {
      tile.pixels = (int32_t)((s->out_channels - j + tiles - t - 1) / (tiles - t));
      for (int32_t i = 0; i < tile.pixels; i++) {
        tile.x[i] = weights + (j + i) * depth;
        tile.y[i] = results + (column * s->out_channels + j + i) * ML_PANEL;
      }
      multiply(&tile);
    }
  }
}

/* Up to 64 images from x to y. */
static inline void ml_conv_abreast_group(const ml_conv_shape *s, int64_t images, const float *x, const float *weights,
                                         float *workspace, float *y, void (*multiply)(const ml_conv_tile *),
                                         ml_turn_fn *turn) {
  const int64_t pitch = ml_conv_pitch(s) * ML_PANEL, row = ml_conv_width(s) * s->out_channels;
  float *results = workspace + ml_conv_padded(s) * ML_PANEL;
  ml_conv_abreast_images(s, images, x, workspace, turn);
  for (int64_t h = 0; h < ml_conv_height(s); h++, y += row) {
    ml_conv_abreast_row(s, images, workspace + h * pitch, weights, results, multiply);
    ml_conv_turn(results, ML_PANEL, row, images, y, ml_conv_result(s), turn);
  }
}

/* The convolution of ml_conv_narrow shapes; a last group too small to fill the lanes is cut into tiles of channels. */
static inline void ml_conv_abreast(const ml_conv_shape *s, ml_span images, const float *x, const float *packed,
                                   float *workspace, float *y, void (*multiply)(const ml_conv_tile *),
                                   ml_turn_fn *turn) {
  const int64_t depth = ml_conv_depth(s);
  float *weights = workspace + (ml_conv_padded(s) + ml_conv_width(s) * s->out_channels) * ML_PANEL;
  for (int64_t i = 0; i < s->out_channels * depth; i++) weights[i] = packed[i % depth * ML_PANEL + i / depth];
  for (int64_t n = images.begin; n < images.end; n += ML_PANEL) {
    const int64_t count = ml_conv_least(images.end - n, ML_PANEL);
    if ((count + 15) / 16 * s->out_channels >= count) {
      ml_conv_tiles(s, (ml_span){n, n + count}, x, packed, workspace, y, multiply);
      continue;
    }
    ml_conv_abreast_group(s, count, x + n * ml_conv_image(s), weights, workspace, y + n * ml_conv_result(s), multiply,
                          turn);
  }
}

#endif

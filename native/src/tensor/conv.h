/* Convolution: sizes, and the tiles that the vector levels work in; tensor/conv.c and tensor/conv_weights.c are the
 * definitions. The vector levels copy an image into the workspace with its padding, so that a kernel row of all pixels
 * is contiguous. */
#ifndef MATCHLINE_CONV_H
#define MATCHLINE_CONV_H

#include <stdint.h>
#include <string.h>

#include "matchline.h"

#define ML_CONV_PIXELS 6   /* of a tile of y */
#define ML_CONV_ROWS 12    /* of a tile of weights */
#define ML_CONV_COLUMNS 32 /* of a tile of weights */

/* Up to six pixels of y at the channels of one panel. */
typedef struct ml_conv_tile {
  const float *x[ML_CONV_PIXELS]; /* first kernel row of every pixel, in the padded image */
  float *y[ML_CONV_PIXELS];
  const float *w;  /* [segments][length][ML_PANEL] */
  int64_t pitch;   /* from one row of the padded image to the next */
  int64_t segments; /* kernel rows */
  int64_t length;  /* of a kernel row: kernel_width * in_channels */
  int64_t columns; /* 1 ... ML_PANEL */
  int32_t pixels;  /* 1 ... ML_CONV_PIXELS */
} ml_conv_tile;

/* Up to 12 rows by 32 columns of the weights' gradient, and the image that is added to them. */
typedef struct ml_weight_tile {
  const float *x;                /* padded image */
  int64_t offset[ML_CONV_ROWS];  /* of every row in it, for the first pixel */
  const float *dy;               /* [height][width][channels], at the first column */
  float *dw;                     /* at the first row and column */
  int64_t pitch;
  int64_t height; /* of dy */
  int64_t width;
  int64_t in_channels;
  int64_t out_channels;
  int64_t columns; /* 1 ... ML_CONV_COLUMNS */
  int32_t rows;    /* 1 ... ML_CONV_ROWS */
} ml_weight_tile;

static inline int64_t ml_conv_height(const ml_conv_shape *s) {
  return s->height + 2 * (int64_t)s->pad_height - s->kernel_height + 1;
}
static inline int64_t ml_conv_width(const ml_conv_shape *s) {
  return s->width + 2 * (int64_t)s->pad_width - s->kernel_width + 1;
}
/* Floats in a row of the padded image. */
static inline int64_t ml_conv_pitch(const ml_conv_shape *s) {
  return (s->width + 2 * (int64_t)s->pad_width) * s->in_channels;
}
static inline int64_t ml_conv_padded(const ml_conv_shape *s) {
  return (s->height + 2 * (int64_t)s->pad_height) * ml_conv_pitch(s);
}
/* Weights of one output channel. */
static inline int64_t ml_conv_depth(const ml_conv_shape *s) {
  return (int64_t)s->kernel_height * s->kernel_width * s->in_channels;
}
static inline int64_t ml_conv_image(const ml_conv_shape *s) { return (int64_t)s->height * s->width * s->in_channels; }
static inline int64_t ml_conv_result(const ml_conv_shape *s) {
  return ml_conv_height(s) * ml_conv_width(s) * s->out_channels;
}
static inline int64_t ml_conv_first(const ml_conv_shape *s, int64_t part) { return part * s->images / ML_CONV_PARTS; }

/* ml_conv_pack and ml_conv_weights_sum without the argument checks: the same on every level. */
void ml_conv_fill(const ml_conv_shape *shape, const float *weights, int32_t turned, float *packed);
void ml_conv_halve(const ml_conv_shape *shape, const float *partial, float *dw);

/* Writes the image with its zeros around. */
static inline void ml_conv_pad(const ml_conv_shape *s, const float *image, float *padded) {
  int64_t pitch = ml_conv_pitch(s), row = (int64_t)s->width * s->in_channels;
  int64_t left = (int64_t)s->pad_width * s->in_channels;
  memset(padded, 0, (size_t)(s->pad_height * pitch) * sizeof *padded);
  padded += s->pad_height * pitch;
  for (int64_t h = 0; h < s->height; h++, padded += pitch, image += row) {
    memset(padded, 0, (size_t)left * sizeof *padded);
    memcpy(padded + left, image, (size_t)row * sizeof *padded);
    memset(padded + left + row, 0, (size_t)left * sizeof *padded);
  }
  memset(padded, 0, (size_t)(s->pad_height * pitch) * sizeof *padded);
}

/* All pixels of one image at the columns of a panel that starts at channel j. */
static inline void ml_conv_panel(const ml_conv_shape *s, const float *padded, const float *packed, int64_t j, float *y,
                                 void (*multiply)(const ml_conv_tile *)) {
  int64_t width = ml_conv_width(s), pixels = ml_conv_height(s) * width;
  ml_conv_tile tile = {.w = packed + j * ml_conv_depth(s), .pitch = ml_conv_pitch(s), .segments = s->kernel_height,
                       .length = (int64_t)s->kernel_width * s->in_channels};
  tile.columns = s->out_channels - j < ML_PANEL ? s->out_channels - j : ML_PANEL;
  int64_t row = 0, column = 0;
  for (int64_t p = 0; p < pixels; p += tile.pixels) {
    tile.pixels = (int32_t)(pixels - p < ML_CONV_PIXELS ? pixels - p : ML_CONV_PIXELS);
    for (int32_t i = 0; i < tile.pixels; i++) {
      tile.x[i] = padded + row * tile.pitch + column * s->in_channels;
      tile.y[i] = y + (p + i) * s->out_channels + j;
      if (++column == width) column = 0, row++;
    }
    multiply(&tile);
  }
}

/* Cuts the convolution into tiles for `multiply`. */
static inline void ml_conv_tiles(const ml_conv_shape *s, ml_span images, const float *x, const float *packed,
                                 float *workspace, float *y, void (*multiply)(const ml_conv_tile *)) {
  for (int64_t n = images.begin; n < images.end; n++) {
    ml_conv_pad(s, x + n * ml_conv_image(s), workspace);
    for (int64_t j = 0; j < s->out_channels; j += ML_PANEL) {
      ml_conv_panel(s, workspace, packed, j, y + n * ml_conv_result(s), multiply);
    }
  }
}

/* Where row r of the weights, (kernel row, kernel column, input channel), starts in the padded image. */
static inline int64_t ml_conv_offset(const ml_conv_shape *s, int64_t r) {
  int64_t length = (int64_t)s->kernel_width * s->in_channels;
  return r / length * ml_conv_pitch(s) + r % length;
}

/* Adds one image to a part of the weights' gradient. */
static inline void ml_conv_add_image(const ml_conv_shape *s, const float *padded, const float *dy, float *part,
                                     void (*add)(const ml_weight_tile *)) {
  ml_weight_tile tile = {.x = padded, .pitch = ml_conv_pitch(s), .height = ml_conv_height(s),
                         .width = ml_conv_width(s), .in_channels = s->in_channels, .out_channels = s->out_channels};
  int64_t depth = ml_conv_depth(s);
  for (int64_t r = 0; r < depth; r += tile.rows) {
    tile.rows = (int32_t)(depth - r < ML_CONV_ROWS ? depth - r : ML_CONV_ROWS);
    for (int32_t i = 0; i < tile.rows; i++) tile.offset[i] = ml_conv_offset(s, r + i);
    for (int64_t j = 0; j < s->out_channels; j += ML_CONV_COLUMNS) {
      tile.columns = s->out_channels - j < ML_CONV_COLUMNS ? s->out_channels - j : ML_CONV_COLUMNS;
      tile.dy = dy + j;
      tile.dw = part + r * s->out_channels + j;
      add(&tile);
    }
  }
}

/* Cuts the gradient of the weights into tiles for `add`. */
static inline void ml_conv_weight_tiles(const ml_conv_shape *s, ml_span parts, const float *x, const float *dy,
                                        float *workspace, float *partial, void (*add)(const ml_weight_tile *)) {
  int64_t weights = ml_conv_depth(s) * s->out_channels;
  for (int64_t p = parts.begin; p < parts.end; p++) {
    float *part = partial + p * weights;
    memset(part, 0, (size_t)weights * sizeof *part);
    for (int64_t n = ml_conv_first(s, p); n < ml_conv_first(s, p + 1); n++) {
      ml_conv_pad(s, x + n * ml_conv_image(s), workspace);
      ml_conv_add_image(s, workspace, dy + n * ml_conv_result(s), part, add);
    }
  }
}

#endif

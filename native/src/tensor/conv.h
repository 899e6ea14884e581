/* Convolution: sizes, and the tiles that the vector levels work in; tensor/conv.c and tensor/conv_weights.c are the
 * definitions. The vector levels copy a group of images into the workspace with their padding, so that a kernel row of
 * all pixels is contiguous, and let their tiles cross from one image to the next. */
#ifndef MATCHLINE_CONV_H
#define MATCHLINE_CONV_H

#include <stdint.h>
#include <string.h>

#include "matchline.h"

#define ML_CONV_PIXELS 6         /* of a tile of y */
#define ML_CONV_ROWS 12          /* of a tile of weights */
#define ML_CONV_LONG 30          /* of one with at most half its columns */
#define ML_CONV_COLUMNS 32       /* of a tile of weights */
#define ML_CONV_GROUP (1 << 16)  /* floats of a group's padded images and results, if those of one image are not more */

#define ML_CONV_TILES 24  /* of 2 x 2 results that are computed together */
#define ML_CONV_PLACES 16 /* of a tile of 4 x 4 */

#define ML_CONV_NARROW 16         /* output channels below which images may be the lanes */
#define ML_CONV_ABREAST (1 << 13) /* floats of a padded image up to which they are */

/* Up to six pixels of y at the channels of one panel. */
typedef struct ml_conv_tile {
  const float *x[ML_CONV_PIXELS]; /* first kernel row of every pixel, in its padded image */
  float *y[ML_CONV_PIXELS];
  const float *w;  /* [segments][length][ML_PANEL] */
  int64_t skip;    /* floats of w between two segments */
  int64_t pitch;   /* from one row of the padded image to the next */
  int64_t segments; /* kernel rows */
  int64_t length;  /* of a kernel row: kernel_width * in_channels */
  int64_t columns; /* 1 ... ML_PANEL */
  int32_t pixels;  /* 1 ... ML_CONV_PIXELS */
} ml_conv_tile;

/* Up to 12 rows by 32 columns or 30 by 16 of the weights' gradient, and the images that are added to them. */
typedef struct ml_weight_tile {
  const float *x;    /* padded images, at the first row's place for the first pixel */
  const float *dy;   /* [images][height][width][out_channels], at the first column */
  float *dw;         /* at the first row and column */
  int64_t images;
  int64_t padded;    /* from one padded image to the next */
  int64_t pitch;     /* from one row of a padded image to the next */
  int64_t height;    /* of dy */
  int64_t width;
  int64_t in_channels;
  int64_t out_channels;
  int64_t columns;   /* 1 ... ML_CONV_COLUMNS */
  int32_t rows;      /* 1 ... ML_CONV_ROWS; up to 16 columns: or 15, 20, 24, 25, 30 */
  int32_t run;       /* rows that follow each other in x; the next run is in its next row: 3, 5 or ML_CONV_LONG */
} ml_weight_tile;

static inline int64_t ml_conv_height(const ml_conv_shape *s) {
  return s->height + 2 * (int64_t)s->pad_height - s->kernel_height + 1;
}
static inline int64_t ml_conv_width(const ml_conv_shape *s) {
  return s->width + 2 * (int64_t)s->pad_width - s->kernel_width + 1;
}
/* Whether tiles of 2 x 2 results are computed together, tensor/winograd.c. */
static inline int ml_conv_tiled(const ml_conv_shape *s) {
  return s->kernel_height == 3 && s->kernel_width == 3 && s->in_channels >= 16 && s->out_channels >= 16 &&
         ml_conv_height(s) >= 4 && ml_conv_width(s) >= 4;
}
/* Rows and columns of the padded image; whole tiles of 2 x 2 results need up to one more of each. */
static inline int64_t ml_conv_padded_height(const ml_conv_shape *s) {
  return s->height + 2 * (int64_t)s->pad_height + (ml_conv_tiled(s) ? ml_conv_height(s) % 2 : 0);
}
static inline int64_t ml_conv_padded_width(const ml_conv_shape *s) {
  return s->width + 2 * (int64_t)s->pad_width + (ml_conv_tiled(s) ? ml_conv_width(s) % 2 : 0);
}
/* Floats in a row of the padded image. */
static inline int64_t ml_conv_pitch(const ml_conv_shape *s) { return ml_conv_padded_width(s) * s->in_channels; }
static inline int64_t ml_conv_padded(const ml_conv_shape *s) { return ml_conv_padded_height(s) * ml_conv_pitch(s); }
/* Weights of one output channel. */
static inline int64_t ml_conv_depth(const ml_conv_shape *s) {
  return (int64_t)s->kernel_height * s->kernel_width * s->in_channels;
}
static inline int64_t ml_conv_image(const ml_conv_shape *s) { return (int64_t)s->height * s->width * s->in_channels; }
static inline int64_t ml_conv_result(const ml_conv_shape *s) {
  return ml_conv_height(s) * ml_conv_width(s) * s->out_channels;
}

/* Whether images may be computed side by side, tensor/conv_abreast.h. */
static inline int ml_conv_narrow(const ml_conv_shape *s) {
  return s->out_channels < ML_CONV_NARROW && s->out_channels < s->images && ml_conv_padded(s) <= ML_CONV_ABREAST;
}

static inline int64_t ml_conv_least(int64_t a, int64_t b) { return a < b ? a : b; }
/* Images that the workspace holds. */
static inline int64_t ml_conv_group(const ml_conv_shape *s) {
  int64_t each = ml_conv_padded(s) + ml_conv_result(s);
  return each >= ML_CONV_GROUP ? 1 : ml_conv_least(s->images, ML_CONV_GROUP / each);
}

/* Floats of the workspace. */
static inline int64_t ml_conv_workspace(const ml_conv_shape *s) {
  int64_t tiles = ml_conv_tiled(s) ? ML_CONV_PLACES * ML_CONV_TILES * ((int64_t)s->in_channels + ML_PANEL) : 0;
  int64_t floats = ml_conv_group(s) * ml_conv_padded(s) + tiles;
  int64_t abreast = (ml_conv_padded(s) + ml_conv_width(s) * s->out_channels) * ML_PANEL +
                    ml_conv_depth(s) * s->out_channels;
  return ml_conv_narrow(s) && abreast > floats ? abreast : floats;
}

/* ml_conv_pack and ml_conv_weights_sum without the argument checks: the same on every level. */
void ml_conv_fill(const ml_conv_shape *shape, const float *weights, int32_t turned, float *packed);
void ml_conv_halve(const ml_conv_shape *shape, const float *partial, float *dw);

/* Writes the image with its zeros around. */
static inline void ml_conv_pad(const ml_conv_shape *s, const float *image, float *padded) {
  int64_t pitch = ml_conv_pitch(s), row = (int64_t)s->width * s->in_channels;
  int64_t left = (int64_t)s->pad_width * s->in_channels;
  int64_t below = ml_conv_padded_height(s) - s->pad_height - s->height;
  memset(padded, 0, (size_t)(s->pad_height * pitch) * sizeof *padded);
  padded += s->pad_height * pitch;
  for (int64_t h = 0; h < s->height; h++, padded += pitch, image += row) {
    memset(padded, 0, (size_t)left * sizeof *padded);
    memcpy(padded + left, image, (size_t)row * sizeof *padded);
    memset(padded + left + row, 0, (size_t)(pitch - left - row) * sizeof *padded);
  }
  memset(padded, 0, (size_t)(below * pitch) * sizeof *padded);
}

/* Writes the images of [begin, end) one behind the other. */
static inline void ml_conv_pad_group(const ml_conv_shape *s, int64_t begin, int64_t end, const float *x,
                                     float *padded) {
  for (int64_t n = begin; n < end; n++, padded += ml_conv_padded(s)) ml_conv_pad(s, x + n * ml_conv_image(s), padded);
}

/* All pixels of a group of images at the columns of a panel that starts at channel j. */
static inline void ml_conv_panel(const ml_conv_shape *s, int64_t images, const float *padded, const float *packed,
                                 int64_t j, float *y, void (*multiply)(const ml_conv_tile *)) {
  int64_t width = ml_conv_width(s), height = ml_conv_height(s), pixels = images * height * width;
  ml_conv_tile tile = {.w = packed + j * ml_conv_depth(s), .pitch = ml_conv_pitch(s), .segments = s->kernel_height,
                       .length = (int64_t)s->kernel_width * s->in_channels};
  tile.columns = ml_conv_least(s->out_channels - j, ML_PANEL);
  int64_t row = 0, column = 0;
  for (int64_t p = 0; p < pixels; p += tile.pixels) {
    tile.pixels = (int32_t)ml_conv_least(pixels - p, ML_CONV_PIXELS);
    for (int32_t i = 0; i < tile.pixels; i++) {
      tile.x[i] = padded + row * tile.pitch + column * s->in_channels;
      tile.y[i] = y + (p + i) * s->out_channels + j;
      if (++column < width) continue;
      column = 0;
      if (++row == height) row = 0, padded += ml_conv_padded(s);
    }
    multiply(&tile);
  }
}

/* Cuts the convolution into tiles for `multiply`. */
static inline void ml_conv_tiles(const ml_conv_shape *s, ml_span images, const float *x, const float *packed,
                                 float *workspace, float *y, void (*multiply)(const ml_conv_tile *)) {
  int64_t group = ml_conv_group(s);
  for (int64_t n = images.begin; n < images.end; n += group) {
    int64_t end = ml_conv_least(n + group, images.end);
    ml_conv_pad_group(s, n, end, x, workspace);
    for (int64_t j = 0; j < s->out_channels; j += ML_PANEL) {
      ml_conv_panel(s, end - n, workspace, packed, j, y + n * ml_conv_result(s), multiply);
    }
  }
}

/* Rows of the weights, (kernel row, kernel column, input channel), of a whole tile: whole kernel rows if these are runs,
 * else of one kernel row of `length`. */
static inline int64_t ml_conv_rows(const ml_conv_shape *s, int64_t run, int64_t length) {
  static const int64_t counts[] = {ML_CONV_LONG, 24, 20, 15};
  int few = s->out_channels <= ML_CONV_COLUMNS / 2;
  if (run < ML_CONV_LONG) return few && run == 5 ? 25 : ML_CONV_ROWS / run * run;
  for (int i = 0; few && i < 4; i++) {
    if (length % counts[i] == 0) return counts[i];
  }
  return ML_CONV_ROWS;
}

/* Adds a group of images to a part of the weights' gradient. */
static inline void ml_conv_add_group(const ml_conv_shape *s, int64_t images, const float *padded, const float *dy,
                                     float *part, void (*add)(const ml_weight_tile *)) {
  int64_t depth = ml_conv_depth(s), length = (int64_t)s->kernel_width * s->in_channels;
  ml_weight_tile tile = {.images = images, .padded = ml_conv_padded(s), .pitch = ml_conv_pitch(s),
                         .height = ml_conv_height(s), .width = ml_conv_width(s), .in_channels = s->in_channels,
                         .out_channels = s->out_channels,
                         .run = length == 3 || length == 5 ? (int32_t)length : ML_CONV_LONG};
  const int64_t rows = ml_conv_rows(s, tile.run, length);
  for (int64_t r = 0; r < depth; r += tile.rows) {
    tile.rows = (int32_t)ml_conv_least(tile.run < ML_CONV_LONG ? depth - r : length - r % length, rows);
    tile.x = padded + r / length * tile.pitch + r % length;
    for (int64_t j = 0; j < s->out_channels; j += ML_CONV_COLUMNS) {
      tile.columns = ml_conv_least(s->out_channels - j, ML_CONV_COLUMNS);
      tile.dy = dy + j;
      tile.dw = part + r * s->out_channels + j;
      add(&tile);
    }
  }
}

/* Cuts the gradient of the weights into tiles for `add`. */
static inline void ml_conv_weight_tiles(const ml_conv_shape *s, ml_span images, const float *x, const float *dy,
                                        float *workspace, float *part, void (*add)(const ml_weight_tile *)) {
  int64_t group = ml_conv_group(s);
  for (int64_t n = images.begin; n < images.end; n += group) {
    int64_t end = ml_conv_least(n + group, images.end);
    ml_conv_pad_group(s, n, end, x, workspace);
    ml_conv_add_group(s, end - n, workspace, dy + n * ml_conv_result(s), part, add);
  }
}

#endif

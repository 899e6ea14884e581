/* tensor/winograd.c with sixteen channels side by side, included after a header of lanes. Some tiles at a time, across
 * images, go through the three steps: v[ML_CONV_PLACES][tiles][in_channels] from x, m[ML_CONV_PLACES][tiles][ML_PANEL]
 * from v and the weights, y from m. */
#ifndef MATCHLINE_WINOGRAD_LANES_H
#define MATCHLINE_WINOGRAD_LANES_H

#include "tensor/winograd.h"

ML_INLINE void input(ml_f16 *d, int step) {
  ml_f16 a = ml_f16_sub(d[0], d[2 * step]), b = ml_f16_add(d[step], d[2 * step]), c = ml_f16_sub(d[2 * step], d[step]);
  d[3 * step] = ml_f16_sub(d[3 * step], d[step]);
  d[0] = a, d[step] = b, d[2 * step] = c;
}

ML_INLINE void output(const ml_f16 *m, int step, ml_f16 *y, int y_step) {
  y[0] = ml_f16_add(ml_f16_add(m[0], m[step]), m[2 * step]);
  y[y_step] = ml_f16_add(ml_f16_sub(m[step], m[2 * step]), m[3 * step]);
}

ML_INLINE void transform(const float *x, int64_t pitch, int64_t channels, int64_t lanes, float *v, int64_t plane) {
  ml_f16 d[16];
#pragma GCC unroll 16
  for (int i = 0; i < 16; i++) d[i] = ml_f16_load_first(x + i / 4 * pitch + i % 4 * channels, lanes);
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) input(d + i, 4);
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) input(d + 4 * i, 1);
#pragma GCC unroll 16
  for (int i = 0; i < 16; i++) ml_f16_store_part(v + i * plane, lanes, d[i]);
}

/* The results of one tile at 16 channels, of which `rows` rows and `columns` columns are within the image. */
ML_INLINE void results(const float *m, int64_t plane, int64_t lanes, int rows, int columns, float *y, int64_t pitch,
                       int64_t channels) {
  ml_f16 place[16], half[8], result[4];
#pragma GCC unroll 16
  for (int i = 0; i < 16; i++) place[i] = ml_f16_load_first(m + i * plane, lanes);
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) output(place + i, 4, half + i, 4);
#pragma GCC unroll 2
  for (int i = 0; i < 2; i++) output(half + 4 * i, 1, result + 2 * i, 1);
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    if (i / 2 < rows && i % 2 < columns) ml_f16_store_part(y + i / 2 * pitch + i % 2 * channels, lanes, result[i]);
  }
}

/* A tile of a group of images. */
typedef struct place {
  int64_t image, row, column;
} place;

ML_INLINE place place_of(const ml_conv_shape *s, int64_t tile) {
  int64_t across = ml_winograd_across(s), each = ml_winograd_down(s) * across;
  return (place){tile / each, tile % each / across * 2, tile % across * 2};
}

ML_INLINE void transform_tiles(const ml_conv_shape *s, const float *padded, ml_span tiles, float *v) {
  int64_t plane = (tiles.end - tiles.begin) * s->in_channels;
  for (int64_t t = tiles.begin; t < tiles.end; t++, v += s->in_channels) {
    place at = place_of(s, t);
    const float *x = padded + at.image * ml_conv_padded(s) + at.row * ml_conv_pitch(s) + at.column * s->in_channels;
    int64_t c = 0;
    for (; c + 16 <= s->in_channels; c += 16) transform(x + c, ml_conv_pitch(s), s->in_channels, 16, v + c, plane);
    int64_t rest = s->in_channels - c;
    if (rest > 0) transform(x + c, ml_conv_pitch(s), s->in_channels, rest, v + c, plane);
  }
}

ML_INLINE void result_tiles(const ml_conv_shape *s, const float *m, ml_span tiles, int64_t columns, float *y) {
  int64_t plane = (tiles.end - tiles.begin) * ML_PANEL, pitch = ml_conv_width(s) * s->out_channels;
  for (int64_t t = tiles.begin; t < tiles.end; t++, m += ML_PANEL) {
    place at = place_of(s, t);
    float *first = y + at.image * ml_conv_result(s) + at.row * pitch + at.column * s->out_channels;
    int down = at.row + 1 < ml_conv_height(s) ? 2 : 1, across = at.column + 1 < ml_conv_width(s) ? 2 : 1;
    int64_t c = 0;
    for (; c + 16 <= columns; c += 16) results(m + c, plane, 16, down, across, first + c, pitch, s->out_channels);
    if (c < columns) results(m + c, plane, columns - c, down, across, first + c, pitch, s->out_channels);
  }
}

/* The sums over input channels of all places and of `count` tiles at the columns of one panel. */
ML_INLINE void multiply_tiles(const ml_conv_shape *s, const float *v, const float *panel, int64_t count,
                              int64_t columns, float *m, void (*multiply)(const ml_conv_tile *)) {
  int64_t in = s->in_channels;
  ml_conv_tile tile = {.w = panel, .segments = 1, .length = in, .columns = columns};
  for (int p = 0; p < ML_CONV_PLACES; p++, tile.w += in * ML_PANEL) {
    for (int64_t t = 0; t < count; t += tile.pixels, v += tile.pixels * in, m += tile.pixels * ML_PANEL) {
      tile.pixels = (int32_t)ml_conv_least(count - t, ML_CONV_PIXELS);
      for (int32_t i = 0; i < tile.pixels; i++) {
        tile.x[i] = v + i * in;
        tile.y[i] = m + i * ML_PANEL;
      }
      multiply(&tile);
    }
  }
}

ML_INLINE void winograd(const ml_conv_shape *s, ml_span images, const float *x, const float *packed, float *workspace,
                        float *y, void (*multiply)(const ml_conv_tile *)) {
  int64_t group = ml_conv_group(s), each = ml_winograd_down(s) * ml_winograd_across(s), in = s->in_channels;
  float *v = workspace + group * ml_conv_padded(s), *m = v + ML_CONV_PLACES * ML_CONV_TILES * in;
  for (int64_t n = images.begin; n < images.end; n += group) {
    int64_t end = ml_conv_least(n + group, images.end), tiles = (end - n) * each;
    ml_conv_pad_group(s, n, end, x, workspace);
    for (int64_t t = 0; t < tiles; t += ML_CONV_TILES) {
      ml_span some = {t, ml_conv_least(t + ML_CONV_TILES, tiles)};
      transform_tiles(s, workspace, some, v);
      for (int64_t j = 0; j < s->out_channels; j += ML_PANEL) {
        int64_t columns = ml_conv_least(s->out_channels - j, ML_PANEL);
        multiply_tiles(s, v, packed + j * ML_CONV_PLACES * in, some.end - t, columns, m, multiply);
        result_tiles(s, m, some, columns, y + n * ml_conv_result(s) + j);
      }
    }
  }
}

#endif

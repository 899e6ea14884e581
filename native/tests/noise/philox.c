/* Random words and normal numbers: known answers, every level against the definition cell by cell, statistics. */
#include "noise/philox.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "noise/normal.h"

#define SAMPLES (1 << 17)

static const ml_draw some_draw = {.seed = 0x9d2c5680a4093822u, .stream = 3, .array = 0xabcdef, .event = 0x80000001u};

/* Word of one cell straight from the definition in matchline.h. */
static uint32_t word_of(const ml_draw *draw, int64_t row, int64_t cell) {
  const uint32_t key[2] = {(uint32_t)draw->seed, (uint32_t)(draw->seed >> 32)};
  const uint32_t counter[4] = {(uint32_t)(16 * (cell >> 6) + (cell & 15)), (uint32_t)row,
                               draw->stream << 24 | draw->array, draw->event};
  uint32_t out[4];
  ml_philox_block(counter, key, out);
  return out[cell >> 4 & 3];
}

/* Vectors of the Random123 distribution, file kat_vectors, lines "philox4x32 10". */
static void check_known_answers(void) {
  static const uint32_t vector[][10] = {
      {0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
      {~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
      {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420,
       0x24126ea1}};
  for (size_t i = 0; i < sizeof vector / sizeof vector[0]; i++) {
    uint32_t out[4];
    ml_philox_block(vector[i], vector[i] + 4, out);
    CHECK(check_same(out, vector[i] + 6, sizeof out), "vector %d gives %08x %08x ...", (int)i, out[0], out[1]);
  }
  const ml_draw zero = {0};
  const ml_patch group = {0, 1, 0, 64};
  uint32_t word[64];
  ml_philox(&zero, &group, word, 64);
  for (int j = 0; j < 4; j++) CHECK(word[16 * j] == vector[0][6 + j], "cell %d gives %08x", 16 * j, word[16 * j]);
}

/* Both kernels on one patch, in buffers that end (or begin) at a page without access, with gaps between rows. */
static void check_patch(const ml_draw *draw, const ml_patch *patch, int64_t stride, int at_end) {
  size_t elements = (size_t)((patch->rows - 1) * stride + patch->cells);
  check_buffer words = check_guarded(elements * 4, at_end), normals = check_guarded(elements * 4, at_end);
  uint32_t *word = words.data;
  float *normal = normals.data;
  memset(word, 0x5a, elements * 4);
  memset(normal, 0x5a, elements * 4);
  CHECK(ml_philox(draw, patch, word, stride) == ML_OK && ml_gauss(draw, patch, normal, stride) == ML_OK, "status");
  for (size_t i = 0; i < elements; i++) {
    int64_t r = (int64_t)i / stride, c = (int64_t)i % stride;
    uint32_t wanted = 0x5a5a5a5a, bits;
    float z;
    memcpy(&z, &wanted, sizeof z);
    if (c < patch->cells) {
      wanted = word_of(draw, patch->row_begin + r, patch->cell_begin + c);
      z = ml_normal(wanted);
    }
    memcpy(&bits, &normal[i], sizeof bits);
    CHECK(word[i] == wanted, "word (%d, %d) is %08x, not %08x", (int)r, (int)c, word[i], wanted);
    CHECK(check_same(&normal[i], &z, sizeof z), "normal (%d, %d) is %a (%08x), not %a", (int)r, (int)c,
          (double)normal[i], bits, (double)z);
  }
  check_release(&words);
  check_release(&normals);
}

static void check_patches(void) {
  static const int64_t begins[] = {0, 1, 15, 16, 17, 63, 64, 65, 1023, 12345, INT32_MAX - 2100};
  static const int64_t counts[] = {1, 15, 16, 17, 48, 63, 64, 65, 127, 128, 960, 1024, 1025, 2048, 2100};
  for (size_t b = 0; b < sizeof begins / sizeof begins[0]; b++) {
    for (size_t n = 0; n < sizeof counts / sizeof counts[0]; n++) {
      ml_patch patch = {check_integer(0, INT32_MAX - 8), check_integer(1, 3), begins[b], counts[n]};
      check_patch(&some_draw, &patch, counts[n] + check_integer(0, 70), (int)(n & 1));
    }
  }
  const ml_patch last = {INT32_MAX - 1, 2, INT32_MAX - 63, 64};
  check_patch(&some_draw, &last, 64, 1);
}

/* An address that is not a multiple of the element size's vector, inside a larger buffer. */
static void check_unaligned_output(void) {
  static float buffer[1100], wanted[1024];
  const ml_patch patch = {5, 1, 64, 1024};
  ml_gauss(&some_draw, &patch, wanted, 1024);
  for (int shift = 1; shift < 17; shift++) {
    ml_gauss(&some_draw, &patch, buffer + shift, 1024);
    CHECK(check_same(buffer + shift, wanted, sizeof wanted), "shift %d changes the numbers", shift);
  }
}

static int ascending(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

static void check_moments(const float *z) {
  double sum = 0, squares = 0, cubes = 0, fourths = 0;
  for (int i = 0; i < SAMPLES; i++) {
    double x = z[i];
    sum += x;
    squares += x * x;
    cubes += x * x * x;
    fourths += x * x * x * x;
  }
  /* Four standard errors of the sample moments of a normal law: 1, 2, 15 and 96 over n. */
  double error = 4 / sqrt(SAMPLES);
  CHECK(fabs(sum / SAMPLES) < error, "mean %g", sum / SAMPLES);
  CHECK(fabs(squares / SAMPLES - 1) < error * sqrt(2), "variance %g", squares / SAMPLES);
  CHECK(fabs(cubes / SAMPLES) < error * sqrt(15), "third moment %g", cubes / SAMPLES);
  CHECK(fabs(fourths / SAMPLES - 3) < error * sqrt(96), "fourth moment %g", fourths / SAMPLES);
}

/* Kolmogorov-Smirnov distance from the normal law (1e-4 quantile: 2.23/sqrt(n)) and the counts beyond 1 ... 4 sigma. */
static void check_distribution(float *z) {
  qsort(z, SAMPLES, sizeof *z, ascending);
  double distance = 0;
  for (int i = 0; i < SAMPLES; i++) {
    double p = 0.5 * erfc(-z[i] / sqrt(2));
    distance = fmax(distance, fmax(p - (double)i / SAMPLES, (i + 1.0) / SAMPLES - p));
  }
  CHECK(distance < 2.23 / sqrt(SAMPLES), "Kolmogorov-Smirnov distance %g", distance);
  for (int sigma = 1; sigma <= 4; sigma++) {
    double wanted = SAMPLES * erfc(sigma / sqrt(2)), got = 0;
    for (int i = 0; i < SAMPLES; i++) got += fabsf(z[i]) > (float)sigma;
    CHECK(fabs(got - wanted) < 4 * sqrt(wanted) + 1, "%g samples beyond %d sigma, expected %g", got, sigma, wanted);
  }
}

/* Fields that differ in one part of the address only are uncorrelated: |r| sqrt(n) is standard normal. */
static void check_independence(void) {
  static float base[SAMPLES], other[SAMPLES];
  ml_draw draws[5] = {some_draw, some_draw, some_draw, some_draw, some_draw};
  draws[0].stream++;
  draws[1].array++;
  draws[2].event++;
  draws[3].seed++;
  draws[4].seed += (uint64_t)1 << 32;
  const ml_patch patch = {0, 128, 0, SAMPLES / 128}, next_row = {1, 128, 0, SAMPLES / 128};
  ml_gauss(&some_draw, &patch, base, patch.cells);
  for (int k = 0; k < 7; k++) {
    ml_gauss(k < 5 ? &draws[k] : &some_draw, k == 5 ? &next_row : &patch, other, patch.cells);
    double sum = 0;
    for (int i = 0; i + 1 < SAMPLES; i++) sum += (double)base[i] * (double)other[k == 6 ? i + 1 : i];
    CHECK(fabs(sum) < 4.5 * sqrt(SAMPLES), "correlation %g with variant %d", sum / SAMPLES, k);
  }
  check_moments(base);
  check_distribution(base);
}

/* Every kind of word gives a finite number, the map is monotone and odd, and its ends are where they should be. */
static void check_map(void) {
  float before = -INFINITY;
  for (int64_t step = 0; step <= 1 << 16; step++) {
    uint32_t word = (uint32_t)(step == 1 << 16 ? UINT32_MAX : step << 16);
    float z = ml_normal(word), mirror = ml_normal(~word);
    CHECK(isfinite(z) && z >= before, "normal of %08x is %a after %a", word, (double)z, (double)before);
    CHECK(z == -mirror, "normal of %08x is %a, of its complement %a", word, (double)z, (double)mirror);
    before = z;
  }
  CHECK(ml_normal(0) < -6.2f && ml_normal(0) > -6.3f, "lowest normal is %g", (double)ml_normal(0));
  for (int i = 0; i < 100000; i++) {
    uint32_t word = (uint32_t)check_random() >> check_integer(0, 31);
    double z = (double)ml_normal(word), u = (word | 1) * 0x1p-32;
    /* Phi(z) = u, to the first order in the error of z. */
    double density = exp(-z * z / 2) / sqrt(2 * 3.14159265358979323846);
    CHECK(fabs((0.5 * erfc(-z / sqrt(2)) - u) / density) < 5e-7, "normal of %08x is %.9g", word, z);
  }
}

static void check_draw_arguments(void) {
  float z[4];
  const ml_patch ok = {0, 2, 0, 2}, empty = {0, 0, 0, 2}, far = {0, 1, INT32_MAX, 2};
  ml_draw draw = some_draw;
  CHECK(ml_gauss(NULL, &ok, z, 2) == ML_ERR_NULL && ml_gauss(&draw, &ok, NULL, 2) == ML_ERR_NULL, "null passes");
  CHECK(ml_gauss(&draw, &empty, z, 2) == ML_ERR_SIZE && ml_gauss(&draw, &far, z, 2) == ML_ERR_SIZE, "patch passes");
  CHECK(ml_gauss(&draw, &ok, z, 1) == ML_ERR_SIZE, "stride passes");
  draw.stream = 256;
  CHECK(ml_gauss(&draw, &ok, z, 2) == ML_ERR_RANGE, "stream passes");
}

void check_philox(void) {
  check_known_answers();
  check_patches();
  check_unaligned_output();
  check_independence();
  check_map();
  check_draw_arguments();
}

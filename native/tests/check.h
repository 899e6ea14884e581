/* Test harness of the kernels: checks that report place and values, inputs biased to the extremes, buffers that end at
 * a page without access, and one run of every test per instruction-set level. */
#ifndef MATCHLINE_CHECK_H
#define MATCHLINE_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "dispatch.h"

/* Every test file, once. A test compares the kernels of the level in force with the plain-C reference or with an
 * independent formula. */
#define CHECK_TESTS(X)  \
  X(elementary)         \
  X(mismatch)           \
  X(line)               \
  X(tabulated)          \
  X(crossbar_solve)     \
  X(crossbar_transient) \
  X(philox)             \
  X(gemm)               \
  X(conv)               \
  X(pool)               \
  X(elementwise)        \
  X(sums)               \
  X(optimizer)          \
  X(noisy_mvm)

#define CHECK_DECLARE(name) void check_##name(void);
CHECK_TESTS(CHECK_DECLARE)
#undef CHECK_DECLARE

/* Counts and prints a failure; the run goes on and ends with exit code 1. */
void check_fail(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

#define CHECK(condition, ...)                                          \
  do {                                                                 \
    if (!(condition)) check_fail(__FILE__, __LINE__, __VA_ARGS__);     \
  } while (0)

/* Deterministic random numbers (SplitMix64), restarted before every test. */
uint64_t check_random(void);
/* Uniform in [low, high]. */
int64_t check_integer(int64_t low, int64_t high);
double check_uniform(double low, double high);
/* Uniform in the logarithm; both bounds positive. */
double check_logarithmic(double low, double high);

/* A buffer of `bytes` bytes whose last byte (or first byte, at_end = 0) touches a page without access, so an
 * access one byte outside crashes. Free it with check_release. */
typedef struct check_buffer {
  void *data;
  void *mapping;
  size_t mapped;
} check_buffer;
check_buffer check_guarded(size_t bytes, int at_end);
void check_release(check_buffer *buffer);

/* 1 if the two ranges have the same bytes. */
int check_same(const void *a, const void *b, size_t bytes);

#endif

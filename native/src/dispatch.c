#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "dispatch.h"

#define FILL_C(name, type) .name = ml_##name##_c,
static const ml_table scalar_table = {ML_STEMS(FILL_C)};
#if defined(__x86_64__)
#define FILL_AVX2(name, type) .name = ml_##name##_avx2,
#define FILL_AVX512(name, type) .name = ml_##name##_avx512,
static const ml_table avx2_table = {ML_STEMS(FILL_AVX2)};
static const ml_table avx512_table = {ML_STEMS(FILL_AVX512)};
static const ml_table *const tables[] = {&scalar_table, &avx2_table, &avx512_table};
#else
static const ml_table *const tables[] = {&scalar_table};
#endif

/* Level in force, or -1 before the first call. Racing first calls store the same value. */
static _Atomic int32_t level_in_force = -1;

/* The cap that the environment asks for; an unknown word caps nothing and is reported by the bindings. */
static int32_t environment_cap(void) {
  const char *cap = getenv("MATCHLINE_MAX_ISA");
  if (cap && strcmp(cap, "scalar") == 0) return ML_LEVEL_SCALAR;
  if (cap && strcmp(cap, "avx2") == 0) return ML_LEVEL_AVX2;
  return ML_LEVEL_AVX512;
}

static int32_t at_most(int32_t cap) {
  int32_t level = ml_cpu_level();
  return level < cap ? level : cap;
}

ML_API int32_t ml_level(void) {
  int32_t level = atomic_load_explicit(&level_in_force, memory_order_relaxed);
  if (level < 0) {
    level = at_most(environment_cap());
    atomic_store_explicit(&level_in_force, level, memory_order_relaxed);
  }
  return level;
}

ML_API int32_t ml_cap_level(int32_t cap) {
  int32_t level = at_most(cap < ML_LEVEL_SCALAR ? ML_LEVEL_SCALAR : cap);
  atomic_store_explicit(&level_in_force, level, memory_order_relaxed);
  return level;
}

const ml_table *ml_kernels(void) { return tables[ml_level()]; }

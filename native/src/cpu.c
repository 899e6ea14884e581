#include "dispatch.h"

#if defined(__x86_64__)

#include <cpuid.h>

/* XCR0: which vector registers the operating system saves on a context switch. */
static uint64_t saved_state(void) {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t)high << 32 | low;
}

static int all(uint32_t flags, uint32_t wanted) { return (flags & wanted) == wanted; }

int32_t ml_cpu_level(void) {
  uint32_t a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !all(c, bit_OSXSAVE | bit_AVX | bit_FMA | bit_POPCNT)) return ML_LEVEL_SCALAR;
  uint64_t state = saved_state();
  if ((state & 0x06) != 0x06) return ML_LEVEL_SCALAR; /* xmm, ymm */
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !all(b, bit_AVX2)) return ML_LEVEL_SCALAR;
  if ((state & 0xe6) != 0xe6) return ML_LEVEL_AVX2; /* opmask, zmm */
  if (!all(b, bit_AVX512F | bit_AVX512DQ | bit_AVX512BW | bit_AVX512VL)) return ML_LEVEL_AVX2;
  if (!all(c, bit_AVX512BITALG | bit_AVX512VPOPCNTDQ)) return ML_LEVEL_AVX2;
  return ML_LEVEL_AVX512;
}

#else

int32_t ml_cpu_level(void) { return ML_LEVEL_SCALAR; }

#endif

/* Most float operations per second that one thread of this processor reaches: 24 independent chains of 512-bit fma.
 *
 *   cc -O2 -mavx512f benchmarks/peers/fma_peak.c -o /tmp/fma_peak && /tmp/fma_peak
 */
#include <immintrin.h>
#include <stdio.h>
#include <time.h>

#define CHAINS 24
#define STEPS 50000
#define RUNS 200

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double run(float *check) {
  __m512 chain[CHAINS];
#pragma GCC unroll 24
  for (int i = 0; i < CHAINS; i++) chain[i] = _mm512_set1_ps((float)i);
  __m512 x = _mm512_set1_ps(0.99f), y = _mm512_set1_ps(0.5f);
  double start = seconds();
  for (int k = 0; k < STEPS; k++) {
#pragma GCC unroll 24
    for (int i = 0; i < CHAINS; i++) chain[i] = _mm512_fmadd_ps(chain[i], x, y);
    __asm__ volatile("" : "+v"(chain[0]));
  }
  double rate = 2.0 * 16 * CHAINS * STEPS / (seconds() - start);
  __m512 sum = chain[0];
#pragma GCC unroll 24
  for (int i = 1; i < CHAINS; i++) sum = _mm512_add_ps(sum, chain[i]);
  *check = _mm512_reduce_add_ps(sum) / (16 * CHAINS);
  return rate;
}

int main(void) {
  double best = 0;
  float check = 0;
  for (int r = 0; r < RUNS; r++) {
    double rate = run(&check);
    best = rate > best ? rate : best;
  }
  printf("%.1f GFLOP/s (check: %g is 50)\n", best * 1e-9, (double)check);
  return 0;
}

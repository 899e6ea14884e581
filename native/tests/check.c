#define _DEFAULT_SOURCE
#include "check.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MAX_PRINTED 20

static int failures;
static uint64_t random_state;
static const char *const level_name[] = {"scalar", "avx2", "avx512"};

void check_fail(const char *file, int line, const char *format, ...) {
  if (failures++ >= MAX_PRINTED) return;
  va_list values;
  va_start(values, format);
  fprintf(stderr, "%s:%d: [%s] ", file, line, level_name[ml_level()]);
  vfprintf(stderr, format, values);
  fputc('\n', stderr);
  va_end(values);
}

uint64_t check_random(void) {
  uint64_t z = random_state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

int64_t check_integer(int64_t low, int64_t high) {
  return low + (int64_t)(check_random() % ((uint64_t)(high - low) + 1));
}

double check_uniform(double low, double high) {
  return low + (high - low) * (double)(check_random() >> 11) * 0x1p-53;
}

double check_logarithmic(double low, double high) { return exp(check_uniform(log(low), log(high))); }

check_buffer check_guarded(size_t bytes, int at_end) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t inside = (bytes + page - 1) / page * page;
  check_buffer buffer = {.mapped = inside + 2 * page};
  buffer.mapping = mmap(NULL, buffer.mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (buffer.mapping == MAP_FAILED) abort();
  char *begin = (char *)buffer.mapping + page;
  if (mprotect(begin, inside, PROT_READ | PROT_WRITE) != 0) abort();
  buffer.data = at_end ? begin + (inside - bytes) : begin;
  return buffer;
}

void check_release(check_buffer *buffer) { munmap(buffer->mapping, buffer->mapped); }

int check_same(const void *a, const void *b, size_t bytes) { return memcmp(a, b, bytes) == 0; }

static void run(const char *name, void (*test)(void)) {
  int before = failures;
  random_state = 20260101;
  test();
  printf("%-7s %-24s %s\n", level_name[ml_level()], name, failures == before ? "ok" : "FAILED");
}

int main(void) {
  int tests = 0;
  for (int32_t cap = ML_LEVEL_SCALAR; cap <= ml_cpu_level(); cap++) {
    ml_cap_level(cap);
#define CHECK_RUN(name)        \
  run(#name, check_##name);    \
  tests++;
    CHECK_TESTS(CHECK_RUN)
  }
  if (failures > MAX_PRINTED) fprintf(stderr, "... and %d more\n", failures - MAX_PRINTED);
  printf("%d test runs, %d failures\n", tests, failures);
  return failures != 0;
}

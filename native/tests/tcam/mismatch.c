/* Mismatch count: cell by cell on unpacked words, and every level against the plain-C reference. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "tcam/mismatch.h"

#define MAX_ROWS 300
#define MAX_QUERIES 19

/* Words as people think of them: '0', '1', 'X', [row][cell]; and the same packed, ending at guard pages. */
typedef struct words {
  int count, cells, ternary;
  char *symbol;
} words;

typedef struct packed {
  ml_rows rows;
  ml_queries queries;
  check_buffer on_sl, on_slb, sl, slb;
} packed;

/* All X, all 0, all 1, and random bits with X in no cell, one of 100 or one of 4. */
static words random_words(int count, int cells, int ternary) {
  words w = {count, cells, ternary, malloc((size_t)count * (size_t)cells)};
  static const char uniform[] = "X01";
  static const int cells_per_x[] = {0, 100, 4, 4};
  int bias = (int)check_integer(ternary ? 0 : 1, 6);
  for (int i = 0; i < count * cells; i++) {
    int per_x = bias < 3 ? 0 : cells_per_x[bias - 3];
    int dont_care = ternary && per_x && check_integer(1, per_x) == 1;
    w.symbol[i] = bias < 3 ? uniform[bias] : dont_care ? 'X' : "01"[check_random() & 1];
  }
  return w;
}

/* A plane at either end of its pages, or between them where only the elements are aligned. */
static check_buffer plane(size_t elements, size_t size, int fill) {
  size_t skip = (size_t)(check_integer(0, 2) ? 0 : check_integer(1, 31)) * size;
  check_buffer buffer = check_guarded(elements * size + skip, skip == 0 && check_integer(0, 1));
  buffer.data = (char *)buffer.data + skip;
  memset(buffer.data, fill, elements * size);
  return buffer;
}

/* An even, sometimes empty part of the blocks. */
static ml_span random_span(int64_t rows) {
  int64_t pairs = (rows + 63) / 64, begin = check_integer(0, pairs);
  return (ml_span){2 * begin, 2 * check_integer(begin, pairs)};
}

static packed pack(const words *stored, const words *searched) {
  int count = (stored->cells + 15) / 16, ternary = stored->ternary;
  size_t blocks = 2 * (((size_t)stored->count + 63) / 64), tiles = ((size_t)searched->count + 7) / 8;
  packed p = {.rows = {.rows = stored->count, .words = count}, .queries = {.queries = searched->count, .words = count}};
  int padding = check_integer(0, 1) ? 0xff : 0; /* rows past the last one that mismatch everything, or nothing */
  p.on_slb = plane(blocks * (size_t)count * 32, 2, padding);
  p.on_sl = plane(blocks * (size_t)count * 32, 2, padding);
  p.sl = plane(tiles * (size_t)count * 8, 4, 0xff);
  p.slb = plane(tiles * (size_t)count * 8, 4, 0x5a);
  uint16_t *on_sl = p.on_sl.data, *on_slb = p.on_slb.data;
  uint32_t *sl = p.sl.data, *slb = p.slb.data;
  for (int r = 0; r < stored->count; r++)
    for (int w = 0; w < count; w++) {
      size_t at = ((size_t)(r / 32) * (size_t)count + (size_t)w) * 32 + (size_t)(r % 32);
      on_sl[at] = on_slb[at] = 0;
      for (int b = 0; b < 16 && 16 * w + b < stored->cells; b++) {
        char symbol = stored->symbol[r * stored->cells + 16 * w + b];
        on_sl[at] = (uint16_t)(on_sl[at] | (symbol == '0') << b);
        on_slb[at] = (uint16_t)(on_slb[at] | (symbol == '1') << b);
      }
    }
  for (int q = 0; q < searched->count; q++)
    for (int w = 0; w < count; w++) {
      size_t at = ((size_t)(q / 8) * (size_t)count + (size_t)w) * 8 + (size_t)(q % 8);
      sl[at] = slb[at] = 0;
      for (int b = 0; b < 16 && 16 * w + b < searched->cells; b++) {
        char symbol = searched->symbol[q * searched->cells + 16 * w + b];
        sl[at] |= (symbol == '1') * (0x10001u << b);
        slb[at] |= (symbol == '0') * (0x10001u << b);
      }
    }
  p.rows.on_slb = on_slb;
  p.queries.sl = sl;
  p.rows.on_sl = ternary ? on_sl : NULL;
  p.queries.slb = ternary ? slb : NULL;
  return p;
}

static void release(packed *p) {
  check_release(&p->on_sl);
  check_release(&p->on_slb);
  check_release(&p->sl);
  check_release(&p->slb);
}

static int naive(const words *stored, const words *searched, int row, int query) {
  int mismatches = 0;
  for (int j = 0; j < stored->cells; j++) {
    char a = stored->symbol[row * stored->cells + j], b = searched->symbol[query * searched->cells + j];
    mismatches += a != 'X' && b != 'X' && a != b;
  }
  return mismatches;
}

static void check_counts(const words *stored, const words *searched, const packed *p) {
  int64_t stride = stored->count + check_integer(0, 40);
  size_t elements = (size_t)((searched->count - 1) * stride + stored->count);
  check_buffer got = plane(elements, 2, 0xee), wanted = plane(elements, 2, 0xee);
  ml_span all = {0, 2 * ((stored->count + 63) / 64)};
  CHECK(ml_mismatch_all(&p->rows, &p->queries, &all, got.data, stride) == ML_OK, "status");
  ml_mismatch_all_c(&p->rows, &p->queries, all, wanted.data, stride);
  CHECK(check_same(got.data, wanted.data, elements * 2), "all: rows %d queries %d cells %d ternary %d", stored->count,
        searched->count, stored->cells, stored->ternary);
  ml_span part = random_span(stored->count);
  memset(got.data, 0xee, elements * 2);
  memset(wanted.data, 0xee, elements * 2);
  ml_mismatch_all(&p->rows, &p->queries, &part, got.data, stride);
  ml_mismatch_all_c(&p->rows, &p->queries, part, wanted.data, stride);
  CHECK(check_same(got.data, wanted.data, elements * 2), "all of blocks %d to %d of %d rows", (int)part.begin,
        (int)part.end, stored->count);
  check_release(&got);
  check_release(&wanted);
}

static void check_cell_by_cell(const words *stored, const words *searched, const packed *p) {
  size_t elements = (size_t)searched->count * (size_t)stored->count;
  check_buffer got = plane(elements, 2, 0xee);
  ml_span all = {0, 2 * ((stored->count + 63) / 64)};
  ml_mismatch_all(&p->rows, &p->queries, &all, got.data, stored->count);
  int row = (int)check_integer(0, stored->count - 1), query = (int)check_integer(0, searched->count - 1);
  int count = ((uint16_t *)got.data)[query * stored->count + row];
  CHECK(count == naive(stored, searched, row, query), "row %d query %d: %d mismatches, cell by cell %d", row, query,
        count, naive(stored, searched, row, query));
  check_release(&got);
}

static void check_hits(const words *stored, const words *searched, const packed *p) {
  int64_t blocks = 2 * ((stored->count + 63) / 64);
  int32_t threshold = (int32_t)check_integer(0, stored->cells);
  ml_span part = random_span(stored->count);
  size_t elements = (size_t)(searched->count * blocks);
  check_buffer got = plane(elements, 4, 0xee), wanted = plane(elements, 4, 0xee);
  CHECK(ml_mismatch_within(&p->rows, &p->queries, &part, threshold, got.data, blocks) == ML_OK, "status");
  ml_mismatch_within_c(&p->rows, &p->queries, part, threshold, wanted.data, blocks);
  CHECK(check_same(got.data, wanted.data, elements * 4), "within %d: rows %d queries %d cells %d ternary %d", threshold,
        stored->count, searched->count, stored->cells, stored->ternary);
  check_release(&got);
  check_release(&wanted);
}

static void check_best(const words *stored, const words *searched, const packed *p) {
  int32_t k = (int32_t)check_integer(1, check_integer(0, 3) ? 8 : ML_MAX_NEAREST);
  ml_span part = random_span(stored->count);
  size_t elements = (size_t)(searched->count * k);
  check_buffer d = plane(elements, 2, 0xee), d_c = plane(elements, 2, 0xee);
  check_buffer r = plane(elements, 4, 0xee), r_c = plane(elements, 4, 0xee);
  CHECK(ml_mismatch_nearest(&p->rows, &p->queries, &part, k, d.data, r.data) == ML_OK, "status");
  ml_mismatch_nearest_c(&p->rows, &p->queries, part, k, d_c.data, r_c.data);
  CHECK(check_same(d.data, d_c.data, elements * 2) && check_same(r.data, r_c.data, elements * 4),
        "nearest %d: rows %d queries %d cells %d ternary %d", k, stored->count, searched->count, stored->cells,
        stored->ternary);
  const uint16_t *distance = d.data;
  const uint32_t *row = r.data;
  for (size_t i = 1; i < elements; i++) {
    if (i % (size_t)k == 0 || row[i] == ML_NO_ROW) continue;
    CHECK(distance[i - 1] < distance[i] || (distance[i - 1] == distance[i] && row[i - 1] < row[i]), "order at %zu", i);
  }
  check_release(&d);
  check_release(&d_c);
  check_release(&r);
  check_release(&r_c);
}

static void check_case(int count, int queries, int cells, int ternary) {
  words stored = random_words(count, cells, ternary), searched = random_words(queries, cells, ternary);
  packed p = pack(&stored, &searched);
  check_counts(&stored, &searched, &p);
  check_cell_by_cell(&stored, &searched, &p);
  check_hits(&stored, &searched, &p);
  check_best(&stored, &searched, &p);
  release(&p);
  free(stored.symbol);
  free(searched.symbol);
}

/* Rows past the first blocks, where the nearest rows are kept by a strict compare. */
static void check_many_rows(void) {
  for (int ternary = 0; ternary <= 1; ternary++) {
    check_case(5000, 9, 24, ternary);
    check_case(3000, 3, 7, ternary);
    check_case(5000, 9, 200, ternary);
    for (int i = 0; i < 10; i++) check_case((int)check_integer(1025, 1150), 3, 20, ternary);
  }
}

/* An output so large that it bypasses the caches. */
static void check_large_output(int ternary) {
  words stored = random_words(66000, 5, ternary), searched = random_words(136, 5, ternary);
  packed p = pack(&stored, &searched);
  ml_span all = {0, 2 * ((stored.count + 63) / 64)};
  int64_t stride = (all.end + 1) * ML_ROWS_PER_BLOCK;
  size_t bytes = (size_t)(searched.count * stride) * 2;
  check_buffer got = check_guarded(bytes, 0), wanted = check_guarded(bytes, 0);
  ml_mismatch_all(&p.rows, &p.queries, &all, got.data, stride);
  ml_mismatch_all_c(&p.rows, &p.queries, all, wanted.data, stride);
  CHECK(check_same(got.data, wanted.data, bytes), "large output, ternary %d", ternary);
  check_release(&got);
  check_release(&wanted);
  release(&p);
  free(stored.symbol);
  free(searched.symbol);
}

static void check_arguments(void) {
  words stored = random_words(70, 20, 0), searched = random_words(2, 20, 0);
  packed p = pack(&stored, &searched);
  uint16_t out[140];
  ml_span all = {0, 4}, odd = {1, 4}, past = {0, 6};
  CHECK(ml_mismatch_all(NULL, &p.queries, &all, out, 70) == ML_ERR_NULL, "null rows");
  CHECK(ml_mismatch_all(&p.rows, &p.queries, &all, out, 69) == ML_ERR_SIZE, "short stride");
  CHECK(ml_mismatch_all(&p.rows, &p.queries, &odd, out, 70) == ML_ERR_SIZE, "odd span");
  CHECK(ml_mismatch_all(&p.rows, &p.queries, &past, out, 70) == ML_ERR_SIZE, "long span");
  p.rows.on_sl = p.on_sl.data;
  CHECK(ml_mismatch_all(&p.rows, &p.queries, &all, out, 70) == ML_ERR_NULL, "ternary rows, binary queries");
  release(&p);
  free(stored.symbol);
  free(searched.symbol);
}

void check_mismatch(void) {
  for (int cells = 1; cells <= 130; cells++) {
    for (int ternary = 0; ternary <= 1; ternary++) {
      check_case((int)check_integer(1, MAX_ROWS), (int)check_integer(1, MAX_QUERIES), cells, ternary);
    }
  }
  check_case(3, 2, 16 * ML_MAX_WORDS, 0);
  check_case(3, 2, 16 * ML_MAX_WORDS, 1);
  check_many_rows();
  check_large_output(0);
  check_large_output(1);
  check_arguments();
}

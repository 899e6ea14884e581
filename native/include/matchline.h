/* Matchline: C interface of the simulation kernels.
 *
 * Contract of every kernel
 *  - SI units, fixed-width types, results through pointers, status returned.
 *  - A kernel never prints, allocates, aborts or keeps state; it may run on any number of threads
 *    as long as their output ranges do not overlap.
 *  - Pointers need only the alignment of their element type; no byte outside the documented extents is touched.
 *  - The same arguments give the same bits on every instruction set and in the Java twin. The plain-C
 *    file of a kernel (src/<family>/<stem>.c) is its specification.
 *  - Ranges of blocks let the caller cut one job over threads; the cut never changes a bit.
 */
#ifndef MATCHLINE_H
#define MATCHLINE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ML_API __attribute__((visibility("default")))
#else
#define ML_API
#endif

/* Raised whenever a struct or a function of this header changes its meaning. */
#define ML_ABI_VERSION 6

/* Status of a kernel call. */
#define ML_OK 0
#define ML_ERR_NULL 1  /* a required pointer is null */
#define ML_ERR_SIZE 2  /* a count is negative, zero where that is meaningless, or above its maximum */
#define ML_ERR_RANGE 3 /* a value is outside its documented range or not finite */

/* Instruction-set levels, in rising order. */
#define ML_LEVEL_SCALAR 0
#define ML_LEVEL_AVX2 1
#define ML_LEVEL_AVX512 2

/* Where the sense amplifier sits on a match line. */
#define ML_SENSE_NEAR 0 /* node 0, beside the precharge transistor */
#define ML_SENSE_FAR 1  /* node M, the far end */

/* Drive of a cell's search lines. */
#define ML_DRIVE_NONE 0 /* search X: neither line */
#define ML_DRIVE_SL 1   /* search 1 */
#define ML_DRIVE_SLB 2  /* search 0 */

/* Ends of the lines of a crossbar. */
#define ML_END_FIRST 0 /* beside column 0 of a row, beside row 0 of a column */
#define ML_END_LAST 1

#define ML_ROWS_PER_BLOCK 32    /* rows in a block of the digital layout */
#define ML_CELLS_PER_WORD 16    /* cells in a word of the digital layout */
#define ML_QUERIES_PER_TILE 8   /* queries in a tile of the digital layout */
#define ML_LANES 8              /* rows in a block of the analog layout */
#define ML_MAX_WORDS 4095       /* 65,520 cells: distances are 16 bits wide */
#define ML_MAX_NEAREST 64       /* largest k of ml_mismatch_nearest */
#define ML_PANEL 64             /* columns in a panel of a packed matrix */
#define ML_MAX_CROSSBAR_LINES 4096 /* largest number of rows, and of columns, of a crossbar */
/* Bounds of the tolerance of a crossbar solve. */
#define ML_MIN_TOLERANCE 1e-14
#define ML_MAX_TOLERANCE 1e-2
/* Bounds of a reference level over the precharge voltage; a level that equals the precharge voltage is accepted too. */
#define ML_MIN_LEVEL_RATIO 2e-4
#define ML_MAX_LEVEL_RATIO 0.999999

/* ---- library ---------------------------------------------------------------------------------- */

/* ML_ABI_VERSION of the library. */
ML_API int32_t ml_abi_version(void);

/* Entry `index` of the flat layout table: per struct its size and then the offset of every field, in the order
 * of this header; -1 past the end. Bindings compare it with their own layouts when they load the library. */
ML_API int32_t ml_layout(int32_t index);

/* Level that the kernels run at: the best of the processor and its operating system, capped by the environment
 * variable MATCHLINE_MAX_ISA (scalar, avx2, avx512) as it stood at the first call. */
ML_API int32_t ml_level(void);

/* Caps the level at `cap` and returns the level now in force. For checks and benchmarks that compare levels in
 * one process: process-wide, not to be called while another thread runs a kernel. */
ML_API int32_t ml_cap_level(int32_t cap);

/* ---- math ------------------------------------------------------------------------------------- */

/* y[i] = exp(x[i]), |error| <= 1 ulp on [-708, 709]; 0 below -708, +inf above 709.78, NaN for NaN. */
ML_API int32_t ml_exp(const double *x, double *y, int64_t n);

/* y[i] = ln(x[i]), |error| <= 1 ulp for normal positive x; x <= 0, subnormal or non-finite gives NaN. */
ML_API int32_t ml_log(const double *x, double *y, int64_t n);

/* ---- tcam: digital layout --------------------------------------------------------------------- */

/* Blocks [begin, end) of a batch of rows. */
typedef struct ml_span {
  int64_t begin;
  int64_t end;
} ml_span;

/* Stored words. Blocks of 32 rows; word w of a block is 32 consecutive uint16, one per row, bit b = cell 16w+b.
 * The number of blocks is 2*ceil(rows/64); the rows of the last blocks past `rows` may hold anything.
 * A cell conducts iff (on_sl & SL) | (on_slb & SLB): a stored 0 has its bit in on_sl, a stored 1 in on_slb,
 * a stored X in neither. With on_sl null the rows are binary: on_slb holds the stored bits, no don't-care. */
typedef struct ml_rows {
  int64_t rows;           /* 1 ... 2^31-1 */
  int32_t words;          /* 1 ... ML_MAX_WORDS, words per row; cells past the row's width are zero in every plane */
  int32_t reserved;       /* 0 */
  const uint16_t *on_sl;  /* [blocks][words][32], or null */
  const uint16_t *on_slb; /* [blocks][words][32] */
} ml_rows;

/* Search words. Tiles of 8 queries; word w of a tile is 8 consecutive uint32 with the 16 bits written twice.
 * A search 1 has its bit in sl, a search 0 in slb, a search X in neither. With slb null the queries are binary and
 * sl holds the search bits; binary queries go with binary rows only, and the other way round.
 * Entries of the last tile past `queries` may hold anything. */
typedef struct ml_queries {
  int32_t queries;     /* 1 ... 2^31-1 */
  int32_t words;       /* equals ml_rows.words */
  const uint32_t *sl;  /* [tiles][words][8] */
  const uint32_t *slb; /* [tiles][words][8], or null */
} ml_queries;

/* Mismatches of every query with the rows of the span, whose bounds are even.
 * distance[q * stride + row] is written for every valid row of the span; stride >= rows. */
ML_API int32_t ml_mismatch_all(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks,
                               uint16_t *distance, int64_t stride);

/* Rows with at most `threshold` mismatches: bit r of hit[q * stride + block] is row 32*block + r; rows past the
 * last valid one give 0. Every word of the span is written; its bounds are even; stride >= all blocks;
 * 0 <= threshold <= 65,535. */
ML_API int32_t ml_mismatch_within(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks,
                                  int32_t threshold, uint32_t *hit, int64_t stride);

/* The k rows of the span with the fewest mismatches, ascending by (distance, row). distance and row are
 * [queries][k]; places past the number of valid rows get 0xffff and 0xffffffff.
 * 1 <= k <= ML_MAX_NEAREST; the bounds of the span are even. */
ML_API int32_t ml_mismatch_nearest(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks, int32_t k,
                                   uint16_t *distance, uint32_t *row);

/* ---- tcam: match line ------------------------------------------------------------------------- */

/* A match line of M cells: nodes 0...M, M wire segments, cell j at node j. */
typedef struct ml_line {
  int32_t cells;                /* M, 1 ... 65,536 */
  int32_t sense;                /* ML_SENSE_NEAR or ML_SENSE_FAR */
  double wire_resistance_ohm;   /* per segment, >= 0 */
  double node_capacitance_f;    /* wire and cell, at each node 1...M, >= 0 */
  double near_capacitance_f;    /* at node 0, >= 0 */
  double far_capacitance_f;     /* at node M besides its own, >= 0; the capacitances sum to more than 0 */
  double precharge_v;           /* > 0 */
  double series_resistance_ohm; /* Rp of the lumped level, 0 for a plain lumped line, >= 0 */
} ml_line;

/* Conductances of the rows on such lines, lanes = rows, and the drives of the queries. Cell j of row 8b+l is
 * element [b][j][l]; the lanes of the last block past `rows` must hold finite, non-negative numbers. */
typedef struct ml_cells {
  int64_t rows;         /* 1 ... 2^31-1 */
  int32_t queries;      /* 1 ... 2^31-1; 1 where drive is null */
  int32_t reserved;     /* 0 */
  const double *g_sl;   /* [ceil(rows/8)][cells][8], S: to ground while SL is driven; finite, >= 0 */
  const double *g_slb;  /* the same while SLB is driven; may be null where drive is null */
  const uint8_t *drive; /* [queries][cells], ML_DRIVE_*; null: every cell ML_DRIVE_SL */
  /* Noise of the reads: a conductance g becomes max(0, g + sigma * deviation), rounded after each operation. Row r of cell j
   * takes element (query * cells + j) * deviation_stride + r; the lanes of the last block must hold finite numbers too. */
  const float *deviation;   /* null: no noise */
  int64_t deviation_stride; /* at least the rows of all blocks, a multiple of 8; 0 where deviation is null */
  const double *sigma_sl;   /* as g_sl, the standard deviation of what it holds; null: sigma_share * g, or no noise */
  const double *sigma_slb;  /* the same of g_slb; null where sigma_sl is, may be null where drive is */
  double sigma_share;       /* finite, > 0 where deviation is given and sigma_sl is not; else 0 */
} ml_cells;

/* Where to sample a waveform and where the samples go: value[(q * count + i) * stride + row]. */
typedef struct ml_samples {
  int32_t count;    /* 1 ... 65,536 */
  int32_t quick;    /* 1: the ladder's voltages to 3e-7 of the precharge voltage, for comparing rows; else 0 */
  const double *at; /* [count] */
  double *value;    /* [queries][count][stride], written for the valid rows of the span */
  int64_t stride;   /* >= rows */
} ml_samples;

/* _voltage:  at = times after the release of the precharge (s, >= 0), value = voltage at the sense node (V).
 * _crossing: at = reference levels (V), from ML_MIN_LEVEL_RATIO * precharge to ML_MAX_LEVEL_RATIO * precharge, or the
 *            precharge voltage itself, which gives 0; value = time at which the voltage falls to the level (s); +inf
 *            where it never does. Levels beyond the bounds would not keep the ladder's accuracy.
 * The span counts blocks of ML_LANES rows.
 *
 * lumped:  one node of capacitance C = sum of all, conductance G = sum of the cells, G/(1 + Rp*G) with a series
 *          resistance; V = precharge * exp(-t*G/C).
 * elmore:  first moment m0 of the ladder; V = precharge * exp(-t/m0).
 * ladder:  exact RC ladder by the Caratheodory-Fejer approximation of exp: voltages to 3.2e-8 of the precharge voltage
 *          with eight poles, quick ones to 3e-7 with seven, crossing times to 1e-5 with twelve. Times below 1e-58 times
 *          wire resistance times the largest capacitance are out of its range. */
ML_API int32_t ml_lumped_voltage(const ml_line *line, const ml_cells *cells, const ml_span *blocks,
                                 const ml_samples *samples);
ML_API int32_t ml_lumped_crossing(const ml_line *line, const ml_cells *cells, const ml_span *blocks,
                                  const ml_samples *samples);
ML_API int32_t ml_elmore_voltage(const ml_line *line, const ml_cells *cells, const ml_span *blocks,
                                 const ml_samples *samples);
ML_API int32_t ml_elmore_crossing(const ml_line *line, const ml_cells *cells, const ml_span *blocks,
                                  const ml_samples *samples);
ML_API int32_t ml_ladder_voltage(const ml_line *line, const ml_cells *cells, const ml_span *blocks,
                                 const ml_samples *samples);
ML_API int32_t ml_ladder_crossing(const ml_line *line, const ml_cells *cells, const ml_span *blocks,
                                  const ml_samples *samples);

/* ---- tcam: match line with tabulated cells ------------------------------------------------------ */

/* What cells in different states conduct and store at a voltage of the line: piecewise linear between the points, whose
 * first lies at low_v; the outer pieces go on beyond the ends. */
typedef struct ml_cell_table {
  int32_t states;      /* 1 ... 256 */
  int32_t points;      /* 2 ... 65,536; states * points at most 2^24 */
  double low_v;        /* finite */
  double step_v;       /* > 0 */
  const double *value; /* [states][points][2]: current to ground (A), charge (C); finite, the charge rises */
} ml_cell_table;

/* A node inside every cell, between the two transistors of its path to ground, with a voltage of its own. With it the
 * cell table says what a cell conducts and stores once that node has settled; lines march with what follows. */
typedef struct ml_cell_stack {
  int32_t line_points;       /* 2 ... 65,536 voltages of the line, equally spaced over the table's range */
  int32_t node_points;       /* 2 ... 65,536 voltages of the node; states * line_points * node_points at most 2^24 */
  double node_low_v;         /* the first of them, finite */
  double node_step_v;        /* between them, > 0 */
  const double *upper;       /* [states][line_points][node_points] A from the line into the node, finite */
  const double *line_charge; /* [states][points] C on the line, finite, rising */
  const double *lower;       /* [states][points][2] A from the node to ground, C on it, at the table's points; finite, the charge rises */
  const double *start_v;     /* [states] V of the node at first, finite */
} ml_cell_stack;

/* How cells get to their table while the search lines rise, from t = 0 on: in equal steps, of which each has a table for
 * the end of its first stage, at 2 - sqrt 2 of it, and one for its own. At t = 0 no cell conducts. */
typedef struct ml_cell_rise {
  int32_t steps;              /* 1 ... 64 */
  int32_t reserved;           /* 0 */
  double duration_s;          /* > 0; afterwards cells are as in their table */
  const double *value;        /* [steps][2][states][points][2], points and meaning those of the table */
  const double *start_charge; /* [states] C on a cell's node at t = 0, on the scale of the tables; finite */
} ml_cell_rise;

/* Cells of a batch of rows, lanes = rows: cell j of row 8b+l is element [b][j][l]. The lanes of the last block past
 * `rows` hold states and factors too. */
typedef struct ml_table_cells {
  int64_t rows;               /* 1 ... 2^31-1 */
  const uint8_t *state;       /* [ceil(rows/8)][cells][8], below table->states */
  const double *scale;        /* the same: factor of the cell's currents, finite, >= 0; null: 1 */
  const ml_cell_table *table;
  const ml_cell_stack *stack; /* null: cells without a node inside */
  const ml_cell_rise *rise;   /* null: cells are as in their table from t = 0 on; null for cells with a node inside */
} ml_table_cells;

/* Doubles that one call at a time needs to work in. */
ML_API int32_t ml_tabulated_workspace(const ml_line *line, const ml_cell_table *table, int64_t *doubles);

/* As ml_ladder_voltage and ml_ladder_crossing, for lines whose nodes carry such cells besides their capacitances. Times
 * are good to 1e-3: a fixed number of steps leads to each sample. */
ML_API int32_t ml_tabulated_voltage(const ml_line *line, const ml_table_cells *cells, const ml_span *blocks,
                                    const ml_samples *samples, double *workspace);
ML_API int32_t ml_tabulated_crossing(const ml_line *line, const ml_table_cells *cells, const ml_span *blocks,
                                     const ml_samples *samples, double *workspace);

/* ---- crossbar --------------------------------------------------------------------------------- */

/* A crossbar. Cell (i, j) joins node (i, j) of row i to node (i, j) of column j. The nodes of a row form a chain that
 * ends in the row's terminal, the nodes of a column one that ends in the column's; terminals are voltage sources. */
typedef struct ml_crossbar {
  int32_t rows;                 /* 1 ... ML_MAX_CROSSBAR_LINES */
  int32_t columns;              /* 1 ... ML_MAX_CROSSBAR_LINES */
  int32_t driver_end;           /* ML_END_*: where the rows have their terminals */
  int32_t sense_end;            /* ML_END_*: where the columns have theirs */
  double row_resistance_ohm;    /* of a segment between neighbours in a row, and before its terminal; >= 0 */
  double column_resistance_ohm; /* the same of a column; >= 0 */
  double driver_resistance_ohm; /* besides, before the terminal of a row; >= 0 */
  double sense_resistance_ohm;  /* besides, before the terminal of a column; >= 0 */
  const double *conductance;    /* [rows][columns] S, finite, >= 0 */
} ml_crossbar;

/* What drives it. Vectors are independent. */
typedef struct ml_crossbar_drive {
  int32_t vectors;        /* 1 ... 2^31-1 */
  int32_t warm;           /* 1: start from column_voltage of the result; 0: from nothing */
  int32_t max_iterations; /* 0 ... 2^31-1 */
  int32_t reserved;       /* 0 */
  double tolerance;       /* of the column currents over the largest terminal current, ML_MIN_TOLERANCE ... ML_MAX_TOLERANCE */
  const double *row_v;    /* [vectors][rows] V at the terminals of the rows, finite; null: 0 V */
  const double *column_v; /* [vectors][columns] V at the terminals of the columns, finite; null: 0 V */
  const double *cell_a;   /* [vectors][rows][columns] A from row node to column node besides the conductance's current,
                             finite; null: 0 A */
} ml_crossbar_drive;

/* Where the solution goes. */
typedef struct ml_crossbar_result {
  double *row_current;    /* [vectors][rows] A from the terminal into the row; may be null */
  double *column_current; /* [vectors][columns] A from the column into its terminal; may be null */
  double *row_voltage;    /* [vectors][rows][columns] V of the row nodes; may be null */
  double *column_voltage; /* [vectors][rows][columns] V of the column nodes; null only where the drive is not warm */
  double *residual;       /* [vectors] bound on the error of the column currents over the largest terminal current; above the
                             tolerance where max_iterations came first */
  int32_t *iterations;    /* [vectors] */
} ml_crossbar_result;

/* Numbers of doubles that ml_crossbar_prepare writes and that one ml_crossbar_solve at a time needs to work in. */
ML_API int32_t ml_crossbar_size(const ml_crossbar *crossbar, int64_t *prepared, int64_t *workspace);

/* Factors the lines; `prepared` serves every solve of the same crossbar, from any thread. */
ML_API int32_t ml_crossbar_prepare(const ml_crossbar *crossbar, double *prepared);

/* Solves the vectors of the span for the steady state. */
ML_API int32_t ml_crossbar_solve(const ml_crossbar *crossbar, const double *prepared, const ml_crossbar_drive *drive,
                                 const ml_span *vectors, double *workspace, const ml_crossbar_result *result);

/* Terminals that step from 0 V at t = 0, when every node is at 0 V. Vectors are independent. */
typedef struct ml_crossbar_step {
  int32_t vectors;             /* 1 ... 2^31-1 */
  int32_t times;               /* 1 ... 65,536 */
  int32_t max_iterations;      /* 0 ... 2^31-1 */
  int32_t reserved;            /* 0 */
  double tolerance;            /* of the residual, ML_MIN_TOLERANCE ... ML_MAX_TOLERANCE */
  double row_capacitance_f;    /* of every row node to ground, >= 0 */
  double column_capacitance_f; /* of every column node to ground, >= 0 */
  const double *row_v;         /* [vectors][rows] V at the terminals of the rows, finite; null: 0 V */
  const double *column_v;      /* [vectors][columns] V at the terminals of the columns, finite; null: 0 V */
  const double *time;          /* [times] s after the step, finite, >= 0 */
} ml_crossbar_step;

/* Where the currents after the step go. */
typedef struct ml_crossbar_waveform {
  double *row_current;    /* [vectors][times][rows] A from the terminal into the row; may be null */
  double *column_current; /* [vectors][times][columns] A from the column into its terminal; may be null */
  double *residual;       /* [vectors][times] bound on what the iteration leaves of the column currents over the largest
                             current through the cells of a line; above the tolerance where max_iterations came first or
                             rounding stopped it */
  int32_t *iterations;    /* [vectors][times] */
} ml_crossbar_waveform;

/* Doubles that one ml_crossbar_transient at a time needs to work in. */
ML_API int32_t ml_crossbar_transient_size(const ml_crossbar *crossbar, int64_t *workspace);

/* Currents after a step by the Caratheodory-Fejer approximation of exp with four pole pairs: within 5e-7 of the largest
 * steady current of a terminal plus 5e-8 of what the line's own terminal drives into its first resistance at the step.
 * The span counts jobs, job `time * vectors + vector`. t = 0 stands for the moment after the step: nodes with a
 * capacitance are at 0 V, the others follow, a line without any resistance has its terminal's voltage and takes its
 * charge at once. Conductances C/t above 2^200 S count as 2^200 S. A current that overflows is NaN. */
ML_API int32_t ml_crossbar_transient(const ml_crossbar *crossbar, const ml_crossbar_step *step, const ml_span *jobs,
                                     double *workspace, const ml_crossbar_waveform *waveform);

/* ---- noise ------------------------------------------------------------------------------------ */

/* Address of a field of random numbers: Philox4x32-10 keyed by the seed. */
typedef struct ml_draw {
  uint64_t seed;
  uint32_t stream;   /* 0 ... 255: what the numbers are for */
  uint32_t array;    /* 0 ... 2^24-1: which array */
  uint32_t event;    /* index of the write, search or multiply */
  uint32_t reserved; /* 0 */
} ml_draw;

/* A rectangle of global row and cell indices, each below 2^31. */
typedef struct ml_patch {
  int64_t row_begin;
  int64_t rows; /* >= 1 */
  int64_t cell_begin;
  int64_t cells; /* >= 1 */
} ml_patch;

/* Random words, word[(r - row_begin) * stride + (c - cell_begin)], stride >= cells. Cell c of row r is output word
 * (c>>4)&3 of the counter (16*(c>>6) + (c&15), r, stream<<24 | array, event). */
ML_API int32_t ml_philox(const ml_draw *draw, const ml_patch *patch, uint32_t *word, int64_t stride);

/* The same words turned into standard normal numbers by the inverse distribution function. */
ML_API int32_t ml_gauss(const ml_draw *draw, const ml_patch *patch, float *normal, int64_t stride);

/* ---- tensor ----------------------------------------------------------------------------------- */

/* A product C = A B or C += A B of float matrices, of which each operand may be given as its transpose. A is
 * [rows][a_stride], or turned [inner][a_stride]. B is [inner][b_stride], or turned [columns][b_stride], or in panels.
 * C is [rows][c_stride]. */
typedef struct ml_gemm_shape {
  int64_t rows;     /* 1 ... 2^31-1, of C */
  int64_t a_stride; /* >= inner; turned: >= rows */
  int64_t b_stride; /* >= columns; turned: >= inner; 0: B is in panels, from ml_gemm_pack */
  int64_t c_stride; /* >= columns */
  int32_t inner;    /* 1 ... 2^31-1, number of products in an element of C */
  int32_t columns;  /* 1 ... 2^31-1, of C */
  int32_t turned_a; /* 0 or 1 */
  int32_t turned_b; /* 0 or 1; 0 with panels */
  int32_t add;      /* 0: C = A B, 1: C += A B */
  int32_t relu;     /* 1: elements of C that are not above 0 become +0 in the end */
} ml_gemm_shape;

/* Brings B, [inner][stride] with stride >= columns, into panels of ML_PANEL columns:
 * packed[ceil(columns / ML_PANEL)][inner][ML_PANEL], zero past the last column. Of the shape only inner and columns
 * matter. */
ML_API int32_t ml_gemm_pack(const ml_gemm_shape *shape, const float *b, int64_t stride, float *packed);

/* Rows [begin, end) of C: every element starts as +0, or as it is with `add`, and is then fma(A[i][k], B[k][j], sum) over
 * k in rising order; then bias[j] is added, unless bias is null. */
ML_API int32_t ml_gemm(const ml_gemm_shape *shape, const ml_span *rows, const float *a, const float *b,
                       const float *bias, float *c);

/* A convolution of float images by stride 1, images [n][height][width][channel]: x has in_channels, y has out_channels
 * and height + 2 pad_height - kernel_height + 1 rows, its width likewise. Weights are
 * [kernel_height][kernel_width][in_channels][out_channels]. The gradient with respect to x is the convolution of dy that
 * exchanges the channels, pads by kernel - 1 - pad and turns the weights. */
typedef struct ml_conv_shape {
  int64_t images;        /* 1 ... 2^31-1 */
  int32_t height;        /* 1 ... 2^15, of x */
  int32_t width;         /* 1 ... 2^15, of x */
  int32_t in_channels;   /* 1 ... 2^15 */
  int32_t out_channels;  /* 1 ... 2^15 */
  int32_t kernel_height; /* 1 ... 2^10, at most height + 2 pad_height */
  int32_t kernel_width;  /* 1 ... 2^10, at most width + 2 pad_width */
  int32_t pad_height;    /* 0 ... kernel_height - 1: rows of zeros above and below x */
  int32_t pad_width;     /* 0 ... kernel_width - 1 */
} ml_conv_shape;

/* Parts of the images whose weight gradients are summed apart: part p holds [p n / 16, (p + 1) n / 16). */
#define ML_CONV_PARTS 16

/* Floats that one call of ml_conv or ml_conv_weights at a time needs to work in. */
ML_API int32_t ml_conv_size(const ml_conv_shape *shape, int64_t *workspace);

/* Brings weights into panels for ml_conv: packed[ceil(out_channels / ML_PANEL)][kernel_height][kernel_width]
 * [in_channels][ML_PANEL], or [...][16][in_channels][ML_PANEL] for tiles of 2 x 2, zero past the last channel. turned = 1: `weights` are those of the convolution whose
 * gradient this one is, [kernel_height][kernel_width][out_channels][in_channels], and both kernel axes are reversed.
 * The number of images does not matter. */
ML_API int32_t ml_conv_pack(const ml_conv_shape *shape, const float *weights, int32_t turned, float *packed);

/* Images [begin, end) of y: every element is +0, then fma(x, weight, sum) over kernel row, kernel column and input
 * channel in rising order; outside the image x is 0. With a kernel of 3 x 3, 16 channels or more on both sides and 4 rows
 * and columns of y or more, tiles of 2 x 2 elements are computed together, as native/src/tensor/winograd.c defines. */
ML_API int32_t ml_conv(const ml_conv_shape *shape, const ml_span *images, const float *x, const float *packed,
                       float *workspace, float *y);

/* Adds images [begin, end) to a part of the gradient with respect to the weights, which starts as +0: every element goes
 * on as fma(x, dy, sum) over the images and the rows and columns of dy in rising order. */
ML_API int32_t ml_conv_weights(const ml_conv_shape *shape, const ml_span *images, const float *x, const float *dy,
                               float *workspace, float *part);

/* The sum of the parts, partial[ML_CONV_PARTS][weights], by a halving tree: part p + 8 is added to part p, then p + 4,
 * p + 2 and p + 1. */
ML_API int32_t ml_conv_weights_sum(const ml_conv_shape *shape, const float *partial, float *dw);

/* Images y[images][height][width][channels], normalised, through a ReLU or not, and the largest of every 2 x 2 window by stride 2:
 * [images][height / 2][width / 2][channels]. A last odd row or column has no window.
 *
 * Coefficients are [8][channels]: scale, shift, inverse deviation, offset, k, slope, constant, and the least result: 0
 * with a ReLU, minus infinity without. In a window, row by row, z = fma(y, scale, shift), and the first largest z counts:
 * of two equal ones the earlier. */
typedef struct ml_pool_shape {
  int64_t images;   /* 1 ... 2^31-1 */
  int32_t height;   /* 1 ... 2^15, of y */
  int32_t width;    /* 1 ... 2^15, of y */
  int32_t channels; /* 1 ... 2^15 */
  int32_t reserved; /* 0 */
} ml_pool_shape;

/* Of images [begin, end), moments[images][2][channels]: the mean, which is the sum of y from +0 over rows and columns
 * through the number of pixels, and then the sum fma(e, e, sum) with e = y - mean from +0. */
ML_API int32_t ml_pool_moments(const ml_pool_shape *shape, const ml_span *images, const float *y, float *moments);

/* Of images [begin, end): the largest z of every window, the least result where it is not above that. */
ML_API int32_t ml_pool(const ml_pool_shape *shape, const ml_span *images, const float *y, const float *coefficients,
                       float *out);

/* Of images [begin, end), sums[images][2][channels]: the gradient g of the windows whose result is above the least, and
 * fma(g, fma(y, inverse deviation, offset), sum) with the y of the largest z, both from +0 over the windows row by row. */
ML_API int32_t ml_pool_sums(const ml_pool_shape *shape, const ml_span *images, const float *y,
                            const float *coefficients, const float *gradient, float *sums);

/* Of images [begin, end): dy = fma(k, g, fma(y, slope, constant)), where g is the gradient of the window at its largest
 * z if that is above the least result, else 0. */
ML_API int32_t ml_pool_gradient(const ml_pool_shape *shape, const ml_span *images, const float *y,
                                const float *coefficients, const float *gradient, float *dy);

/* Functions of one float. What is not exact is evaluated in double and rounded once. */
#define ML_UNARY_ABS 0
#define ML_UNARY_SIGN 1 /* -1, 0 or 1 */
#define ML_UNARY_RELU 2 /* x above 0, else 0 */
#define ML_UNARY_STEP 3 /* 1 above 0, else 0 */
#define ML_UNARY_SQRT 4
#define ML_UNARY_EXP 5
#define ML_UNARY_LOG 6
#define ML_UNARY_SIGMOID 7  /* 1 / (1 + exp(-x)) */
#define ML_UNARY_TANH 8     /* 2 / (1 + exp(-2 x)) - 1 */
#define ML_UNARY_SOFTPLUS 9 /* max(x, 0) + ln(1 + exp(-|x|)) */

/* y[i] = function(x[i]). */
ML_API int32_t ml_unary(int32_t function, const float *x, float *y, int64_t n);

/* y[i] = scale * x[i] + shift, rounded after each operation. */
ML_API int32_t ml_affine(float scale, float shift, const float *x, float *y, int64_t n);

/* Functions of two floats. */
#define ML_BINARY_ADD 0
#define ML_BINARY_SUBTRACT 1
#define ML_BINARY_MULTIPLY 2
#define ML_BINARY_DIVIDE 3
#define ML_BINARY_GATE 4 /* a times 1 where b is above 0, else a times 0 */

/* Operands of a function: element (i, j) of one is at i * row + j * step. */
typedef struct ml_pair_shape {
  int64_t rows;    /* 1 ... 2^31-1 */
  int64_t columns; /* 1 ... 2^31-1 */
  int64_t a_row;   /* >= 0; 0: the same for every row */
  int64_t b_row;
  int32_t a_step; /* 0: the same for every column, or 1 */
  int32_t b_step;
} ml_pair_shape;

/* y[i][j] = function(a, b), y without gaps. */
ML_API int32_t ml_binary(int32_t function, const ml_pair_shape *shape, const float *a, const float *b, float *y);

/* What is summed of a matrix [rows][stride]. */
typedef struct ml_sum_shape {
  int64_t rows;    /* 1 ... 2^31-1 */
  int64_t columns; /* 1 ... 2^31-1 */
  int64_t stride;  /* >= columns */
  int32_t kept;    /* 1: the columns remain, sum[columns]; 0: the rows remain, sum[rows] */
  int32_t squares; /* 1: squares are summed */
} ml_sum_shape;

/* Stripes that the elements of a row are summed in. */
#define ML_SUM_STRIPES 32

/* Adds to sums in double. Where the columns remain, the rows are added one after the other. Where the rows remain, what
 * is added to one is the sum of ML_SUM_STRIPES stripes, stripe l being +0 plus the elements l, l + ML_SUM_STRIPES, ... in rising
 * order, by a halving tree: stripe l + 16 is added to stripe l, then l + 8, l + 4, l + 2 and l + 1. */
ML_API int32_t ml_sums(const ml_sum_shape *shape, const float *x, double *sum);

/* y[i] = sum[i] as a float. */
ML_API int32_t ml_round(const double *sum, float *y, int64_t n);

/* Rows of z = x - max x in double, with exp z summed in stripes as in ml_sums: logarithm = z - ln(sum), probability =
 * exp(z) / sum, each rounded once. Either result may be null. All are [rows][columns]. */
ML_API int32_t ml_softmax(int64_t rows, int64_t columns, const float *x, float *logarithm, float *probability);

/* A step of gradient descent. */
typedef struct ml_sgd_step {
  float rate;
  float momentum;
  float decay;
  int32_t reserved; /* 0 */
} ml_sgd_step;

/* v = fma(momentum, v, fma(decay, w, g)), w = fma(-rate, v, w). With v null there is no momentum. */
ML_API int32_t ml_sgd(const ml_sgd_step *step, int64_t n, const float *g, float *w, float *v);

/* A step of Adam: what depends on its number is in rate and root. */
typedef struct ml_adam_step {
  float rate;    /* learning rate / (1 - beta1^t) */
  float root;    /* 1 / sqrt(1 - beta2^t) */
  float beta1;
  float beta2;
  float gain1;   /* 1 - beta1 */
  float gain2;   /* 1 - beta2 */
  float epsilon;
  float decay;   /* learning rate * weight decay */
} ml_adam_step;

/* m = fma(beta1, m, gain1 g), v = fma(beta2, v, (gain2 g) g), then w = fma(-decay, w, w) -
 * (rate m) / fma(sqrt(v), root, epsilon). */
ML_API int32_t ml_adam(const ml_adam_step *step, int64_t n, const float *g, float *w, float *m, float *v);

/* Vectors multiplied by a matrix whose every cell is read with fresh normal noise. The matrix covers a patch: row i and
 * cell j of it are the global row_begin + i and cell_begin + j. */
typedef struct ml_noisy_product {
  int64_t vectors;         /* 1 ... 2^31-1 */
  int64_t stride;          /* >= patch.cells */
  int64_t x_stride;        /* >= patch.rows */
  int64_t y_stride;        /* >= patch.cells */
  const float *mean;       /* [patch.rows][stride] */
  const float *sigma_cell; /* [patch.rows][stride], standard deviations; null: `sigma` for every cell */
  const float *x;          /* [vectors][x_stride] */
  float *y;                /* [vectors][y_stride] */
  float sigma;             /* finite, >= 0; 0 where sigma_cell is given */
  int32_t reserved;        /* 0 */
} ml_noisy_product;

/* Vectors [begin, end): y[b][j] is +0 and then fma(x[b][i], fma(sigma, n, mean[i][j]), y) over i in rising order, where
 * n is the number that ml_gauss draws for row i and cell j of the patch with the event draw.event + b, modulo 2^32. */
ML_API int32_t ml_noisy_mvm(const ml_draw *draw, const ml_patch *patch, const ml_noisy_product *product,
                            const ml_span *vectors);

#ifdef __cplusplus
}
#endif

#endif

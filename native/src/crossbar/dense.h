/* Small symmetric positive matrices. */
#ifndef MATCHLINE_CROSSBAR_DENSE_H
#define MATCHLINE_CROSSBAR_DENSE_H

#include <string.h>

#include "crossbar/layout.h"

/* A pivot below this part of its diagonal element has lost its digits. */
#define ML_PIVOT_LEAST 1e-11

/* a = L L^T in place of its lower half, with the inverses of the pivots on the diagonal; 0 if a is not positive. */
static int cholesky(int n, double *a) {
  for (int k = 0; k < n; k++) {
    double own = a[k * n + k], pivot = own;
    for (int j = 0; j < k; j++) pivot = fma(-a[k * n + j], a[k * n + j], pivot);
    if (!(pivot > ML_PIVOT_LEAST * own)) return 0;
    double inverse = 1 / sqrt(pivot);
    a[k * n + k] = inverse;
    for (int i = k + 1; i < n; i++) {
      double sum = a[i * n + k];
      for (int j = 0; j < k; j++) sum = fma(-a[i * n + j], a[k * n + j], sum);
      a[i * n + k] = sum * inverse;
    }
  }
  return 1;
}

/* x[column] = L^-1 x[column], for `columns` right sides of n each, x[row][column]. */
static void forward(int n, const double *l, int columns, double *x) {
  for (int i = 0; i < n; i++) {
    double *row = x + i * columns;
    for (int j = 0; j < i; j++)
      for (int c = 0; c < columns; c++) row[c] = fma(-l[i * n + j], x[j * columns + c], row[c]);
    for (int c = 0; c < columns; c++) row[c] = row[c] * l[i * n + i];
  }
}

/* inverse = a^-1 from its factor: the product of L^-1 with itself. */
static void invert(int n, const double *l, double *inverse) {
  double x[ML_MAX_PAIRS * ML_MAX_PAIRS];
  for (int i = 0; i < n * n; i++) x[i] = i % (n + 1) ? 0 : 1;
  forward(n, l, n, x);
  for (int i = 0; i < n * n; i++) inverse[i] = 0;
  for (int k = 0; k < n; k++)
    for (int i = 0; i <= k; i++)
      for (int j = 0; j <= k; j++) inverse[i * n + j] = fma(x[k * n + i], x[k * n + j], inverse[i * n + j]);
}

/* gain = (B - D A^-1 D)^-1 - B^-1 with A the row side, B the column side, D what couples them; A is lost. */
static int coarse_gain(int n, const double *d, double *a, const double *b, double *gain) {
  double x[ML_MAX_PAIRS * ML_MAX_PAIRS], schur[ML_MAX_PAIRS * ML_MAX_PAIRS], factor[ML_MAX_PAIRS * ML_MAX_PAIRS];
  size_t bytes = (size_t)n * (size_t)n * sizeof(double);
  if (!cholesky(n, a)) return 0;
  memcpy(x, d, bytes);
  forward(n, a, n, x);
  memcpy(schur, b, bytes);
  for (int k = 0; k < n; k++)
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) schur[i * n + j] = fma(-x[k * n + i], x[k * n + j], schur[i * n + j]);
  memcpy(factor, b, bytes);
  if (!cholesky(n, schur) || !cholesky(n, factor)) return 0;
  invert(n, schur, gain);
  invert(n, factor, x);
  for (int i = 0; i < n * n; i++) gain[i] = gain[i] - x[i];
  return 1;
}

#endif

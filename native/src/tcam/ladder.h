/* Constants and scaling of the ladder kernels; tcam/ladder.c is the specification. */
#ifndef MATCHLINE_LADDER_H
#define MATCHLINE_LADDER_H

#include "math/poles.h"
#include "tcam/line.h"

/* Bounds of the regimes, stated in tcam/ladder.c. */
#define ML_RESISTANCE_MOST 0x1p800
#define ML_RESISTANCE_LEAST 0x1p-800
#define ML_RATIO_LEAST 0x1p-200
#define ML_FRACTION_LEAST 0x1p-200

/* Newton's method of the crossing, stated in tcam/ladder.c. */
#define ML_CROSSING_STEPS 64
#define ML_CROSSING_STEP 0x1p-16
#define ML_CROSSING_BRACKET 0x1p-40
#define ML_CROSSING_DESCENT 0x1p-4

/* One point of a waveform over the precharge voltage: value and t * derivative. */
typedef struct ml_point {
  double v;
  double slope;
} ml_point;

/* The march of ml_ladder_point with a check at every cell, for lanes whose ordinary march was not finite. */
ml_point ml_ladder_careful(const ml_march *march, const ml_sources *cells, const ml_poles *poles, int32_t lane,
                           double t);

#endif

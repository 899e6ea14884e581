/* Constants and scaling of the ladder kernels; tcam/ladder.c is the specification. */
#ifndef MATCHLINE_LADDER_H
#define MATCHLINE_LADDER_H

#include "tcam/line.h"

/* exp(x) = ML_LIMIT + Re sum c_k / (x - z_k) on (-inf, 0], at most 1.2e-8 off: one pole of each of four pairs,
 * c doubled. */
#define ML_POLES 4
#define ML_LIMIT 0x1.92c8aabc80000p-27
static const double ml_pole_r[ML_POLES] = {0x1.9c47ef0cdbb6fp+1, 0x1.25686b8a16955p+1, 0x1.13f572053e3d8p-2,
                                           -0x1.b44b05baf3863p+1};
static const double ml_pole_i[ML_POLES] = {0x1.31910df124208p+0, 0x1.cce6149402ba3p+1, 0x1.854005a1b6b57p+2,
                                           0x1.18bcb2fb9a066p+3};
static const double ml_residue_r[ML_POLES] = {-0x1.d4eefda6e7cd2p+1, 0x1.37d6bc808c08ep+2, -0x1.43e294d53e403p+0,
                                              0x1.cce0c0c37b758p-5};
static const double ml_residue_i[ML_POLES] = {-0x1.30d1c824146abp+4, 0x1.dbbea61a5d3b8p+2, -0x1.c693c7202649cp-1,
                                              0x1.7b5e240c5be3bp-6};

/* Bounds of the regimes, stated in tcam/ladder.c. */
#define ML_RESISTANCE_MOST 0x1p800
#define ML_RESISTANCE_LEAST 0x1p-800
#define ML_RATIO_LEAST 0x1p-200
#define ML_FRACTION_LEAST 0x1p-100

/* Newton's method of the crossing, stated in tcam/ladder.c. */
#define ML_CROSSING_STEPS 64
#define ML_CROSSING_STEP 0x1p-26
#define ML_CROSSING_BRACKET 0x1p-40
#define ML_CROSSING_DESCENT 0x1p-4

/* One point of a waveform over the precharge voltage: value and t * derivative. */
typedef struct ml_point {
  double v;
  double slope;
} ml_point;

/* The march of ml_ladder_point with a check at every cell, for lanes whose ordinary march was not finite. */
ml_point ml_ladder_careful(const ml_march *march, const ml_sources *cells, int32_t lane, double t);

#endif

/* Constants of the match line with tabulated cells; tcam/tabulated.c is the specification. */
#ifndef MATCHLINE_TABULATED_H
#define MATCHLINE_TABULATED_H

#include "tcam/line.h"

/* Steps from 0 to the time of a sample, or to the crossing of the line without wire resistance. */
#define ML_TABULATED_STEPS 16
/* The same from the end of a rise of the search lines on. */
#define ML_TABULATED_AFTER_RISE 10
/* The least that a rise leaves of the fall to a level and of the time until it, over what they were. */
#define ML_RISE_LEAST 0.25
/* A crossing within so many steps after a rise is searched again in steps made for it, over the first ones at least. */
#define ML_RISE_EARLY 6
#define ML_RISE_FINEST (1.0 / 1024)
/* Pieces of the voltage in which that crossing is summed up. */
#define ML_TABULATED_PIECES 32
/* After so many steps a search for a crossing lengthens them; after so many it gives up. */
#define ML_TABULATED_PATIENCE 64
#define ML_TABULATED_MOST 512
#define ML_TABULATED_GROWTH 1.0625

/* Nodes inside cells settle fast at first: the first step is cut into one more than so many, the first two of
 * h / 2^SPLITS, each following one twice the one before. */
#define ML_STACK_SPLITS 5
static const double ml_stack_split[ML_STACK_SPLITS + 1] = {0x1p-5, 0x1p-5, 0x1p-4, 0x1p-3, 0x1p-2, 0x1p-1};
/* The two stages of a step. */
#define ML_STAGE_END 0x1.2bec333018867p-1    /* 2 - sqrt 2: where the first ends */
#define ML_STAGE_END_INVERSE 0x1.b504f333f9de6p+0
#define ML_STAGE_WEIGHT 0x1.2bec333018867p-2 /* 1 - sqrt 1/2: of the current at the end of either */
#define ML_STAGE_MIDDLE 0x1.3504f333f9de6p+0 /* (sqrt 2 + 1)/2 */
#define ML_STAGE_START 0x1.a827999fcef32p-3  /* (sqrt 2 - 1)/2 */

/* How far the first stage of step `step` of such a line reaches, in steps before it. */
ML_INLINE double ml_stack_reach(int step) {
  return step >= 2 && step <= ML_STACK_SPLITS + 1 ? 2 * ML_STAGE_END : ML_STAGE_END;
}

/* Numbers per node and lane that a line works in: nine of the line, nine of the nodes inside its cells. What else it
 * needs includes a vector, so that it can begin at whole ones. */
#define ML_TABULATED_ARRAYS 18

#endif

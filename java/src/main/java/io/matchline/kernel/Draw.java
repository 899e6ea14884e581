package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

/// Address of a field of random numbers: `ml_draw` of `matchline.h`.
///
/// The numbers are a function of this address and of row and cell, so any of them can be drawn again.
///
/// @param seed key of the generator
/// @param stream what the numbers are for, 0 … 255
/// @param array which array, 0 … 2²⁴−1
/// @param event index of the write, search or multiply
public record Draw(long seed, int stream, int array, int event) {
  public Draw {
    require(stream >= 0 && stream <= 255, "stream = %d is outside 0 … 255", stream);
    require(array >= 0 && array < 1 << 24, "array = %d is outside 0 … 2^24-1", array);
  }
}

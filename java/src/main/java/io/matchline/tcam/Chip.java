package io.matchline.tcam;

/// Which physical chip is simulated: the address of all its random numbers.
///
/// @param seed seed of the experiment
/// @param index index of the chip in a Monte-Carlo study, 0 … 2²⁴−1: another chip has other devices and amplifiers
/// @param write index of the write: another write draws the cycle-to-cycle spread anew
public record Chip(long seed, int index, int write) {
  /// The first write of the first chip.
  public static Chip first(long seed) {
    return new Chip(seed, 0, 0);
  }
}

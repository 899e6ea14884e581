package io.matchline.programming;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// How cells are written: once, or again until a read finds them close enough to the target.
///
/// A write that misses aims the next one off by a share of the error, which takes out what a device does at every write.
///
/// @param toleranceS largest accepted error, S; 0: every cell is written once and not verified
/// @param maxPulses most writes to a cell, 1 … 10,000
/// @param correction share of the error by which the next write aims off, 0 … 1
@Named(value = "write-verify", doc = "Cells are written again until they are close enough to their targets.")
public record WriteVerify(
    @Param(doc = "Largest accepted error of a cell; 0: write once, do not verify.", unit = Unit.SIEMENS, min = 0,
            max = 1, standard = "0 S")
        double toleranceS,
    @Param(doc = "Most writes to a cell.", min = 1, max = WriteVerify.MAX_PULSES, standard = "20") int maxPulses,
    @Param(doc = "Share of the error by which the next write aims off.", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "20 %", source = "our choice")
        double correction) {
  static final int MAX_PULSES = 10_000;

  /// Every cell is written once.
  public static final WriteVerify ONCE = new WriteVerify(0, 1, 0);

  public WriteVerify {
    if (!(toleranceS >= 0 && toleranceS <= 1)) {
      throw new IllegalArgumentException("tolerance = %s S is outside 0 … 1 S".formatted(toleranceS));
    }
    if (maxPulses < 1 || maxPulses > MAX_PULSES) {
      throw new IllegalArgumentException("max-pulses = %d is outside 1 … %d".formatted(maxPulses, MAX_PULSES));
    }
    if (!(correction >= 0 && correction <= 1)) {
      throw new IllegalArgumentException("correction = %s is outside 0 … 1".formatted(correction));
    }
  }

  /// Whether cells are read back after a write.
  public boolean verifies() {
    return toleranceS > 0;
  }

  /// Most writes that a cell gets.
  int pulses() {
    return verifies() ? maxPulses : 1;
  }

  /// Number of a pulse among all pulses that the cell can get, the event of its random numbers.
  ///
  /// @param write index of the write, from 0
  /// @throws IllegalArgumentException when there are more than 2³¹ − 1 of them
  int event(int write, int pulse) {
    long event = (long) write * pulses() + pulse;
    if (write < 0 || event > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "write = %d with up to %d pulses is outside 0 … 2^31-1 pulses".formatted(write, pulses()));
    }
    return (int) event;
  }
}

package io.matchline.tcam;

import io.matchline.kernel.SenseEnd;
import io.matchline.unit.Named;

/// Where the mismatches of two competing rows sit. A mismatch beside the amplifier discharges it faster than one at the
/// other end of the line.
public enum MismatchPlaces {
  @Named(value = "random", doc = "every set of cells is equally likely, in each row by itself")
  RANDOM,

  @Named(value = "near", doc = "in both rows the cells beside the amplifier")
  NEAR,

  @Named(value = "far", doc = "in both rows the cells at the other end")
  FAR,

  /// What misleads the amplifiers most.
  @Named(value = "adversarial", doc = "beside the amplifier in the row with fewer mismatches, at the other end in the other")
  ADVERSARIAL;

  /// Whether cell `cell` mismatches; not for {@link #RANDOM}.
  ///
  /// @param better whether the row is the one with fewer mismatches
  public boolean mismatches(boolean better, int mismatches, int cell, int cells, SenseEnd sense) {
    boolean nearest = this == NEAR || this == ADVERSARIAL && better;
    boolean fromZero = nearest == (sense == SenseEnd.NEAR);
    return fromZero ? cell < mismatches : cell >= cells - mismatches;
  }
}

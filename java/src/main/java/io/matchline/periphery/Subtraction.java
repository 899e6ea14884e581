package io.matchline.periphery;

import io.matchline.unit.Named;

/// Where the two columns of a signed number are subtracted.
public enum Subtraction {
  /// Their currents, in front of one converter.
  @Named(value = "analog", doc = "the currents, in front of one converter")
  ANALOG,

  /// Their codes, behind a converter for each column.
  @Named(value = "digital", doc = "the codes, behind a converter for each column")
  DIGITAL
}

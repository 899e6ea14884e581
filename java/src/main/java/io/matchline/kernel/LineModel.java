package io.matchline.kernel;

/// Physical model of a match line, from coarse to exact.
public enum LineModel {
  /// One node: all capacitances and conductances summed.
  LUMPED,
  /// First moment of the RC ladder.
  ELMORE,
  /// The exact RC ladder.
  LADDER
}

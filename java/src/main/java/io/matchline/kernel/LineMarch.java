package io.matchline.kernel;

/// What a march along a line needs, in its order: from the end without the sense amplifier towards it.
///
/// The twin of `ml_march` in `native/src/tcam/line.h`.
///
/// @param near from node M to node 0
/// @param wireOhm resistance of a segment
/// @param largestF the largest of the three capacitances
/// @param node capacitance of nodes 1 … M as a fraction of the largest
/// @param start fraction at the end where the march starts, besides the node's own
/// @param end fraction at the sense node, besides the node's own
record LineMarch(int cells, boolean near, double wireOhm, double largestF, double node, double start, double end) {
  /// Cells between two looks at the growth of a march.
  static final int STRETCH = 32;

  /// Size beyond which a march is scaled down.
  static final double GROWN = 0x1p128;

  private static final long EXPONENT_BITS = 0x7ff0000000000000L;
  private static final long EXPONENT_TWICE = 0x7fe0000000000000L;

  static LineMarch of(MatchLine line) {
    double near = line.nearCapacitanceF();
    double far = line.farCapacitanceF();
    double largest = line.nodeCapacitanceF();
    largest = near > largest ? near : largest;
    largest = far > largest ? far : largest;
    boolean isNear = line.sense() == SenseEnd.NEAR;
    return new LineMarch(
        line.cells(),
        isNear,
        line.wireResistanceOhm(),
        largest,
        line.nodeCapacitanceF() / largest,
        (isNear ? far : near) / largest,
        (isNear ? near : far) / largest);
  }

  /// The cell at step `i`.
  int cell(int i) {
    return near ? cells - 1 - i : i;
  }

  /// 1 over the power of two of `size` where it has passed `grown`, otherwise 1.
  static double scale(double size, double grown) {
    return size > grown
        ? Double.longBitsToDouble(EXPONENT_TWICE - (Double.doubleToRawLongBits(size) & EXPONENT_BITS))
        : 1;
  }
}

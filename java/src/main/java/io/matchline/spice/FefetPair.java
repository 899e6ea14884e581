package io.matchline.spice;

/// 2FeFET: in each branch a ferroelectric transistor from the match line to ground, a transistor whose threshold is where
/// its polarisation put it.
///
/// @param low the transistor with the low threshold, which conducts when its search line is high
/// @param windowV how far the other's threshold is above, > 0 V
record FefetPair(Mosfet low, double windowV) implements TransistorCell {
  @Override
  public CellCircuit circuit() {
    String text = low.card("low_threshold")
        + low.shifted(windowV).card("high_threshold")
        + ".subckt cell_2fefet ml sl slb\n"
        + low.placed("Ma", "ml", "sl", "0", "high_threshold")
        + low.placed("Mb", "ml", "slb", "0", "low_threshold")
        + ".ends\n";
    return new CellCircuit("cell_2fefet", text);
  }
}

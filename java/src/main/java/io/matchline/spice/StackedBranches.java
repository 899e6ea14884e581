package io.matchline.spice;

import java.util.Optional;

/// The comparison part of a 16T cell: in each branch a transistor at the match line, gated by the search line, over one to
/// ground, gated by the stored bit. The other twelve transistors hold the bits at ground and supply.
///
/// @param transistor of every place
/// @param supplyV the high stored level, > 0 V
record StackedBranches(Mosfet transistor, double supplyV) implements TransistorCell {
  @Override
  public CellCircuit circuit() {
    String text = transistor.card("pull_down")
        + ".global stored_high\nVstored_high stored_high 0 " + supplyV + "\n.ic v(stored_high)=" + supplyV + "\n"
        + ".subckt cell_16t_open ml sl slb a b\n"
        + transistor.placed("Ma", "ml", "sl", "a", "pull_down")
        + transistor.placed("Mc", "a", "0", "0", "pull_down")
        + transistor.placed("Mb", "ml", "slb", "b", "pull_down")
        + transistor.placed("Md", "b", "stored_high", "0", "pull_down")
        + ".ends\n"
        + ".subckt cell_16t ml sl slb\nXbranches ml sl slb a b cell_16t_open\n.ends\n";
    return new CellCircuit("cell_16t", text, Optional.of(new CellCircuit.Stack("cell_16t_open", "a", "b")));
  }
}

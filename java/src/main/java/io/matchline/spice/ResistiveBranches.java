package io.matchline.spice;

/// 2T2R: in each branch a memristor at the match line in series with a transistor to ground.
///
/// @param transistor of both branches
/// @param lrsOhm memristor of the branch that conducts, > 0 Ω
/// @param hrsOhm memristor of the other, > 0 Ω
record ResistiveBranches(Mosfet transistor, double lrsOhm, double hrsOhm) implements TransistorCell {
  @Override
  public CellCircuit circuit() {
    String text = transistor.card("access")
        + ".subckt cell_2t2r ml sl slb\n"
        + "Ra ml a " + hrsOhm + "\n"
        + transistor.placed("Ma", "a", "sl", "0", "access")
        + "Rb ml b " + lrsOhm + "\n"
        + transistor.placed("Mb", "b", "slb", "0", "access")
        + ".ends\n";
    return new CellCircuit("cell_2t2r", text);
  }
}

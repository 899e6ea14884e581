package io.matchline.spice;

/// A cell of level-1 transistors that stores a 1: the conducting branch hangs on SLB.
sealed interface TransistorCell permits ResistiveBranches, FefetPair, StackedBranches {
  CellCircuit circuit();
}

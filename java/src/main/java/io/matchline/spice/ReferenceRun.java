package io.matchline.spice;

import java.util.List;

/// Asks ngspice about one case of a model.
@FunctionalInterface
public interface ReferenceRun {
  /// Every point of the case, in the order of the table.
  ///
  /// @throws SpiceException when ngspice fails
  List<ReferencePoint> points();
}

package io.matchline.spice;

import io.matchline.spice.CrossbarNetlist.Order;
import java.util.ArrayList;
import java.util.List;

/// Answers a crossbar case with ngspice, each vector in two runs; their difference is ngspice's own uncertainty.
record CrossbarReference(NgspiceRunner runner) {
  static final OperatingPoint SETTINGS = OperatingPoint.standard();

  /// Currents of every column, vector after vector. A linear circuit leaves ngspice only its rounding, so the second
  /// run eliminates the nodes in another order.
  List<ReferencePoint> currents(CrossbarCase c) {
    List<Point> points = c.points();
    List<ReferencePoint> reference = new ArrayList<>(points.size());
    for (double[] inputV : c.inputV()) {
      List<Double> forward = run(c, inputV, Order.FORWARD);
      List<Double> backward = run(c, inputV, Order.BACKWARD);
      for (int j = 0; j < forward.size(); j++) {
        reference.add(ReferencePoint.of(points.get(reference.size()), forward.get(j), backward.get(j)));
      }
    }
    return reference;
  }

  private List<Double> run(CrossbarCase c, double[] inputV, Order order) {
    return runner.operatingPoint(CrossbarNetlist.of(c.wires(), c.cells(), inputV, SETTINGS, order));
  }
}

package io.matchline.spice;

import io.matchline.spice.CrossbarNetlist.Order;
import java.util.ArrayList;
import java.util.List;

/// Answers a crossbar case with ngspice, each vector in two runs; their difference is ngspice's own uncertainty.
record CrossbarReference(NgspiceRunner runner) {
  private static final OperatingPoint STEADY = OperatingPoint.standard();

  /// The other run's `reltol` over that of {@link #STEADY}.
  private static final double LOOSER = 1000;

  /// How far past the last time a run goes.
  private static final double MARGIN = 1.02;

  /// What the head of a table says about the runs.
  ///
  /// @param step whether the currents are those after a step
  static List<String> settings(boolean step) {
    return step
        ? List.of(
            "largest step of value: 1/4000 of each run; uncertainty: distance to 1/2000",
            Transient.until(1).halved().options())
        : List.of(
            "operating points; uncertainty: distance to a run of another order of elimination and "
                + (int) LOOSER
                + " times the reltol",
            STEADY.options());
  }

  /// Currents of every column, vector after vector, time after time.
  List<ReferencePoint> currents(CrossbarCase c) {
    List<Double> better = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    for (double[] inputV : c.inputV()) {
      if (c.timesS().isEmpty()) {
        better.addAll(steady(c, inputV, STEADY, Order.FORWARD));
        other.addAll(steady(c, inputV, new OperatingPoint(LOOSER * STEADY.relativeTolerance()), Order.BACKWARD));
      } else {
        Transient coarse = Transient.until(MARGIN * c.timesS().getLast());
        better.addAll(step(c, inputV, coarse.halved()));
        other.addAll(step(c, inputV, coarse));
      }
    }
    List<Point> points = c.points();
    List<ReferencePoint> reference = new ArrayList<>(points.size());
    for (int k = 0; k < points.size(); k++) {
      reference.add(ReferencePoint.of(points.get(k), better.get(k), other.get(k)));
    }
    return reference;
  }

  /// A second run that eliminates the nodes in another order shows the rounding, which is all that a linear circuit
  /// leaves, and its looser tolerance shows where the iteration of a nonlinear one stopped.
  private List<Double> steady(CrossbarCase c, double[] inputV, OperatingPoint settings, Order order) {
    return runner.operatingPoint(CrossbarNetlist.of(c.wires(), c.cells(), inputV, settings, order));
  }

  private List<Double> step(CrossbarCase c, double[] inputV, Transient settings) {
    List<Waveform> columns =
        runner.waveforms(CrossbarNetlist.of(c.wires(), c.cells(), inputV, settings, Order.FORWARD));
    return c.timesS().stream().flatMap(timeS -> columns.stream().map(column -> column.at(timeS))).toList();
  }
}

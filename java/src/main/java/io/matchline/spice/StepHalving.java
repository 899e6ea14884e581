package io.matchline.spice;

import io.matchline.tcam.DischargeCase;
import java.util.ArrayList;
import java.util.List;

/// Answers a discharge case with ngspice at two step sizes; their difference is ngspice's own uncertainty.
public record StepHalving(NgspiceRunner runner) {
  /// How far past the last point of interest a run goes.
  private static final double MARGIN = 1.02;

  private static final int STEPS = 2000;

  /// At 1e-7 the fast first picoseconds, where the error estimate sets the step, add up to 2e-6 of the precharge.
  private static final double RELATIVE_TOLERANCE = 1e-9;

  /// Run length where only t = 0 is asked for.
  private static final double SHORT_S = 1e-12;

  /// Voltages at the case's times, then crossings of its levels.
  public List<ReferencePoint> discharge(DischargeCase c) {
    double endS = endS(c);
    Waveform coarse = run(c, coarse(endS));
    Waveform fine = run(c, fine(endS));
    List<ReferencePoint> points = new ArrayList<>();
    for (double timeS : c.timesS()) {
      points.add(point(c, Quantity.VOLTAGE_V, timeS, fine.at(timeS), coarse.at(timeS)));
    }
    for (double levelV : c.levelsV()) {
      points.add(point(c, Quantity.CROSSING_S, levelV, fine.fallsTo(levelV), coarse.fallsTo(levelV)));
    }
    return points;
  }

  private static Transient coarse(double endS) {
    return new Transient(endS, STEPS, RELATIVE_TOLERANCE);
  }

  /// Settings of the run whose values the table holds.
  static Transient fine(double endS) {
    return coarse(endS).halved();
  }

  private static ReferencePoint point(DischargeCase c, Quantity quantity, double at, double fine, double coarse) {
    return ReferencePoint.of(MatchLineModel.point(c.id(), quantity, at), fine, coarse);
  }

  private Waveform run(DischargeCase c, Transient settings) {
    return runner.waveforms(MatchLineNetlist.line(c.line(), c.conductanceS(), settings)).getFirst();
  }

  /// End of the run: just past the last sample time and the crossing of the lowest level. A line that leaks nowhere
  /// crosses nothing below its precharge.
  private double endS(DischargeCase c) {
    double lastTimeS = c.timesS().stream().mapToDouble(t -> t).max().orElse(0);
    double lowestV = c.levelsV().stream().mapToDouble(v -> v).min().orElse(c.line().prechargeV());
    double lastS = lastTimeS;
    if (lowestV < c.line().prechargeV() && c.totalConductanceS() > 0) {
      lastS = Math.max(lastS, crossingS(c, lowestV));
    }
    return lastS > 0 ? MARGIN * lastS : SHORT_S;
  }

  private double crossingS(DischargeCase c, double levelV) {
    return new LineTransient(c.line(), c.totalConductanceS(), settings -> run(c, settings))
        .downTo(levelV)
        .orElseThrow(() -> new SpiceException("%s: case %s does not fall to %s V".formatted(c.place(), c.id(), levelV)))
        .fallsTo(levelV);
  }
}

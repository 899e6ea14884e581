package io.matchline.spice;

import io.matchline.device.FilamentGrowth;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/// Resistive cells that pulses program: the current of the read after each pulse. The law of the device answers, the same
/// for every backend.
///
/// @param currentTolerance largest relative error of a current
record FilamentModel(ModelFolder folder, double currentTolerance) implements SpiceModel {
  private static final FilamentGrowth CELL = FilamentGrowth.SKY130;

  /// Fraction of the thermal time constant that a step of the law takes.
  private static final double STEP_SHARE = 0.02;

  private static final int STEPS_PER_CORNER = 500;
  private static final double RELATIVE_TOLERANCE = 1e-6;

  List<PulseCase> cases() {
    return PulseCase.read(folder.cases());
  }

  @Override
  public List<String> levels() {
    return List.of("filament");
  }

  @Override
  public SequencedMap<Quantity, Double> tolerances() {
    return new LinkedHashMap<>(Map.of(Quantity.CURRENT_A, currentTolerance));
  }

  @Override
  public List<Answer> answers(String level, Kernels kernels, Workers workers) {
    List<Answer> answers = new ArrayList<>();
    for (PulseCase c : cases()) {
      double[] currentA = currentsA(c);
      for (int p = 0; p < currentA.length; p++) {
        answers.add(new Answer(c.points().get(p), currentA[p]));
      }
    }
    return answers;
  }

  /// Corner by corner, so that no step goes over one.
  static double[] currentsA(PulseCase c) {
    double[] currentA = new double[c.pulsesV().size()];
    double[] cornersS = c.cornersS();
    FilamentGrowth.Instant now = CELL.cold(c.startM());
    for (int k = 1, read = 0; k < cornersS.length; k++) {
      double readS = read < currentA.length ? c.readS(read) : Double.POSITIVE_INFINITY;
      if (readS > cornersS[k - 1] && readS < cornersS[k]) {
        FilamentGrowth.Instant middle = after(c, now, cornersS[k - 1], readS);
        currentA[read++] = CELL.cell().currentA(middle.thicknessM(), c.voltageV(readS));
      }
      now = after(c, now, cornersS[k - 1], cornersS[k]);
    }
    return currentA;
  }

  private static FilamentGrowth.Instant after(PulseCase c, FilamentGrowth.Instant begin, double fromS, double toS) {
    return CELL.after(begin, fromS, toS, c::voltageV, STEP_SHARE * CELL.coolingS());
  }

  /// The current itself.
  @Override
  public ToDoubleFunction<ReferencePoint> scale(List<ReferencePoint> table) {
    return ReferencePoint::value;
  }

  @Override
  public References references(NgspiceRunner runner) {
    return References.of(cases().stream().<ReferenceRun>map(c -> () -> reference(runner, c)).toList());
  }

  private static List<ReferencePoint> reference(NgspiceRunner runner, PulseCase c) {
    Transient coarse = settings(c);
    Waveform better = runner.waveforms(FilamentNetlist.of(CELL, c, coarse.halved())).getFirst();
    Waveform other = runner.waveforms(FilamentNetlist.of(CELL, c, coarse)).getFirst();
    List<ReferencePoint> points = new ArrayList<>();
    for (int p = 0; p < c.pulsesV().size(); p++) {
      // a source's current runs into it
      points.add(ReferencePoint.of(c.points().get(p), -better.at(c.readS(p)), -other.at(c.readS(p))));
    }
    return points;
  }

  private static Transient settings(PulseCase c) {
    return new Transient(c.endS(), STEPS_PER_CORNER * (c.cornersS().length - 1), RELATIVE_TOLERANCE);
  }

  @Override
  public List<String> settings() {
    return List.of(
        "largest step of value: 1/%d of each run over its corners; uncertainty: distance to twice that"
            .formatted(2 * STEPS_PER_CORNER),
        new Transient(1, STEPS_PER_CORNER, RELATIVE_TOLERANCE).halved().options());
  }
}

package io.matchline.spice;

import io.matchline.kernel.JavaKernels;
import io.matchline.kernel.Workers;
import io.matchline.tcam.CellCurves;
import io.matchline.tcam.CellStart;
import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.DischargeRun;
import io.matchline.tcam.DischargeValue;
import io.matchline.tcam.Level;
import io.matchline.tcam.LineCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A design at level `ladder-table`; every backend gives the same bits, so it asks the Java twins.
record TableLine(LineDesign design, CellCurves curves, Optional<CellStart> stack) {
  /// What is asked of one line.
  ///
  /// @param pattern which cells mismatch
  /// @param timeS time of a voltage, s, or NaN
  /// @param levelV level of a crossing, V, or NaN
  private record Question(String pattern, double timeS, double levelV) {}

  /// The times of the crossings, s, then the voltage of the line without mismatches, V.
  double[] answers(CalibrationData data, LineStart start) {
    List<Question> questions = new ArrayList<>();
    data.crossings().forEach(c -> questions.add(new Question(c.pattern(), Double.NaN, c.levelV())));
    questions.add(new Question(data.matchPattern(), data.matchTimeS(), Double.NaN));
    return answers(questions, start);
  }

  /// When a line falls to a level, s; +∞ where it never does.
  double crossingS(String pattern, double levelV, LineStart start) {
    return answers(List.of(new Question(pattern, Double.NaN, levelV)), start)[0];
  }

  /// The voltage of a line at a time, V.
  double voltageV(String pattern, double timeS, LineStart start) {
    return answers(List.of(new Question(pattern, timeS, Double.NaN)), start)[0];
  }

  private double[] answers(List<Question> questions, LineStart start) {
    List<DischargeCase> cases = new ArrayList<>();
    for (Question q : questions) {
      cases.add(
          new DischargeCase(
              design.name(),
              design.name(),
              design.line(),
              new LineCells.Tabulated(q.pattern(), curves, start.voltV(), start.offsetS(), start.rise(), stack),
              Double.isNaN(q.timeS()) ? List.of() : List.of(q.timeS()),
              Double.isNaN(q.levelV()) ? List.of() : List.of(q.levelV())));
    }
    try (Workers workers = new Workers(1)) {
      DischargeRun run = DischargeRun.of(new DischargeCases(cases), Level.LADDER_TABLE, new JavaKernels(), workers);
      return run.values().stream().mapToDouble(DischargeValue::value).toArray();
    }
  }

  /// Charge of the wire and a matching cell at the precharge voltage, C.
  double chargedC() {
    double prechargeV = design.line().prechargeV();
    int k = 0;
    while (k < curves.voltV().size() - 1 && curves.voltV().get(k) < prechargeV) {
      k++;
    }
    return prechargeV * (design.line().nodeCapacitanceF() + curves.matchF().get(k));
  }
}

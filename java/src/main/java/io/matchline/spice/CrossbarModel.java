package io.matchline.spice;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/// Crossbars between resistive wires: steady states of linear and of nonlinear cells, or currents after a step. The cases
/// are drawn by {@link CrossbarRecipe} and are all of one of these kinds.
///
/// @param currentTolerance largest error of a column current over the largest current of its vector
public record CrossbarModel(ModelFolder folder, double currentTolerance) implements SpiceModel {
  /// The wires of the case.
  private static final String WIRES = "wires";

  /// No wires: the steady state of every cell at its input voltage.
  private static final String IDEAL = "ideal";

  /// How much closer the solver is asked to come than the table must be met.
  private static final double SOLVER_SHARE = 1e-3;

  List<CrossbarCase> cases() {
    return CrossbarCases.read(folder.cases());
  }

  @Override
  public List<String> levels() {
    return List.of(WIRES, IDEAL);
  }

  @Override
  public SequencedMap<Quantity, Double> tolerances() {
    return new LinkedHashMap<>(Map.of(Quantity.CURRENT_A, currentTolerance));
  }

  @Override
  public List<Answer> answers(String level, Kernels kernels, Workers workers) {
    CrossbarAnswers solver = new CrossbarAnswers(kernels, workers, SOLVER_SHARE * currentTolerance);
    List<Answer> answers = new ArrayList<>();
    for (CrossbarCase c : cases()) {
      List<Point> points = c.points();
      CrossbarWires wires = level.equals(IDEAL) ? CrossbarWires.ideal() : c.wires();
      double[] currentA = solver.currents(c, wires);
      for (int k = 0; k < currentA.length; k++) {
        answers.add(new Answer(points.get(k), currentA[k]));
      }
    }
    return answers;
  }

  /// The largest column current of the same vector in the table.
  @Override
  public ToDoubleFunction<ReferencePoint> scale(List<ReferencePoint> table) {
    Map<String, Double> largestA = new HashMap<>();
    table.forEach(p -> largestA.merge(CrossbarCase.vectorOf(p.point()), Math.abs(p.value()), Math::max));
    return p -> largestA.get(CrossbarCase.vectorOf(p.point()));
  }

  @Override
  public References references(NgspiceRunner runner) {
    CrossbarReference reference = new CrossbarReference(runner);
    return References.of(cases().stream().<ReferenceRun>map(c -> () -> reference.currents(c)).toList());
  }

  @Override
  public List<String> settings() {
    return CrossbarReference.settings(cases().stream().noneMatch(c -> c.timesS().isEmpty()));
  }
}

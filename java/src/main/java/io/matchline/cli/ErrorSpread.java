package io.matchline.cli;

import io.matchline.report.Axis;
import io.matchline.report.LinePlot;
import io.matchline.spice.ErrorSummary;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Unit;
import java.util.List;
import java.util.stream.IntStream;

/// The picture of a validation: for every quantity with a tolerance the share of points whose error is at most so many
/// times the tolerance.
final class ErrorSpread {
  /// Errors below this share of the tolerance, exact answers among them, stand at it.
  private static final double LEAST = 1e-6;

  private ErrorSpread() {}

  /// @throws InvalidInputException when no point was compared
  static LinePlot plot(List<ErrorSummary> summaries) {
    List<LinePlot.Line> lines = summaries.stream()
        .filter(s -> s.tolerance().isPresent() && s.compared() > 0)
        .map(ErrorSpread::line)
        .toList();
    if (lines.isEmpty()) {
      throw new InvalidInputException("there is no point to draw: ngspice is certain of none within the tolerance");
    }
    return new LinePlot(
        "Errors against ngspice",
        Axis.log("Error over tolerance", Unit.ONE),
        Axis.linear("Points with at most this error", Unit.FRACTION).between(0, 1),
        lines,
        List.of(new LinePlot.Note.AtX(1, "tolerance")));
  }

  private static LinePlot.Line line(ErrorSummary s) {
    int n = s.compared();
    double tolerance = s.tolerance().orElseThrow();
    double[] over = s.errors().stream().mapToDouble(error -> Math.max(error / tolerance, LEAST)).toArray();
    double[] share = IntStream.range(0, n).mapToDouble(i -> (i + 1.0) / n).toArray();
    return LinePlot.Line.of(s.model() + " " + s.quantity().key(), over, share).styled(LinePlot.Style.STEP);
  }
}

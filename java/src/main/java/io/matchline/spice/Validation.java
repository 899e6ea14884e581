package io.matchline.spice;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.unit.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// Compares kernels with the table of a SPICE model.
public final class Validation {
  /// A point counts where ngspice's uncertainty is below this share of the tolerance.
  private static final double MAX_UNCERTAINTY_SHARE = 1.0 / 3;

  private final SpiceModel model;
  private final Kernels kernels;
  private final List<ReferencePoint> table;
  private final ToDoubleFunction<ReferencePoint> scale;

  private Validation(SpiceModel model, Kernels kernels) {
    this.model = model;
    this.kernels = kernels;
    this.table = model.table().points();
    this.scale = model.scale(table);
  }

  private record PointError(Point point, double error) {}

  /// Error summaries of one model on one backend: the level that must hold first, then the reported ones, each for
  /// every quantity of the model.
  ///
  /// @throws InvalidInputException when cases and table of the model do not belong together
  public static List<ErrorSummary> of(SpiceModel model, Kernels kernels, Workers workers) {
    Validation validation = new Validation(model, kernels);
    List<ErrorSummary> summaries = new ArrayList<>();
    for (String level : model.levels()) {
      List<Answer> ours = model.answers(level, kernels, workers);
      validation.checkSamePoints(ours);
      model.tolerances().forEach(
          (quantity, tolerance) -> summaries.add(validation.summary(level, quantity, tolerance, ours)));
    }
    return summaries;
  }

  private ErrorSummary summary(String level, Quantity quantity, double tolerance, List<Answer> ours) {
    List<PointError> errors = new ArrayList<>();
    int skipped = 0;
    for (int i = 0; i < table.size(); i++) {
      ReferencePoint reference = table.get(i);
      if (reference.point().quantity() != quantity) {
        continue;
      }
      double over = scale.applyAsDouble(reference);
      if (trusted(reference.uncertainty(), over, tolerance)) {
        errors.add(new PointError(reference.point(), error(ours.get(i).value(), reference.value(), over)));
      } else {
        skipped++;
      }
    }
    errors.sort(Comparator.comparingDouble(PointError::error));
    boolean judged = level.equals(model.levels().getFirst());
    return summary(
        level, quantity, errors, skipped, judged ? OptionalDouble.of(tolerance) : OptionalDouble.empty());
  }

  private ErrorSummary summary(
      String level, Quantity quantity, List<PointError> rising, int skipped, OptionalDouble tolerance) {
    return new ErrorSummary(
        model.name(),
        kernels.backend(),
        level,
        quantity,
        rising.stream().map(PointError::error).toList(),
        skipped,
        rising.isEmpty() ? "" : place(rising.getLast().point()),
        tolerance);
  }

  private static String place(Point point) {
    return switch (point.quantity()) {
      case VOLTAGE_V -> point.id() + " at " + point.at() + " s";
      case CROSSING_S -> point.id() + " at " + point.at() + " V";
      case CURRENT_A -> point.id() + " at " + point.at();
    };
  }

  /// Whether the uncertainty is small enough; what is exact always is, also where the scale is 0 or infinite.
  private static boolean trusted(double uncertainty, double scale, double tolerance) {
    return uncertainty == 0 || uncertainty / scale < tolerance * MAX_UNCERTAINTY_SHARE;
  }

  /// Equal values, two nevers among them, have no error; a NaN, or a never on one side only, is infinitely wrong.
  private static double error(double ours, double reference, double scale) {
    if (ours == reference) {
      return 0;
    }
    double error = Math.abs(ours - reference) / scale;
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  private void checkSamePoints(List<Answer> ours) {
    for (int i = 0; i < Math.max(table.size(), ours.size()); i++) {
      if (i >= table.size() || i >= ours.size() || !table.get(i).point().equals(ours.get(i).point())) {
        throw new InvalidInputException(
            "%s: row %d of table.csv does not answer what cases.csv asks; run: matchline spice regenerate %s"
                .formatted(model.name(), i + 1, model.name()));
      }
    }
  }
}

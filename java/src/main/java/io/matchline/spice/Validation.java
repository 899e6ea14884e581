package io.matchline.spice;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.DischargeRun;
import io.matchline.tcam.DischargeValue;
import io.matchline.tcam.DischargeValue.Quantity;
import io.matchline.tcam.Level;
import io.matchline.unit.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Compares kernels with the table of a SPICE model.
public final class Validation {
  /// A point counts where ngspice's uncertainty is below this share of the tolerance.
  private static final double MAX_UNCERTAINTY_SHARE = 1.0 / 3;

  private final SpiceModel model;
  private final Kernels kernels;
  private final DischargeCases cases;
  private final List<ReferencePoint> table;
  private final Map<String, Double> prechargeV = new HashMap<>();

  private Validation(SpiceModel model, Kernels kernels) {
    this.model = model;
    this.kernels = kernels;
    this.cases = model.cases();
    this.table = model.table().points();
    for (DischargeCase c : cases.cases()) {
      prechargeV.put(c.id(), c.line().prechargeV());
    }
  }

  private record PointError(DischargeValue answer, double error) {}

  /// Error summaries of one model on one backend: the level that must hold first, then the reported ones, each for
  /// voltages and crossings.
  ///
  /// @throws InvalidInputException when cases and table of the model do not belong together
  public static List<ErrorSummary> of(SpiceModel model, Kernels kernels, Workers workers) {
    Validation validation = new Validation(model, kernels);
    List<Level> levels = new ArrayList<>(List.of(model.level()));
    levels.addAll(model.reported());
    List<ErrorSummary> summaries = new ArrayList<>();
    for (Level level : levels) {
      List<DischargeValue> ours = DischargeRun.of(validation.cases, level, kernels, workers).values();
      validation.checkSamePoints(ours);
      for (Quantity quantity : Quantity.values()) {
        summaries.add(validation.summary(level, quantity, ours));
      }
    }
    return summaries;
  }

  private ErrorSummary summary(Level level, Quantity quantity, List<DischargeValue> ours) {
    List<PointError> errors = new ArrayList<>();
    int skipped = 0;
    for (int i = 0; i < table.size(); i++) {
      DischargeValue reference = table.get(i).answer();
      if (reference.quantity() != quantity) {
        continue;
      }
      double scale = quantity == Quantity.VOLTAGE_V ? prechargeV.get(reference.id()) : reference.value();
      if (trusted(table.get(i).uncertainty(), scale, model.tolerance(quantity))) {
        errors.add(new PointError(reference, error(ours.get(i).value(), reference.value(), scale)));
      } else {
        skipped++;
      }
    }
    errors.sort(Comparator.comparingDouble(PointError::error));
    return summary(level, quantity, errors, skipped);
  }

  private ErrorSummary summary(Level level, Quantity quantity, List<PointError> rising, int skipped) {
    boolean any = !rising.isEmpty();
    OptionalDouble tolerance =
        level == model.level() ? OptionalDouble.of(model.tolerance(quantity)) : OptionalDouble.empty();
    return new ErrorSummary(
        model.name(),
        kernels.backend(),
        level,
        quantity,
        rising.size(),
        skipped,
        any ? rising.get(rising.size() / 2).error() : Double.NaN,
        any ? rising.getLast().error() : Double.NaN,
        any ? place(rising.getLast().answer()) : "",
        tolerance);
  }

  private static String place(DischargeValue answer) {
    return switch (answer.quantity()) {
      case VOLTAGE_V -> answer.id() + " at " + answer.at() + " s";
      case CROSSING_S -> answer.id() + " at " + answer.at() + " V";
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

  private void checkSamePoints(List<DischargeValue> ours) {
    for (int i = 0; i < Math.max(table.size(), ours.size()); i++) {
      if (i >= table.size() || i >= ours.size() || !samePoint(table.get(i).answer(), ours.get(i))) {
        throw new InvalidInputException(
            "%s: row %d of table.csv does not answer what cases.csv asks; run: matchline spice regenerate %s"
                .formatted(model.name(), i + 1, model.name()));
      }
    }
  }

  private static boolean samePoint(DischargeValue a, DischargeValue b) {
    return a.id().equals(b.id()) && a.quantity() == b.quantity() && a.at() == b.at();
  }
}

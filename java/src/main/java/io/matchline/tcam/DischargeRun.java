package io.matchline.tcam;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Workers;
import io.matchline.tcam.DischargeValue.Quantity;
import io.matchline.unit.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Results of discharge cases at one level: voltages first, then crossings, case after case in the order of the input.
///
/// @param values the answers
/// @param warnings cases whose results at this level are known to be poor
public record DischargeRun(List<DischargeValue> values, List<String> warnings) {
  /// ρΣ = R_w·M·ΣG above which the first moment is a poor description of a line.
  public static final double MAX_ELMORE_WIRE_RATIO = 0.1;

  public DischargeRun {
    values = List.copyOf(values);
    warnings = List.copyOf(warnings);
  }

  /// Cases that one kernel call answers.
  private record Batch(MatchLine line, List<Double> at) {}

  /// Evaluates cases; neither the backend nor the number of threads changes a bit.
  ///
  /// @throws InvalidInputException at {@link Level#IDEAL}, which has no waveform
  public static DischargeRun of(DischargeCases cases, Level level, Kernels kernels, Workers workers) {
    List<DischargeCase> list = cases.cases();
    double[][] voltageV = evaluate(list, Quantity.VOLTAGE_V, level, kernels, workers);
    double[][] crossingS = evaluate(list, Quantity.CROSSING_S, level, kernels, workers);
    List<DischargeValue> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      DischargeCase c = list.get(i);
      for (int k = 0; k < c.timesS().size(); k++) {
        values.add(new DischargeValue(c.id(), Quantity.VOLTAGE_V, c.timesS().get(k), voltageV[i][k]));
      }
      for (int k = 0; k < c.levelsV().size(); k++) {
        values.add(new DischargeValue(c.id(), Quantity.CROSSING_S, c.levelsV().get(k), crossingS[i][k]));
      }
    }
    return new DischargeRun(values, level == Level.ELMORE ? elmoreWarnings(list) : List.of());
  }

  /// Refuses a level that has no waveform.
  ///
  /// @throws InvalidInputException at {@link Level#IDEAL}
  static void require(Level level) {
    if (level == Level.IDEAL) {
      throw new InvalidInputException(
          "level = ideal counts mismatches and has no waveform; a discharge takes lumped, lumped-rp, elmore, ladder or"
              + " ladder-table");
    }
  }

  private static double[][] evaluate(
      List<DischargeCase> cases, Quantity quantity, Level level, Kernels kernels, Workers workers) {
    if (level == Level.LADDER_TABLE) {
      return new TabulatedDischarge(quantity, kernels, workers).evaluate(cases);
    }
    Map<Batch, List<Integer>> batches = new LinkedHashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      DischargeCase c = cases.get(i);
      List<Double> at = quantity == Quantity.VOLTAGE_V ? c.timesS() : c.levelsV();
      if (!at.isEmpty()) {
        batches.computeIfAbsent(new Batch(lineAt(level, c.line()), at), b -> new ArrayList<>()).add(i);
      }
    }
    DischargeBatch kernel = new DischargeBatch(level.model(), quantity, kernels, workers);
    double[][] results = new double[cases.size()][];
    batches.forEach((batch, members) -> {
      List<List<Double>> conductanceS = members.stream().map(i -> cases.get(i).conductanceS()).toList();
      double[][] values = kernel.evaluate(batch.line(), conductanceS, batch.at());
      for (int m = 0; m < members.size(); m++) {
        results[members.get(m)] = values[m];
      }
    });
    return results;
  }

  /// Only `lumped-rp` knows a series resistance.
  private static MatchLine lineAt(Level level, MatchLine l) {
    return new MatchLine(
        l.cells(),
        l.sense(),
        l.wireResistanceOhm(),
        l.nodeCapacitanceF(),
        l.nearCapacitanceF(),
        l.farCapacitanceF(),
        l.prechargeV(),
        level == Level.LUMPED_RP ? l.seriesResistanceOhm() : 0);
  }

  private static List<String> elmoreWarnings(List<DischargeCase> cases) {
    List<String> warnings = new ArrayList<>();
    for (DischargeCase c : cases) {
      if (c.wireRatio() > MAX_ELMORE_WIRE_RATIO) {
        warnings.add(
            "%s: case %s has R_w·M·ΣG = %.3g, above %s: level elmore is poor here, ladder is exact"
                .formatted(c.place(), c.id(), c.wireRatio(), MAX_ELMORE_WIRE_RATIO));
      }
    }
    return warnings;
  }
}

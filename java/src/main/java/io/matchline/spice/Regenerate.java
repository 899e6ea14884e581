package io.matchline.spice;

import io.matchline.tcam.DischargeCase;
import java.util.ArrayList;
import java.util.List;

/// Runs ngspice on every case of a model and rewrites the model's table.
///
/// The same ngspice on the same kind of processor gives the same table, byte for byte.
public record Regenerate(NgspiceRunner runner) {
  /// Hears how far the work is.
  @FunctionalInterface
  public interface Progress {
    /// @param done finished cases, 0 … total
    /// @param total all cases
    void at(int done, int total);
  }

  /// @return the table that is now in the model's folder
  /// @throws SpiceException when ngspice fails on a case; the old table stays then
  public ReferenceTable run(SpiceModel model, Progress progress) {
    String version = runner.version();
    List<DischargeCase> cases = model.cases().cases();
    StepHalving reference = new StepHalving(runner);
    List<ReferencePoint> points = new ArrayList<>();
    progress.at(0, cases.size());
    for (int i = 0; i < cases.size(); i++) {
      points.addAll(reference.discharge(cases.get(i)));
      progress.at(i + 1, cases.size());
    }
    ReferenceTable table = new ReferenceTable(points);
    table.write(model.tablePath(), List.of(
        "ngspice " + version + ", largest step of value: 1/4000 of each run; uncertainty: distance to 1/2000",
        Transient.until(1).options()));
    return table;
  }
}

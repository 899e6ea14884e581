package io.matchline.spice;

import java.util.ArrayList;
import java.util.List;

/// Runs ngspice on every case of a model and rewrites the model's table and what comes with it.
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
    References references = model.references(runner);
    List<ReferenceRun> runs = references.runs();
    List<ReferencePoint> points = new ArrayList<>();
    progress.at(0, runs.size());
    for (int i = 0; i < runs.size(); i++) {
      points.addAll(runs.get(i).points());
      progress.at(i + 1, runs.size());
    }
    ReferenceTable table = new ReferenceTable(points);
    List<String> settings = model.settings();
    List<String> comments = new ArrayList<>(List.of("ngspice " + version + ", " + settings.getFirst()));
    comments.addAll(settings.subList(1, settings.size()));
    references.companions().forEach(ModelFolder::replace);
    table.write(model.folder().table(), comments);
    return table;
  }
}

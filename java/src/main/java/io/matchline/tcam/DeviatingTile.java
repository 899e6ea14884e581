package io.matchline.tcam;

import io.matchline.kernel.MatchLine;
import java.util.function.Supplier;

/// The match lines of one column tile whose reads differ by normal deviations alone: the kernels add them while they
/// discharge the lines.
final class DeviatingTile implements LineReader {
  private final Tiling.Columns columns;
  private final MatchLine line;
  private final Conductances conductances;
  private final ReadDeviations deviations;
  private final KernelLines kernels;
  private final Supplier<NoisyTile> devices;
  private NoisyTile unfolded;

  /// @param conductances of the cells without the noise of reads
  /// @param devices the same tile device by device, for those who want the conductances of a search
  DeviatingTile(
      Tiling.Columns columns,
      MatchLine line,
      Conductances conductances,
      ReadDeviations deviations,
      KernelLines kernels,
      Supplier<NoisyTile> devices) {
    this.columns = columns;
    this.line = line;
    this.conductances = conductances;
    this.deviations = deviations;
    this.kernels = kernels;
    this.devices = devices;
  }

  @Override
  public double[] voltagesV(CellWords queries, int firstSearch, double timeS) {
    return kernels.voltagesV(line, conductances, deviations, columns.of((TernaryWords) queries), firstSearch, timeS)[0];
  }

  @Override
  public double[][] crossingsS(CellWords queries, int firstSearch, double... referencesV) {
    return kernels.crossingsS(line, conductances, deviations, columns.of((TernaryWords) queries), firstSearch, referencesV);
  }

  @Override
  public LineReader by(LineTarget other) {
    return other.equals(kernels) ? this : unfolded().by(other);
  }

  @Override
  public ColumnTile during(int search) {
    return unfolded().during(search);
  }

  private NoisyTile unfolded() {
    if (unfolded == null) {
      unfolded = devices.get();
    }
    return unfolded;
  }

  @Override
  public int rows() {
    return conductances.rows();
  }

  @Override
  public Tiling.Columns columns() {
    return columns;
  }
}

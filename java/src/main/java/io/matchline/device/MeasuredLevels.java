package io.matchline.device;

import io.matchline.unit.InvalidInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Statistics of measured levels: how programmed cells of each level scatter, and how they change with time.
///
/// Between levels, mean and standard deviation are interpolated in the target, between times in the logarithm of time.
/// Levels with fewer than {@value #MIN_CELLS} cells at any time are left out.
///
/// @param file name of the table, for messages
/// @param targetS mean conductance of each level just after programming, S, ascending
/// @param programmingS standard deviation of the same, S
/// @param timesS times since programming at which cells were read again, s, above 0 and ascending
/// @param meanS mean change since programming, `[time][level]`, S
/// @param deviationS standard deviation of that change, `[time][level]`, S
public record MeasuredLevels(
    String file, double[] targetS, double[] programmingS, double[] timesS, double[][] meanS, double[][] deviationS)
    implements ConductanceSpread {
  /// Fewest cells from which a level's statistics are taken.
  public static final int MIN_CELLS = 10;

  /// Reads a table of measured conductances; the layouts are those of the published RRAM relaxation data.
  ///
  /// @throws InvalidInputException with every problem of the file, each at its line
  public static MeasuredLevels read(Path path) {
    return MeasuredReadings.read(path);
  }

  /// @throws InvalidInputException when there are too few levels, or their means are below 0 S or the same
  static MeasuredLevels of(String file, TreeMap<Integer, TreeMap<Double, Sample>> byLevel) {
    TreeSet<Double> times = new TreeSet<>();
    byLevel.values().forEach(level -> times.addAll(level.keySet()));
    List<TreeMap<Double, Sample>> used = byLevel.values().stream()
        .filter(level -> times.stream().allMatch(t -> level.containsKey(t) && level.get(t).count() >= MIN_CELLS))
        .sorted((a, b) -> Double.compare(a.get(0.0).mean(), b.get(0.0).mean()))
        .toList();
    if (used.size() < 2 || times.size() < 2) {
      throw new InvalidInputException(
          "%s: %d levels have %d cells or more at each of the %d times; at least 2 levels and 2 times are needed"
              .formatted(file, used.size(), MIN_CELLS, times.size()));
    }
    for (int i = 0; i < used.size(); i++) {
      double meanS = used.get(i).get(0.0).mean();
      if (meanS < 0 || i > 0 && meanS == used.get(i - 1).get(0.0).mean()) {
        throw new InvalidInputException(
            "%s: a level with the mean %s S; means must be at least 0 S and differ".formatted(file, meanS));
      }
    }
    times.remove(0.0);
    return new MeasuredLevels(
        file,
        used.stream().mapToDouble(level -> level.get(0.0).mean()).toArray(),
        used.stream().mapToDouble(level -> level.get(0.0).deviation()).toArray(),
        times.stream().mapToDouble(t -> t).toArray(),
        times.stream().map(t -> used.stream().mapToDouble(level -> level.get(t).mean()).toArray())
            .toArray(double[][]::new),
        times.stream().map(t -> used.stream().mapToDouble(level -> level.get(t).deviation()).toArray())
            .toArray(double[][]::new));
  }

  /// From the lowest to the highest measured level.
  public ConductanceWindow window() {
    return new ConductanceWindow(targetS[0], targetS[targetS.length - 1]);
  }

  /// Standard deviation of cells just after programming, S.
  ///
  /// @throws IllegalArgumentException outside {@link #window()}
  @Override
  public double sigmaS(double conductanceS) {
    return at(conductanceS, programmingS);
  }

  /// Mean change since programming, S.
  ///
  /// @param elapsedS within the measured times
  /// @throws IllegalArgumentException outside {@link #window()} or the measured times
  public double meanChangeS(double conductanceS, double elapsedS) {
    return change(conductanceS, time(elapsedS), meanS);
  }

  /// Standard deviation of the change since programming, S.
  ///
  /// @param elapsedS within the measured times
  /// @throws IllegalArgumentException outside {@link #window()} or the measured times
  public double changeDeviationS(double conductanceS, double elapsedS) {
    return change(conductanceS, time(elapsedS), deviationS);
  }

  TimeShare time(double elapsedS) {
    return TimeShare.of(elapsedS, timesS, "the relaxation in " + file);
  }

  double change(double conductanceS, TimeShare time, double[][] values) {
    return time.between(at(conductanceS, values[time.before()]), at(conductanceS, values[time.after()]));
  }

  private double at(double conductanceS, double[] values) {
    if (!window().contains(conductanceS)) {
      throw new IllegalArgumentException(
          "a target of %s S is outside %s, the measured levels in %s".formatted(conductanceS, window(), file));
    }
    int found = Arrays.binarySearch(targetS, conductanceS);
    if (found >= 0) {
      return values[found];
    }
    int above = -found - 1;
    double share = (conductanceS - targetS[above - 1]) / (targetS[above] - targetS[above - 1]);
    return values[above - 1] + share * (values[above] - values[above - 1]);
  }
}

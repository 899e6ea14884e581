package io.matchline.experiment;

import io.matchline.unit.InvalidInputException;
import java.nio.file.Path;
import java.util.List;

/// A run as the command line asks for it.
///
/// @param name name of the experiment file without its ending
/// @param configText the whole configuration with every standard value written out
/// @param configHash its hash
/// @param points the points of the sweep, at least one, all of the same run kind
/// @param out output folder
/// @param threads worker threads
/// @param commandLine what the user typed
public record RunRequest<E extends Experiment>(
    String name,
    String configText,
    String configHash,
    List<Point<E>> points,
    Path out,
    int threads,
    List<String> commandLine) {
  public RunRequest {
    points = List.copyOf(points);
    commandLine = List.copyOf(commandLine);
  }

  /// The same request with points of a known run kind.
  ///
  /// @throws InvalidInputException when the sweep changes the run kind
  <F extends Experiment> RunRequest<F> of(Class<F> kind) {
    List<Point<F>> typed = points.stream().map(point -> typed(point, kind)).toList();
    return new RunRequest<>(name, configText, configHash, typed, out, threads, commandLine);
  }

  private <F extends Experiment> Point<F> typed(Point<E> point, Class<F> kind) {
    if (!kind.isInstance(point.config())) {
      throw new InvalidInputException(
          name + ": the sweep changes the run kind; a run has one experiment");
    }
    return new Point<>(point.settings(), kind.cast(point.config()));
  }
}

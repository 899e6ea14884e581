package io.matchline.experiment;

import java.nio.file.Path;
import java.util.List;

/// A run as the command line asks for it.
///
/// @param name name of the experiment file without its ending
/// @param configText the whole configuration with every standard value written out
/// @param configHash its hash
/// @param points the points of the sweep, at least one
/// @param out output folder
/// @param threads worker threads
/// @param commandLine what the user typed
public record RunRequest(
    String name,
    String configText,
    String configHash,
    List<Point> points,
    Path out,
    int threads,
    List<String> commandLine) {
  public RunRequest {
    points = List.copyOf(points);
    commandLine = List.copyOf(commandLine);
  }
}

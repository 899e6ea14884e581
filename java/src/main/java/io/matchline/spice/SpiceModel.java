package io.matchline.spice;

import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.DischargeValue.Quantity;
import io.matchline.tcam.Level;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A folder under `spice-models/`: `cases.csv`, what ngspice says about them in `table.csv`, and `model.yaml` with the
/// level that must agree.
///
/// @param name the folder's name
/// @param folder where it is
/// @param level the level that must hold the tolerances
/// @param reported levels whose errors are reported without a tolerance
/// @param voltageTolerance largest error of a voltage over the precharge voltage
/// @param crossingTolerance largest relative error of a crossing time
public record SpiceModel(
    String name,
    Path folder,
    Level level,
    List<Level> reported,
    double voltageTolerance,
    double crossingTolerance) {
  static final String METADATA = "model.yaml";

  public SpiceModel {
    reported = List.copyOf(reported);
  }

  /// All models of a folder such as `spice-models`, by name.
  ///
  /// @throws InvalidInputException when there is none
  public static List<SpiceModel> all(Path models) {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(models)) {
      try (Stream<Path> entries = Files.list(models)) {
        entries.filter(entry -> Files.isRegularFile(entry.resolve(METADATA))).sorted().forEach(folders::add);
      } catch (IOException e) {
        throw new UncheckedIOException(models + ": cannot be listed", e);
      }
    }
    if (folders.isEmpty()) {
      throw new InvalidInputException(models + ": no SPICE models here; a model is a folder with a " + METADATA);
    }
    return folders.stream().map(ModelMetadata::read).toList();
  }

  /// The model of that name.
  ///
  /// @throws InvalidInputException naming the nearest known one when there is none
  public static SpiceModel named(Path models, String name) {
    List<SpiceModel> all = all(models);
    return all.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "model = %s is unknown; the nearest known one is %s"
                        .formatted(name, Nearest.of(name, all.stream().map(SpiceModel::name).toList()))));
  }

  public DischargeCases cases() {
    return DischargeCases.read(folder.resolve("cases.csv"), level);
  }

  public ReferenceTable table() {
    return ReferenceTable.read(tablePath());
  }

  Path tablePath() {
    return folder.resolve("table.csv");
  }

  /// The tolerance of a quantity in the measure of {@link Validation}.
  double tolerance(Quantity quantity) {
    return switch (quantity) {
      case VOLTAGE_V -> voltageTolerance;
      case CROSSING_S -> crossingTolerance;
    };
  }
}

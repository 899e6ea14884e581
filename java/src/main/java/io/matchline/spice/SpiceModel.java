package io.matchline.spice;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Circuits of one kind that both ngspice and the kernels compute, and how closely they must agree.
public sealed interface SpiceModel permits AmplifierModel, CrossbarModel, FilamentModel, MatchLineModel, TransistorLineModel {
  ModelFolder folder();

  /// Names of the levels that are compared; the first must hold the tolerances, the others are only reported.
  List<String> levels();

  /// The quantities of the table in the order of reports, each with the largest error over {@link #scale}.
  SequencedMap<Quantity, Double> tolerances();

  /// What the kernels say at a level about every point of the cases.
  List<Answer> answers(String level, Kernels kernels, Workers workers);

  /// What the error of a point is measured over, in the unit of its value.
  ///
  /// @param table every point of the model
  ToDoubleFunction<ReferencePoint> scale(List<ReferencePoint> table);

  /// The runs that fill the table.
  References references(NgspiceRunner runner);

  /// How ngspice's two runs were set up, as lines for the head of the table.
  List<String> settings();

  default String name() {
    return folder().name();
  }

  default ReferenceTable table() {
    return ReferenceTable.read(folder().table());
  }

  /// All models of a folder such as `spice-models`, by name.
  ///
  /// @throws InvalidInputException when there is none
  static List<SpiceModel> all(Path models) {
    List<ModelFolder> folders = new ArrayList<>();
    if (Files.isDirectory(models)) {
      try (Stream<Path> entries = Files.list(models)) {
        entries.sorted().map(ModelFolder::of).filter(f -> Files.isRegularFile(f.metadata())).forEach(folders::add);
      } catch (IOException e) {
        throw new UncheckedIOException(models + ": cannot be listed", e);
      }
    }
    if (folders.isEmpty()) {
      throw new InvalidInputException(
          models + ": no SPICE models here; a model is a folder with a " + ModelFolder.METADATA);
    }
    return folders.stream().map(ModelMetadata::read).toList();
  }

  /// The model of that name.
  ///
  /// @throws InvalidInputException naming the nearest known one when there is none
  static SpiceModel named(Path models, String name) {
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
}

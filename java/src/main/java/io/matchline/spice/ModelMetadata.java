package io.matchline.spice;

import io.matchline.tcam.Level;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Nearest;
import io.matchline.unit.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a model's `model.yaml`.
final class ModelMetadata {
  private static final String KIND = "kind";
  private static final String LEVEL = "level";
  private static final String REPORTED = "reported";
  private static final String VOLTAGE_TOLERANCE = "voltage-tolerance";
  private static final String CROSSING_TOLERANCE = "crossing-tolerance";
  private static final String CURRENT_TOLERANCE = "current-tolerance";
  private static final String CELL = "cell";
  private static final List<String> MATCH_LINE = List.of(KIND, LEVEL, REPORTED, VOLTAGE_TOLERANCE, CROSSING_TOLERANCE);
  private static final List<String> TRANSISTOR_LINE = List.of(KIND, CELL, VOLTAGE_TOLERANCE, CROSSING_TOLERANCE);
  private static final List<String> CURRENTS = List.of(KIND, CURRENT_TOLERANCE);

  private final Map<?, ?> keys;
  private final String place;
  private final Problems problems = new Problems();

  private ModelMetadata(Map<?, ?> keys, String place) {
    this.keys = keys;
    this.place = place;
  }

  static SpiceModel read(ModelFolder folder) {
    String place = folder.name() + "/" + ModelFolder.METADATA;
    try {
      Object root =
          new Load(LoadSettings.builder().setLabel(place).build()).loadFromString(Files.readString(folder.metadata()));
      if (root instanceof Map<?, ?> keys) {
        return new ModelMetadata(keys, place).model(folder);
      }
      throw new InvalidInputException(place + ": the file holds no keys; it needs " + KIND);
    } catch (YamlEngineException e) {
      throw new InvalidInputException(place + ": the file is not YAML: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(folder.metadata() + ": cannot be read", e);
    }
  }

  private SpiceModel model(ModelFolder folder) {
    SpiceModel model = switch (String.valueOf(keys.get(KIND))) {
      case "match-line" -> matchLine(folder);
      case "transistor-line" -> transistorLine(folder);
      case "crossbar" -> crossbar(folder);
      case "filament" -> filament(folder);
      case "amplifier" -> amplifier(folder);
      default -> throw new InvalidInputException(
          "%s: %s = %s is unknown; the kinds are match-line, transistor-line, crossbar, filament, amplifier"
              .formatted(place, KIND, keys.get(KIND)));
    };
    problems.throwIfAny();
    return model;
  }

  private SpiceModel matchLine(ModelFolder folder) {
    checkKeys(MATCH_LINE);
    Level level = level(LEVEL, keys.get(LEVEL));
    List<Level> reported = new ArrayList<>();
    if (keys.get(REPORTED) instanceof List<?> list) {
      list.forEach(entry -> reported.add(level(REPORTED, entry)));
    } else {
      problems.add(place, "%s = %s is not a list of levels", REPORTED, keys.get(REPORTED));
    }
    return new MatchLineModel(folder, level, reported, tolerance(VOLTAGE_TOLERANCE), tolerance(CROSSING_TOLERANCE));
  }

  private SpiceModel transistorLine(ModelFolder folder) {
    checkKeys(TRANSISTOR_LINE);
    String name = String.valueOf(keys.get(CELL));
    Optional<TransistorCellKind> kind = TransistorCellKind.of(name);
    if (kind.isEmpty()) {
      problems.add(
          place, "%s = %s is unknown; the cells are %s", CELL, name, String.join(", ", TransistorCellKind.keys()));
    }
    return new TransistorLineModel(
        folder,
        kind.orElse(TransistorCellKind.RESISTIVE),
        tolerance(VOLTAGE_TOLERANCE),
        tolerance(CROSSING_TOLERANCE));
  }

  private SpiceModel crossbar(ModelFolder folder) {
    checkKeys(CURRENTS);
    return new CrossbarModel(folder, tolerance(CURRENT_TOLERANCE));
  }

  private SpiceModel filament(ModelFolder folder) {
    checkKeys(CURRENTS);
    return new FilamentModel(folder, tolerance(CURRENT_TOLERANCE));
  }

  private SpiceModel amplifier(ModelFolder folder) {
    checkKeys(List.of(KIND, VOLTAGE_TOLERANCE));
    return new AmplifierModel(folder, tolerance(VOLTAGE_TOLERANCE));
  }

  private void checkKeys(List<String> known) {
    for (Object key : keys.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        problems.add(
            place, "unknown key %s; the nearest known one is %s", key, Nearest.of(String.valueOf(key), known));
      }
    }
  }

  private Level level(String key, Object value) {
    try {
      return Level.of(String.valueOf(value));
    } catch (InvalidInputException e) {
      problems.add(place, "%s: %s", key, e.getMessage());
      return Level.LADDER;
    }
  }

  private double tolerance(String key) {
    double value = keys.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    if (!(value > 0 && value < 1)) {
      problems.add(place, "%s = %s is not a number between 0 and 1", key, keys.get(key));
    }
    return value;
  }
}

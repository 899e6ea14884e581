package io.matchline.spice;

import io.matchline.tcam.Level;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Nearest;
import io.matchline.unit.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a model's `model.yaml`.
final class ModelMetadata {
  private static final String LEVEL = "level";
  private static final String REPORTED = "reported";
  private static final String VOLTAGE_TOLERANCE = "voltage-tolerance";
  private static final String CROSSING_TOLERANCE = "crossing-tolerance";
  private static final List<String> KEYS = List.of(LEVEL, REPORTED, VOLTAGE_TOLERANCE, CROSSING_TOLERANCE);

  private final Map<?, ?> keys;
  private final String place;
  private final Problems problems = new Problems();

  private ModelMetadata(Map<?, ?> keys, String place) {
    this.keys = keys;
    this.place = place;
  }

  static SpiceModel read(Path folder) {
    String name = folder.getFileName().toString();
    Path file = folder.resolve(SpiceModel.METADATA);
    String place = name + "/" + SpiceModel.METADATA;
    try {
      Object root = new Load(LoadSettings.builder().setLabel(place).build()).loadFromString(Files.readString(file));
      if (root instanceof Map<?, ?> keys) {
        return new ModelMetadata(keys, place).model(name, folder);
      }
      throw new InvalidInputException(place + ": the file holds no keys; it needs " + String.join(", ", KEYS));
    } catch (YamlEngineException e) {
      throw new InvalidInputException(place + ": the file is not YAML: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private SpiceModel model(String name, Path folder) {
    for (Object key : keys.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        problems.add(place, "unknown key %s; the nearest known one is %s", key, Nearest.of(String.valueOf(key), KEYS));
      }
    }
    Level level = level(LEVEL, keys.get(LEVEL));
    List<Level> reported = new ArrayList<>();
    if (keys.get(REPORTED) instanceof List<?> list) {
      list.forEach(entry -> reported.add(level(REPORTED, entry)));
    } else {
      problems.add(place, "%s = %s is not a list of levels", REPORTED, keys.get(REPORTED));
    }
    double voltage = tolerance(VOLTAGE_TOLERANCE);
    double crossing = tolerance(CROSSING_TOLERANCE);
    problems.throwIfAny();
    return new SpiceModel(name, folder, level, reported, voltage, crossing);
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

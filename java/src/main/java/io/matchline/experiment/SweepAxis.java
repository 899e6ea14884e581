package io.matchline.experiment;

import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;
import java.util.List;
import java.util.Optional;

/// One swept key.
///
/// @param path dotted path, `array.wire.resistance`
/// @param values its values as written, in order
record SweepAxis(String path, List<String> values) {
  /// The unit in which all values are numbers, if there is one.
  Optional<Unit> unit() {
    for (Unit unit : Unit.values()) {
      if (values.stream().allMatch(value -> parses(value, unit))) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  private static boolean parses(String value, Unit unit) {
    try {
      Quantity.parse(value, unit);
      return true;
    } catch (InvalidInputException | IllegalArgumentException e) {
      return false;
    }
  }

  double[] numbers() {
    Unit unit = unit().orElseThrow();
    return values.stream().mapToDouble(value -> Quantity.parse(value, unit).value()).toArray();
  }
}

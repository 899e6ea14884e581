package io.matchline.nn;

import java.util.LinkedHashMap;
import java.util.Map;

/// Running sums of an optimizer, one per parameter and name.
final class Moments {
  private final Map<String, float[]> sums = new LinkedHashMap<>();

  float[] of(String name, int parameter, int size) {
    float[] sum = sums.computeIfAbsent(name + "." + parameter, key -> new float[size]);
    if (sum.length != size) {
      throw new IllegalArgumentException(
          "%s of parameter %d has %d elements, the parameter %d".formatted(name, parameter, sum.length, size));
    }
    return sum;
  }

  Map<String, float[]> all() {
    Map<String, float[]> copy = new LinkedHashMap<>();
    sums.forEach((name, values) -> copy.put(name, values.clone()));
    return copy;
  }

  void resume(Map<String, float[]> state) {
    sums.clear();
    state.forEach((name, values) -> sums.put(name, values.clone()));
  }
}

package io.matchline.nn;

import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A running sum of an optimizer, one tensor per parameter, zeros at first.
final class Moments {
  private final String name;
  private final List<Tensor> sums = new ArrayList<>();

  Moments(String name) {
    this.name = name;
  }

  Tensor of(int parameter, Shape shape) {
    while (sums.size() <= parameter) {
      sums.add(null);
    }
    Tensor sum = sums.get(parameter);
    if (sum == null) {
      sum = zeros(shape);
      sums.set(parameter, sum);
    }
    if (sum.size() != shape.size()) {
      throw new IllegalArgumentException(
          "%s of parameter %d has %d elements, the parameter %d".formatted(name, parameter, sum.size(), shape.size()));
    }
    return sum;
  }

  private static Tensor zeros(Shape shape) {
    return new Tensor(shape, Arena.ofAuto().allocate((long) shape.size() * Float.BYTES, 64));
  }

  /// Puts copies under `NAME.PARAMETER`.
  void save(Map<String, float[]> state) {
    for (int i = 0; i < sums.size(); i++) {
      if (sums.get(i) != null) {
        state.put(name + "." + i, sums.get(i).toArray());
      }
    }
  }

  void resume(Map<String, float[]> state) {
    sums.clear();
    state.forEach((key, values) -> {
      if (key.startsWith(name + ".")) {
        of(Integer.parseInt(key.substring(name.length() + 1)), Shape.of(values.length)).set(values);
      }
    });
  }
}

package io.matchline.unit;

import java.util.ArrayList;
import java.util.List;

/// Collects everything that is wrong with one input, so that people see all of it at once.
public final class Problems {
  /// Problems printed before the rest is only counted.
  private static final int MAX_LISTED = 50;

  private final List<String> found = new ArrayList<>();
  private int unlisted;

  /// Adds `place: rule`, for example `cases.csv:7: wire_resistance_ohm = -1 Ω is below 0`.
  public void add(String place, String rule, Object... values) {
    if (found.size() < MAX_LISTED) {
      found.add(place + ": " + rule.formatted(values));
    } else {
      unlisted++;
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /// The messages so far, in the order they were found.
  public List<String> list() {
    List<String> all = new ArrayList<>(found);
    if (unlisted > 0) {
      all.add("... and " + unlisted + " more");
    }
    return all;
  }

  /// @throws InvalidInputException with every message when there is any
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidInputException(list());
    }
  }
}

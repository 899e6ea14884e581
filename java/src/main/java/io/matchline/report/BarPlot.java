package io.matchline.report;

import java.util.List;
import java.util.Objects;

/// Bars with confidence intervals, one group per category.
///
/// @param categoryLabel title of the category axis, may be empty
/// @param y value axis; bars start at 0, so 0 is always shown
/// @param groups one colour each, every one with a value per category
public record BarPlot(String title, String categoryLabel, Axis y, List<String> categories, List<Bars> groups)
    implements Plot {
  /// One bar per category.
  public record Bars(String name, List<Interval> values) {
    public Bars {
      Objects.requireNonNull(name, "name");
      values = List.copyOf(values);
    }
  }

  public BarPlot {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(categoryLabel, "categoryLabel");
    categories = List.copyOf(categories);
    groups = List.copyOf(groups);
    if (categories.isEmpty() || groups.isEmpty()) {
      throw new IllegalArgumentException("bar plot '" + title + "' has no category or no group");
    }
    if (y.kind() == Axis.Kind.LOG) {
      throw new IllegalArgumentException("bar plot '" + title + "': bars start at 0, which a logarithmic axis lacks");
    }
    for (Bars group : groups) {
      if (group.values().size() != categories.size()) {
        throw new IllegalArgumentException("bar plot '" + title + "': group '" + group.name() + "' has "
            + group.values().size() + " values for " + categories.size() + " categories");
      }
    }
  }
}

package io.matchline.config;

import java.util.List;

/// One point of a sweep, bound.
///
/// @param settings what the sweep set, in the order of the file; empty without a sweep
public record Variant<T>(List<Setting> settings, T config) {
  public Variant {
    settings = List.copyOf(settings);
  }
}

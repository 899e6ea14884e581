package io.matchline.device;

import java.util.Locale;

/// State of a two-state storage device.
public enum State {
  /// Low resistance: the device conducts.
  LRS,
  /// High resistance: it hardly does.
  HRS;

  /// The name in tables: `lrs` or `hrs`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

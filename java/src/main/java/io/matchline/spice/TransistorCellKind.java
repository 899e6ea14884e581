package io.matchline.spice;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The cells of transistor models, by their names in `model.yaml`.
enum TransistorCellKind {
  RESISTIVE("2T2R"),
  FEFET("2FeFET"),
  SRAM("16T");

  private final String key;

  TransistorCellKind(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  /// What lines of such cells consist of.
  Elements elements() {
    return this == SRAM ? Elements.STACKED_TRANSISTORS : Elements.TRANSISTORS;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(TransistorCellKind::key).toList();
  }

  static Optional<TransistorCellKind> of(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }
}

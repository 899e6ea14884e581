package io.matchline.spice;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import io.matchline.unit.Variants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What joins a memory device to ground while its search line is driven.
@Variants(key = "kind")
public sealed interface Access {
  /// Conducts in proportion to the search line's voltage; at the full voltage it is not there.
  @Named(value = "switch", doc = "conducts in proportion to the search line's voltage, no resistance at the full one")
  record Switch() implements Access {}

  /// An n-channel level-1 transistor between the memory device and ground, its gate on the search line.
  @Named(value = "transistor", doc = "an n-channel level-1 transistor in series with the memory device")
  record Transistor(
      @Param(doc = "threshold voltage (VTO)", unit = Unit.VOLT, min = 0, max = 5, standard = "400 mV") double thresholdV,
      @Param(
              doc = "resistance at the full voltage of the search line, 1/(KP·W/L·(high − threshold))",
              unit = Unit.OHM,
              min = 1,
              max = 1e9,
              standard = "1 kΩ")
          double onResistanceOhm)
      implements Access {
    /// The model card, of a transistor whose width is its length.
    String card(double highV) {
      double transconductance = 1 / (onResistanceOhm * (highV - thresholdV));
      return ".model access nmos level=1 vto=%s kp=%s\n".formatted(thresholdV, transconductance);
    }
  }

  /// A transistor of a process design kit that the user has; nothing of one is shipped.
  @Named(value = "pdk", doc = "a transistor of a process design kit, in series with the memory device")
  record Pdk(
      @Param(doc = "ngspice file with the cards, absolute or below the folder in the environment variable PDK_ROOT")
          String models,
      @Param(doc = "section of the file, as .lib names it") String section,
      @Param(doc = "subcircuit with pins drain, gate, source, body and parameters w and l") String device,
      @Param(doc = "width in the unit of the subcircuit", min = 1e-12, max = 1e6, standard = "1e-6") double width,
      @Param(doc = "length in the unit of the subcircuit", min = 1e-12, max = 1e6, standard = "1e-6") double length)
      implements Access {
    /// The variable that names the folder.
    public static final String ROOT = "PDK_ROOT";

    /// The file with the cards.
    ///
    /// @throws IllegalArgumentException saying what to set when it is not there
    public Path file(Map<String, String> environment) {
      Path given = Path.of(models);
      String root = environment.getOrDefault(ROOT, "");
      if (!given.isAbsolute() && root.isEmpty()) {
        throw new IllegalArgumentException(
            "access.models = %s is not absolute and %s is not set; set it to the folder of the process design kits"
                .formatted(models, ROOT));
      }
      Path file = given.isAbsolute() ? given : Path.of(root).resolve(given);
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "access.models: %s is not there; it is the file of a process design kit, which is not shipped"
                .formatted(file));
      }
      return file;
    }

    /// The line that reads the cards.
    String card() {
      return ".lib \"%s\" %s\n".formatted(file(System.getenv()), section);
    }
  }
}

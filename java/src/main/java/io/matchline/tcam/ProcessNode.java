package io.matchline.tcam;

import io.matchline.unit.Named;
import io.matchline.unit.Preset;
import java.util.Map;

/// What a manufacturing process makes of a match line.
///
/// Capacitances, wire resistance and the amplifier's load are those that Eva-CAM (Liu et al., DATE 2022,
/// github.com/eva-cam/EvaCAM) computes for the match line of its 2FeFET TCAM at the node; the precharge voltage is the
/// supply of its high-performance transistors.
public enum ProcessNode implements Preset {
  /// The keys' own standard values.
  @Named("none")
  NONE(Map.of()),

  @Named("45nm")
  N45(values("13.1 Ω", "0.061 fF", "0.363 fF", "3.6 fF", "1 V")),

  @Named("32nm")
  N32(values("30.5 Ω", "0.043 fF", "0.267 fF", "2.4 fF", "0.9 V")),

  @Named("22nm")
  N22(values("52.5 Ω", "0.030 fF", "0.183 fF", "1.3 fF", "0.9 V"));

  private final Map<String, String> standards;

  ProcessNode(Map<String, String> standards) {
    this.standards = standards;
  }

  @Override
  public Map<String, String> standards() {
    return standards;
  }

  private static Map<String, String> values(
      String wireResistance, String wireCapacitance, String cellCapacitance, String load, String precharge) {
    return Map.of(
        "wire.resistance", wireResistance,
        "wire.capacitance", wireCapacitance,
        "cell-capacitance", cellCapacitance,
        "near-capacitance", load,
        "precharge", precharge);
  }
}

package io.matchline.tcam;

import io.matchline.unit.Named;
import io.matchline.unit.Preset;
import java.util.Map;

/// What a manufacturing process makes of an array.
///
/// Wire, cell and search line are those that Eva-CAM (Liu et al., DATE 2022, github.com/eva-cam/EvaCAM) computes for its
/// 64 × 64 2FeFET TCAM at the node: its match line's wire, the drains of a cell's two transistors on it, and a search
/// line's wire with a transistor's gate. The load is that of its amplifier, the precharge voltage the supply of its
/// high-performance transistors.
public enum ProcessNode implements Preset {
  /// The keys' own standard values.
  @Named("none")
  NONE(Map.of()),

  @Named("45nm")
  N45(values("13.1 Ω", "0.302 fF", "0.123 fF", "3.6 fF", "1 V", "0.232 fF")),

  @Named("32nm")
  N32(values("30.5 Ω", "0.224 fF", "0.0859 fF", "2.4 fF", "0.9 V", "0.168 fF")),

  @Named("22nm")
  N22(values("52.5 Ω", "0.153 fF", "0.0609 fF", "1.3 fF", "0.9 V", "0.107 fF"));

  private final Map<String, String> standards;

  ProcessNode(Map<String, String> standards) {
    this.standards = standards;
  }

  @Override
  public Map<String, String> standards() {
    return standards;
  }

  private static Map<String, String> values(
      String wireResistance, String wireCapacitance, String cellCapacitance, String load, String precharge, String search) {
    return Map.of(
        "wire.resistance", wireResistance,
        "wire.capacitance", wireCapacitance,
        "cell-capacitance", cellCapacitance,
        "near-capacitance", load,
        "precharge", precharge,
        "cost.search-line", search);
  }
}

package io.matchline.tcam;

import io.matchline.device.Device;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.State;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import io.matchline.noise.NoiseSettings;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// Everything that makes a TCAM array, as a configuration block.
@Named(value = "array", doc = "a ternary content-addressable memory")
public record ArraySettings(
    @Param(
            doc = "manufacturing process that gives wire, cell-capacitance, near-capacitance, precharge and"
                + " cost.search-line their standard values; none: those listed there",
            standard = "none",
            source = "Eva-CAM, 2FeFET match line")
        ProcessNode node,
    @Param(doc = "kind of cell", standard = "2T2R") Cell cell,
    @Param(doc = "memory device in each branch of a cell", standard = "{ model: rram-hfo2 }") Device device,
    @Param(doc = "match-line wire", standard = "{}") Wire wire,
    @Param(doc = "size of one physical array", standard = "{}") Tile tile,
    @Param(doc = "how the match lines are read", standard = "{ kind: strobe }") Sense sense,
    @Param(doc = "noise besides the devices' spread and the amplifiers' offset", standard = "{}") NoiseSettings noise,
    @Param(doc = "fidelity of the match line", standard = "ladder") Level level,
    @Param(doc = "tables of the cells for level ladder-table", standard = "none") CellCalibration calibration,
    @Param(
            doc = "capacitance of a cell on the match line",
            unit = Unit.FARAD,
            min = 0,
            max = 1e-9,
            standard = "0.363 fF",
            source = "Eva-CAM's match line at 45 nm per cell, which includes 0.302 fF of wire")
        double cellCapacitanceF,
    @Param(
            doc = "capacitance at node 0: sense amplifier and precharge",
            unit = Unit.FARAD,
            min = 0,
            max = 1e-9,
            standard = "3.6 fF",
            source = "Eva-CAM, 45 nm")
        double nearCapacitanceF,
    @Param(
            doc = "extra capacitance at the far end",
            unit = Unit.FARAD,
            min = 0,
            max = 1e-9,
            standard = "0 F")
        double farCapacitanceF,
    @Param(
            doc = "precharge voltage",
            unit = Unit.VOLT,
            min = 1e-3,
            max = 10,
            standard = "1 V",
            source = "45 nm supply")
        double prechargeV,
    @Param(doc = "end of the line with the sense amplifier", standard = "near") SenseEnd senseEnd,
    @Param(
            doc = "series resistance of the level lumped-rp",
            unit = Unit.OHM,
            min = 0,
            max = 1e9,
            standard = "0 Ω")
        double seriesResistanceOhm,
    @Param(
            doc = "time between programming and searching; converters stay calibrated on the devices as programmed",
            unit = Unit.SECOND,
            min = 0,
            max = 1e12,
            standard = "0 s")
        double ageS,
    @Param(doc = "what a search costs beside the match lines", standard = "{}") SearchCostSettings cost) {
  public ArraySettings {
    if (!cell.accepts(device)) {
      throw new IllegalArgumentException(
          "cell = %s cannot be built from this device model; 16T takes sram or ohmic, 2T2R rram-hfo2, ohmic, table or two-level, "
                  .formatted(cell.key())
              + "2FeFET fefet, ohmic, table or two-level of ohmic or measured cells");
    }
    boolean tables = !(calibration instanceof CellCalibration.None);
    if (level == Level.LADDER_TABLE && !tables) {
      throw new IllegalArgumentException(
          "level = ladder-table needs tables of the cells: calibration = none; matchline spice calibrate makes them");
    }
    if (level == Level.LADDER_TABLE && !(cell instanceof Cell.Ternary)) {
      throw new IllegalArgumentException(
          "level = ladder-table reads cells that match or mismatch; cell = %s has more states".formatted(cell.key()));
    }
    if (tables && level != Level.LADDER_TABLE) {
      throw new IllegalArgumentException(
          "calibration is read by level ladder-table only, the level is %s".formatted(level.key()));
    }
    double startV =
        calibration instanceof CellCalibration.Measured measured ? measured.startVoltageV() : prechargeV;
    if (seriesResistanceOhm != 0 && level != Level.LUMPED_RP) {
      throw new IllegalArgumentException(
          "series-resistance = %s Ω is read by level lumped-rp only, the level is %s"
              .formatted(seriesResistanceOhm, level.key()));
    }
    if (sense.probe() instanceof Probe.AtLevel at && !readable(at.referenceV(), startV)) {
      throw new IllegalArgumentException(
          "sense.reference = %s V is not between %s and %s of %s = %s V, where crossing times are accurate"
              .formatted(
                  at.referenceV(),
                  MatchLine.MIN_LEVEL_RATIO,
                  MatchLine.MAX_LEVEL_RATIO,
                  tables ? "calibration.start-voltage" : "precharge",
                  startV));
    }
    double senseF = senseEnd == SenseEnd.NEAR ? nearCapacitanceF : wire.capacitanceF() + cellCapacitanceF + farCapacitanceF;
    if (noise.thermal() && noise.aperture() == 0 && senseF == 0) {
      throw new IllegalArgumentException(
          "noise.aperture = 0 samples the sense node alone, whose capacitance is 0 F: its thermal noise has no bound");
    }
    device.states().laws().ageing().after(ageS, ProgrammingLaw.NONE);
    if (sense instanceof Sense.Adc adc && adc.highV() == 0 && adc.lowV() >= prechargeV) {
      throw new IllegalArgumentException(
          "sense.low = %s V is not below precharge = %s V, the upper end of the range where sense.high is 0 V"
              .formatted(adc.lowV(), prechargeV));
    }
  }

  /// Refuses cells that do not hold bits.
  ///
  /// @throws IllegalArgumentException naming the cells that do
  public void requireBits() {
    if (!(cell instanceof Cell.Ternary)) {
      throw new IllegalArgumentException(
          "array.cell = %s does not hold bits; this experiment takes 16T, 2T2R or 2FeFET".formatted(cell.key()));
    }
  }

  /// Conductance of a matching cell, S; 0 where leakage is off.
  double leakS() {
    return noise.leakage() ? cell.matchS(device) : 0;
  }

  /// Whether a reference is 0 V, the standard one, or has accepted levels on both sides.
  private static boolean readable(double referenceV, double startV) {
    double lowest = MatchLine.MIN_LEVEL_RATIO * startV;
    double highest = MatchLine.MAX_LEVEL_RATIO * startV;
    return referenceV == 0 || referenceV > lowest && referenceV < highest;
  }

  /// A match line of this array with `cells` cells.
  public MatchLine line(int cells) {
    return line(cells, wire.capacitanceF() + cellCapacitanceF);
  }

  /// The same line with the wire's capacitance alone at each node.
  MatchLine wireLine(int cells) {
    return line(cells, wire.capacitanceF());
  }

  private MatchLine line(int cells, double nodeF) {
    return new MatchLine(
        cells,
        senseEnd,
        wire.resistanceOhm(),
        nodeF,
        nearCapacitanceF,
        farCapacitanceF,
        prechargeV,
        seriesResistanceOhm);
  }
}

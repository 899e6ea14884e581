package io.matchline.mvm;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.device.AnalogDevice;
import io.matchline.device.ConductanceWindow;
import io.matchline.device.CurrentLaw;
import io.matchline.device.OhmicCurrent;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.StateLaw;
import io.matchline.noise.CellNoise;
import io.matchline.periphery.AdcSettings;
import io.matchline.periphery.ArraySize;
import io.matchline.periphery.CostSettings;
import io.matchline.periphery.DacSettings;
import io.matchline.periphery.InputCode;
import io.matchline.periphery.WeightCode;
import io.matchline.programming.WriteVerify;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;

/// Everything that makes a crossbar multiplier, as a configuration block. Each part can be ideal by itself: wires without
/// resistance, converters with 0 bits, noise that is switched off.
///
/// @param ageS time between programming and multiplying, s
/// @param tolerance bound on the error of the wires' solution over the largest current
@Named(value = "multiplier", doc = "a matrix in crossbars with converters around them")
public record MvmSettings(
    @Param(doc = "memory device in each cell", standard = "{ model: rram-hfo2 }") AnalogDevice device,
    @Param(doc = "current over the voltage of a cell; its conductance at 0 V is the one that the device has",
            standard = "{ law: ohmic }")
        CurrentLaw current,
    @Param(doc = "how cells are written", standard = "{}") WriteVerify write,
    @Param(doc = "wires of a tile", standard = "{}") CrossbarWires wires,
    @Param(doc = "size of one physical crossbar", standard = "{}") ArraySize tile,
    @Param(doc = "how weights become cells", standard = "{}") WeightCode weights,
    @Param(doc = "how inputs become row voltages", standard = "{}") InputCode inputs,
    @Param(doc = "errors of the converters that drive the rows", standard = "{}") DacSettings dac,
    @Param(doc = "converters behind the columns", standard = "{}") AdcSettings adc,
    @Param(doc = "noise of the cells", standard = "{}") CellNoise noise,
    @Param(doc = "how often the noise of reads is drawn", standard = "fresh") ReadMode readNoise,
    @Param(doc = "time between programming and multiplying", unit = Unit.SECOND, min = 0, max = 1e12, standard = "0 s")
        double ageS,
    @Param(doc = "bound on the error of the wires' solution over the largest current", min = 1e-14, max = 1e-2,
            standard = "1e-9")
        double tolerance,
    @Param(doc = "time and energy of the periphery", standard = "{}") CostSettings cost) {
  public MvmSettings {
    device.states().ageing().after(ageS, ProgrammingLaw.NONE);
    dac.requireBits(inputs.converterBits());
    if (weights.outputs(tile.columns()) < 1) {
      throw new IllegalArgumentException(
          "tile.columns = %d cannot hold an output, which takes %d columns with these weights"
              .formatted(tile.columns(), weights.columns(1)));
    }
    if (readNoise == ReadMode.OUTPUT && wired(wires)) {
      throw new IllegalArgumentException(
          "read-noise = output adds noise to products without wires; the wires have resistance");
    }
    if (curved(current)) {
      checkCurved(current.law(), device, inputs, readNoise);
    }
  }

  private static void checkCurved(StateLaw law, AnalogDevice device, InputCode inputs, ReadMode readNoise) {
    ConductanceWindow window = device.states().window();
    if (!law.window().contains(window.lowestS()) || !law.window().contains(window.highestS())) {
      throw new IllegalArgumentException(
          "the device's window of %s is outside %s, the states of the law %s"
              .formatted(window, law.window(), law.name()));
    }
    requireVoltage(law, inputs.rangeV(), "inputs.range = " + Quantity.format(inputs.rangeV(), Unit.VOLT));
    if (readNoise == ReadMode.OUTPUT) {
      throw new IllegalArgumentException(
          "read-noise = output adds noise to linear products; the law %s is not linear".formatted(law.name()));
    }
  }

  private static void requireVoltage(StateLaw law, double cellV, String what) {
    if (!law.voltages().contains(cellV) || !law.voltages().contains(-cellV)) {
      throw new IllegalArgumentException(
          "%s may put %s across a cell, outside %s, where the law %s holds"
              .formatted(what, Quantity.format(cellV, Unit.VOLT), law.voltages(), law.name()));
    }
  }

  /// Checks that the law of the cells holds when rows have voltages of both signs, up to twice the range apart.
  ///
  /// @throws IllegalArgumentException when it does not
  public void requireSignedInputs() {
    requireVoltage(
        current.law(),
        2 * inputs.rangeV(),
        "inputs.range = %s with inputs of both signs".formatted(Quantity.format(inputs.rangeV(), Unit.VOLT)));
  }

  /// Whether the current of a cell is not proportional to its voltage.
  public boolean curved() {
    return curved(current);
  }

  private static boolean curved(CurrentLaw current) {
    return !(current instanceof OhmicCurrent);
  }

  /// Whether the wires of a tile have any resistance.
  boolean wired() {
    return wired(wires);
  }

  private static boolean wired(CrossbarWires wires) {
    return wires.rowResistanceOhm() > 0
        || wires.columnResistanceOhm() > 0
        || wires.driverResistanceOhm() > 0
        || wires.senseResistanceOhm() > 0;
  }
}

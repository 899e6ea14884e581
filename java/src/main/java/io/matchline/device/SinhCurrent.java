package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// I = I₀ exp(−(L − T)/λ) sinh(V/V₀): current through the oxide that a filament of thickness T leaves of its thickness L.
///
/// The standard values are those of the ReRAM cell of the open SKY130 process (`sky130_fd_pr_reram`, Apache-2.0), whose
/// conductance at 0 V lies between 0.3 and 99 µS. The state is T in m.
@Named(value = "sinh", doc = "Filament of variable thickness: I0 exp(-(L-T)/lambda) sinh(V/V0), the SKY130 ReRAM form.")
public record SinhCurrent(
    @Param(doc = "Current scale I0.", key = "scale", unit = Unit.AMPERE, min = 1e-12, max = 1, standard = "61.4 µA",
            source = SinhCurrent.SOURCE + ", I_k1")
        double scaleA,
    @Param(doc = "Voltage scale V0.", key = "voltage", unit = Unit.VOLT, min = 1e-3, max = 100, standard = "430 mV",
            source = SinhCurrent.SOURCE + ", V_ref")
        double voltageV,
    @Param(doc = "Length lambda over which the current changes by a factor of e.", key = "length", unit = Unit.METRE,
            min = 1e-12, max = 1e-6, standard = "0.2751 nm", source = SinhCurrent.SOURCE + ", Tox - Tfilament_ref")
        double lengthM,
    @Param(doc = "Thickness L of the oxide.", key = "oxide", unit = Unit.METRE, min = 1e-10, max = 1e-6,
            standard = "5 nm", source = SinhCurrent.SOURCE + ", Tox")
        double oxideM,
    @Param(doc = "Smallest thickness T of the filament.", key = "thinnest", unit = Unit.METRE, min = 0, max = 1e-6,
            standard = "3.3 nm", source = SinhCurrent.SOURCE + ", Tfilament_min")
        double thinnestM,
    @Param(doc = "Largest thickness T of the filament.", key = "thickest", unit = Unit.METRE, min = 0, max = 1e-6,
            standard = "4.9 nm", source = SinhCurrent.SOURCE + ", Tfilament_max")
        double thickestM)
    implements CurrentLaw, StateLaw {
  private static final String SOURCE = "sky130_fd_pr_reram__reram_cell";

  /// The ReRAM cell of the SKY130 process.
  public static final SinhCurrent SKY130 = new SinhCurrent(61.4e-6, 0.43, 0.2751e-9, 5e-9, 3.3e-9, 4.9e-9);

  public SinhCurrent {
    GapCurrent.require("scale", scaleA, "voltage", voltageV, "length", lengthM);
    if (!(thinnestM >= 0 && thinnestM < thickestM && thickestM <= oxideM && oxideM < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "thinnest = %s m, thickest = %s m and oxide = %s m are not at least 0 m and in this order"
              .formatted(thinnestM, thickestM, oxideM));
    }
  }

  private GapCurrent gap() {
    return new GapCurrent(scaleA, voltageV, lengthM);
  }

  @Override
  public StateLaw law() {
    return this;
  }

  @Override
  public String name() {
    return "sinh";
  }

  @Override
  public ConductanceWindow window() {
    return gap().window(oxideM - thickestM, oxideM - thinnestM);
  }

  @Override
  public VoltageRange voltages() {
    return VoltageRange.ALL;
  }

  @Override
  public double state(double conductanceS) {
    return oxideM - gap().gapM(conductanceS);
  }

  @Override
  public double currentA(double state, double voltageV) {
    return gap().currentA(oxideM - state, voltageV);
  }

  @Override
  public double conductanceS(double state, double voltageV) {
    return gap().conductanceS(oxideM - state, voltageV);
  }
}

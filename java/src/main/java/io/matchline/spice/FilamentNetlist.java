package io.matchline.spice;

import io.matchline.device.FilamentGrowth;
import io.matchline.device.SinhCurrent;
import java.util.List;
import java.util.Locale;

/// Writes a resistive cell as B-sources: the current between `te` and ground, the thickness of the filament as the
/// voltage of node `x` (1 V is 1 nm), and its warmth above the surroundings as that of node `h` (1 V is 1 K).
final class FilamentNetlist {
  /// Over so many nanometres the growth stops at a bound, so that nothing jumps.
  private static final double SOFT_NM = 1e-3;

  private static final double NM = 1e-9;

  /// F at the two nodes of the state.
  private static final double STATE_F = 1e-12;

  private FilamentNetlist() {}

  static Netlist<Transient> of(FilamentGrowth growth, PulseCase c, Transient settings) {
    SinhCurrent cell = growth.cell();
    double low = cell.thinnestM() / NM;
    double high = cell.thickestM() / NM;
    double oxide = cell.oxideM() / NM;
    double pull = growth.atomM() / cell.oxideM();
    String thermal = "(%s*(v(h)+%s))".formatted(FilamentGrowth.BOLTZMANN_V_PER_K, growth.ambientK());
    String gamma = "(%s+(%s)*(%s-v(x))^3)".formatted(growth.enhancement(), growth.enhancementPerCube(), oxide);
    String force = "(%s*%s*v(te))".formatted(pull, gamma);
    double nmPerS = growth.velocityMPerS() / NM;
    String deck = String.join(
        "\n",
        "* Matchline: a resistive cell under pulses",
        "Vte te 0 " + c.source(),
        "Bcell te 0 I=" + current(cell),
        "Cx x 0 " + STATE_F,
        // two sources, so that each stops at its own bound
        "Bgrow 0 x I=%s*exp(%s)*%s".formatted(
            STATE_F * nmPerS, held("(%s-%s)/%s".formatted(force, growth.generationV(), thermal)), stop(high + "-v(x)")),
        "Bshrink x 0 I=%s*exp(%s)*%s".formatted(
            STATE_F * nmPerS,
            held("(-%s-%s)/%s".formatted(force, growth.recombinationV(), thermal)),
            stop("v(x)-" + low)),
        "Ch h 0 " + STATE_F,
        "Bheat 0 h I=%s*(abs(v(te)*i(Vte))/%s-v(h)/%s)".formatted(STATE_F, growth.heatJPerK(), growth.coolingS()),
        ".ic v(x)=%s v(h)=0".formatted(c.startM() / NM));
    return Netlist.of(deck + "\n", List.of(new Probe("i(vte)", 0)), settings);
  }

  private static String current(SinhCurrent cell) {
    return "%s*exp(%s)*sinh(%s)".formatted(
        cell.scaleA(),
        held("(v(x)-%s)/%s".formatted(cell.oxideM() / NM, cell.lengthM() / NM)),
        held("v(te)/" + cell.voltageV()));
  }

  /// The argument of an exponential, kept where it cannot overflow while the iteration gropes.
  private static String held(String argument) {
    return "max(min(%s,40),-100)".formatted(argument);
  }

  private static String stop(String roomNm) {
    return String.format(Locale.ROOT, "max(min((%s)/%s,1),0)", roomNm, SOFT_NM);
  }
}

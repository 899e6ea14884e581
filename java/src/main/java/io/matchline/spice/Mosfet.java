package io.matchline.spice;

/// An n-channel transistor with a level-1 card of our own: square law, Meyer's gate charges, overlap and junctions.
///
/// @param widthM channel width, > 0 m
/// @param lengthM channel length, > 0 m
/// @param thresholdV VTO, V
/// @param transconductance KP, > 0 A/V²
/// @param gamma GAMMA, body effect with PHI = 0.7 V, ≥ 0 √V
/// @param lambda LAMBDA, channel-length modulation, ≥ 0 1/V
/// @param oxideM TOX, > 0 m
/// @param overlap CGSO and CGDO, gate overlap capacitances over the width, ≥ 0 F/m
/// @param junctionF CBD and CBS, junction capacitances at 0 V, ≥ 0 F
record Mosfet(
    double widthM,
    double lengthM,
    double thresholdV,
    double transconductance,
    double gamma,
    double lambda,
    double oxideM,
    double overlap,
    double junctionF) {
  /// The model card.
  String card(String name) {
    String body = gamma == 0 ? "" : " gamma=" + gamma + " phi=0.7";
    return ".model %s nmos level=1 vto=%s kp=%s%s lambda=%s tox=%s cgso=%s cgdo=%s cbd=%s cbs=%s pb=0.8 mj=0.5 is=1e-18\n"
        .formatted(
            name, thresholdV, transconductance, body, lambda, oxideM, overlap, overlap, junctionF, junctionF);
  }

  /// The transistor between two nodes; the body is at ground.
  String placed(String name, String drain, String gate, String source, String card) {
    return "%s %s %s %s 0 %s w=%s l=%s\n".formatted(name, drain, gate, source, card, widthM, lengthM);
  }

  /// The same transistor with its threshold moved.
  Mosfet shifted(double byV) {
    return new Mosfet(widthM, lengthM, thresholdV + byV, transconductance, gamma, lambda, oxideM, overlap, junctionF);
  }
}

package io.matchline.device;

/// Static current of a cell as a function of its state and its voltage. The state is a number whose meaning the law
/// defines; the conductance at 0 V determines it.
///
/// For every state, the current is continuous and rises with the voltage, and it is 0 A at 0 V.
public interface StateLaw {
  /// Name of the law, for messages.
  String name();

  /// Conductances at 0 V that cells can have.
  ConductanceWindow window();

  /// Voltages for which the law is known and the state does not move.
  VoltageRange voltages();

  /// The state in which the conductance at 0 V is `conductanceS`.
  ///
  /// @param conductanceS within {@link #window()}, which is not checked here
  double state(double conductanceS);

  /// Current, A. Defined for every finite voltage, but true within {@link #voltages()} only.
  double currentA(double state, double voltageV);

  /// Its derivative, S, at least 0. At a kink it is the slope towards higher voltages.
  double conductanceS(double state, double voltageV);
}

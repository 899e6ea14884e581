package io.matchline.spice;

/// Sources of a circuit whose values Java gives while ngspice steps: `V1 node 0 external`, `I1 node 0 external`.
public interface ExternalSources {
  /// Sources that are 0 at all times.
  ExternalSources NONE = new ExternalSources() {
    @Override
    public double value(String element, double timeS) {
      return 0;
    }

    @Override
    public double nextCornerS(double timeS) {
      return Double.POSITIVE_INFINITY;
    }
  };

  /// Value of a source, V or A.
  ///
  /// @param element name of the source in lower case, for example `v1`
  /// @param timeS time of the step that is tried
  double value(String element, double timeS);

  /// The first time after `timeS` at which a source has a corner, +∞ if there is none: ngspice ends a step there.
  double nextCornerS(double timeS);
}

package io.matchline.tcam;

/// What turns the readings of a column tile into codes.
sealed interface Converter {
  /// Mismatches that a reading stands for.
  int mismatches(double reading);

  /// What rows of a single tile are ranked by, greater is nearer.
  double score(double reading);

  /// The amplifiers compare readings themselves; references calibrated on nominal lines count mismatches.
  record Compared(Readout readout) implements Converter {
    @Override
    public int mismatches(double reading) {
      return readout.code(reading);
    }

    @Override
    public double score(double reading) {
      return reading;
    }
  }

  /// Only codes are known; a table calibrated on nominal lines gives the mismatches of each.
  record Coded(UniformCodes codes, Readout readout) implements Converter {
    @Override
    public int mismatches(double reading) {
      return readout.code(codes.middleV(codes.code(reading)));
    }

    @Override
    public double score(double reading) {
      return codes.code(reading);
    }
  }

  /// @param nominal readings for 0, 1, 2 … mismatches
  static Converter of(Sense sense, double[] nominal, double prechargeV) {
    return switch (sense) {
      case Sense.Strobe strobe -> new Compared(new Readout(nominal, codes(strobe.codes(), nominal)));
      case Sense.Time time -> new Compared(new Readout(nominal, codes(time.codes(), nominal)));
      case Sense.Adc adc -> new Coded(UniformCodes.of(adc, prechargeV), new Readout(nominal, nominal.length));
      case Sense.Winner _, Sense.Loser _ -> new Compared(new Readout(nominal, nominal.length));
    };
  }

  /// 0 stands for a step for each number of mismatches.
  private static int codes(int codes, double[] nominal) {
    return codes == 0 ? nominal.length : codes;
  }
}

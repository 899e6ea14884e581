package io.matchline.tcam;

import io.matchline.noise.InputPair;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import io.matchline.unit.Variants;

/// How a match line is read.
@Variants(key = "kind")
public sealed interface Sense {
  /// Standard deviation of the amplifiers' offset voltages where it is given directly, V.
  double offsetV();

  /// The amplifiers' input pair, from which the offset follows where it is not given directly.
  InputPair pair();

  /// What the amplifiers look at.
  Probe probe();

  /// Standard deviation of the amplifiers' offset voltages, V, drawn once per amplifier.
  default double offsetSigmaV() {
    return pair().given() ? pair().sigmaV() : offsetV();
  }

  /// Whether only the address of the best match is reported, and neither distances nor the other rows.
  default boolean winnerOnly() {
    return switch (this) {
      case Winner _, Loser _ -> true;
      case Strobe _, Time _, Adc _ -> false;
    };
  }

  /// The voltage at one instant after the release of the precharge.
  @Named(value = "strobe", doc = "compares the line's voltage at a fixed time; the highest voltage is the best match")
  record Strobe(
      @Param(
              doc = "time of the strobe; 0 s: when a lumped line with a quarter of its cells mismatching has fallen to"
                  + " half the precharge voltage",
              unit = Unit.SECOND,
              min = 0,
              max = 1,
              standard = "0 s")
          double timeS,
      @Param(
              doc = "standard deviation of the amplifiers' offset voltages",
              unit = Unit.VOLT,
              min = 0,
              max = 1,
              standard = "0 V")
          double offsetV,
      @Param(doc = "input pair of the amplifiers, instead of offset", standard = "{}") InputPair pair,
      @Param(
              doc = "standard deviation of the strobe's time from search to search",
              unit = Unit.SECOND,
              min = 0,
              max = 1,
              standard = "0 s")
          double jitterS,
      @Param(
              doc = "steps of the converter behind a column tile; 0: one more than the columns",
              min = 0,
              max = 65537,
              standard = "0")
          int codes)
      implements Sense {
    public Strobe {
      Sense.requireOneOffset(offsetV, pair);
    }

    @Override
    public Probe probe() {
      return new Probe.AtTime(timeS, jitterS);
    }
  }

  /// The time at which the voltage falls to a reference.
  @Named(value = "time", doc = "measures when the line falls to a reference voltage; the slowest line is the best match")
  record Time(
      @Param(
              doc = "reference voltage, between 2e-4 and 0.999999 of the precharge voltage; 0 V: half of it",
              unit = Unit.VOLT,
              min = 0,
              max = 10,
              standard = "0 V")
          double referenceV,
      @Param(
              doc = "standard deviation of the amplifiers' offset voltages",
              unit = Unit.VOLT,
              min = 0,
              max = 1,
              standard = "0 V")
          double offsetV,
      @Param(doc = "input pair of the amplifiers, instead of offset", standard = "{}") InputPair pair,
      @Param(
              doc = "steps of the converter behind a column tile; 0: one more than the columns",
              min = 0,
              max = 65537,
              standard = "0")
          int codes)
      implements Sense {
    public Time {
      Sense.requireOneOffset(offsetV, pair);
    }

    @Override
    public Probe probe() {
      return new Probe.AtLevel(referenceV);
    }
  }

  /// A winner-take-all circuit: all lines compete with their voltages at the strobe, and only the address of the
  /// highest is reported.
  ///
  /// Two lines closer than the resolution leave the circuit undecided. Such rows are reported as tied, the lowest first. A
  /// latch that regenerates with the time constant τ and decides for t resolves about its full swing · exp(−t/τ).
  @Named(value = "winner", doc = "winner-take-all: reports only the row with the highest voltage at a fixed time")
  record Winner(
      @Param(
              doc = "time of the strobe; 0 s: when a lumped line with a quarter of its cells mismatching has fallen to"
                  + " half the precharge voltage",
              unit = Unit.SECOND,
              min = 0,
              max = 1,
              standard = "0 s")
          double timeS,
      @Param(
              doc = "standard deviation of the amplifiers' offset voltages",
              unit = Unit.VOLT,
              min = 0,
              max = 1,
              standard = "0 V")
          double offsetV,
      @Param(doc = "input pair of the amplifiers, instead of offset", standard = "{}") InputPair pair,
      @Param(
              doc = "standard deviation of the strobe's time from search to search",
              unit = Unit.SECOND,
              min = 0,
              max = 1,
              standard = "0 s")
          double jitterS,
      @Param(
              doc = "voltages closer to the highest than this cannot be told from it: ties, to the lowest row",
              unit = Unit.VOLT,
              min = 0,
              max = 1,
              standard = "0 V")
          double resolutionV)
      implements Sense {
    public Winner {
      Sense.requireOneOffset(offsetV, pair);
    }

    @Override
    public Probe probe() {
      return new Probe.AtTime(timeS, jitterS);
    }
  }

  /// A loser detector: a line that falls to the reference has lost, and only the address of the last one standing is
  /// reported.
  ///
  /// Lines that fall within the resolution before the last leave the circuit undecided; such rows are reported as tied, the
  /// lowest first.
  @Named(value = "loser", doc = "loser detection: reports only the row whose line falls to a reference voltage last")
  record Loser(
      @Param(
              doc = "reference voltage, between 2e-4 and 0.999999 of the precharge voltage; 0 V: half of it",
              unit = Unit.VOLT,
              min = 0,
              max = 10,
              standard = "0 V")
          double referenceV,
      @Param(
              doc = "standard deviation of the amplifiers' offset voltages",
              unit = Unit.VOLT,
              min = 0,
              max = 1,
              standard = "0 V")
          double offsetV,
      @Param(doc = "input pair of the amplifiers, instead of offset", standard = "{}") InputPair pair,
      @Param(
              doc = "times closer to the last than this cannot be told from it: ties, to the lowest row",
              unit = Unit.SECOND,
              min = 0,
              max = 1,
              standard = "0 s")
          double resolutionS)
      implements Sense {
    public Loser {
      Sense.requireOneOffset(offsetV, pair);
    }

    @Override
    public Probe probe() {
      return new Probe.AtLevel(referenceV);
    }
  }

  /// An analog-to-digital converter of evenly spaced codes on every line. The best match has the highest code.
  @Named(value = "adc", doc = "converts the line's voltage at a fixed time; the highest code is the best match")
  record Adc(
      @Param(
              doc = "time of the strobe; 0 s: when a lumped line with a quarter of its cells mismatching has fallen to"
                  + " half the precharge voltage",
              unit = Unit.SECOND,
              min = 0,
              max = 1,
              standard = "0 s")
          double timeS,
      @Param(
              doc = "standard deviation of the amplifiers' offset voltages",
              unit = Unit.VOLT,
              min = 0,
              max = 1,
              standard = "0 V")
          double offsetV,
      @Param(doc = "input pair of the amplifiers, instead of offset", standard = "{}") InputPair pair,
      @Param(
              doc = "standard deviation of the strobe's time from search to search",
              unit = Unit.SECOND,
              min = 0,
              max = 1,
              standard = "0 s")
          double jitterS,
      @Param(doc = "number of codes, evenly spaced over the range", min = 2, max = 65536, standard = "16") int codes,
      @Param(doc = "lower end of the range", unit = Unit.VOLT, min = 0, max = 10, standard = "0 V") double lowV,
      @Param(
              doc = "upper end of the range; 0 V: the precharge voltage",
              unit = Unit.VOLT,
              min = 0,
              max = 10,
              standard = "0 V")
          double highV,
      @Param(
              doc = "standard deviation of the converters' own offset, besides the amplifiers'",
              unit = Unit.VOLT,
              min = 0,
              max = 1,
              standard = "0 V")
          double converterOffsetV)
      implements Sense {
    public Adc {
      Sense.requireOneOffset(offsetV, pair);
      if (highV != 0 && highV <= lowV) {
        throw new IllegalArgumentException("high = %s V is not above low = %s V".formatted(highV, lowV));
      }
    }

    @Override
    public Probe probe() {
      return new Probe.AtTime(timeS, jitterS);
    }
  }

  private static void requireOneOffset(double offsetV, InputPair pair) {
    if (offsetV > 0 && pair.given()) {
      throw new IllegalArgumentException(
          "offset = %s V and a pair of %s m × %s m: the offset is given directly or follows from the pair, not both"
              .formatted(offsetV, pair.widthM(), pair.lengthM()));
    }
  }
}

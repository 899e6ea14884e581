package io.matchline.tcam;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import io.matchline.unit.Variants;

/// How a match line is read.
@Variants(key = "kind")
public sealed interface Sense {
  /// Standard deviation of the amplifiers' offset voltages, drawn once per amplifier.
  double offsetV();

  /// Steps of the converter behind a column tile; 0 stands for one more than the columns.
  int codes();

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
      implements Sense {}

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
      @Param(
              doc = "steps of the converter behind a column tile; 0: one more than the columns",
              min = 0,
              max = 65537,
              standard = "0")
          int codes)
      implements Sense {}
}

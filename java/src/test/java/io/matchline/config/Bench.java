package io.matchline.config;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import io.matchline.unit.Variants;
import java.nio.file.Path;
import java.util.List;

/// A configuration of the same shape as the program's own, with every kind of value.
@Variants(key = "experiment")
sealed interface Bench {
  @Named(value = "few-shot-search", doc = "Few-shot classification by associative search.")
  record FewShot(
      @Param(doc = "Seed of every random number.", standard = "1", min = 0) long seed,
      @Param(doc = "Measured words.", standard = "words.csv") Path words,
      @Param(doc = "Free text for the report.", standard = "") String note,
      @Param(doc = "The array.") Array array,
      @Param(doc = "Reference levels.", unit = Unit.VOLT, min = 0, max = 1.2, standard = "[0.5 V, 250 mV]")
          List<Double> levelsV,
      @Param(doc = "Further arrays.", standard = "[]") List<Array> spares)
      implements Bench {}

  @Named(value = "calibrate", doc = "Time constants of one line.")
  record Calibrate(@Param(doc = "Rounds.", min = 1, standard = "1_000") int rounds) implements Bench {}

  enum Level { IDEAL, LUMPED, LUMPED_RP, LADDER }

  enum CellKind {
    @Named("2T2R")
    TWO_T_TWO_R,
    @Named("16T")
    SIXTEEN_T
  }

  record Array(
      @Param(doc = "The cell.") CellKind cell,
      @Param(doc = "The storage device.", standard = "rram-hfo2") Device device,
      @Param(doc = "The match-line wire.") Wire wire,
      @Param(doc = "Size of one tile.", standard = "{}") Tile tile,
      @Param(doc = "How the line is read.", standard = "{kind: strobe, offset: 12 mV}") Sense sense,
      @Param(doc = "Noise sources.", standard = "{}") Noise noise,
      @Param(doc = "How exactly the line is computed.", standard = "ladder") Level level) {}

  @Variants(key = "model")
  sealed interface Device {
    @Named(value = "rram-hfo2", doc = "Filament of hafnium oxide.")
    record RramHfo2(
        @Param(doc = "Conductance of the on state.", unit = Unit.SIEMENS, min = 50e-6, max = 2e-4,
            standard = "100 µS", source = "Milo 2019") double gOnS,
        @Param(doc = "Resistance of the off state.", unit = Unit.OHM, min = 1e5, max = 1e7, standard = "1 MΩ")
            double hrsOhm,
        @Param(doc = "Relative spread.", unit = Unit.FRACTION, min = 0, max = 1, standard = "10 %") double spread,
        @Param(doc = "Share of cells stuck at the on state.", unit = Unit.FRACTION, min = 0, max = 1, standard = "0 %")
            double stuckLrs)
        implements Device {
      public RramHfo2 {
        if (gOnS * hrsOhm < 10) {
          throw new IllegalArgumentException("hrs is less than ten times the on resistance, so the states overlap");
        }
      }
    }

    @Named(value = "pcm", doc = "Phase change.")
    record Pcm(@Param(doc = "Drift exponent.", key = "nu", min = 0, max = 0.2) double driftExponent)
        implements Device {}

    record TableDevice(@Param(doc = "Current over voltage.") Path table) implements Device {}
  }

  record Wire(
      @Param(doc = "Resistance of one segment.", unit = Unit.OHM, min = 0, max = 1e6) double resistanceOhm,
      @Param(doc = "Capacitance of one segment.", unit = Unit.FARAD, min = 0) double capacitanceF) {}

  record Tile(
      @Param(doc = "Rows.", min = 1, max = 65536, standard = "64") int rows,
      @Param(doc = "Columns.", min = 1, max = 4096, standard = "128") int columns) {
    public Tile {
      if ((long) rows * columns > 1 << 24) {
        throw new IllegalArgumentException("%d × %d cells are more than 2^24".formatted(rows, columns));
      }
    }
  }

  @Variants(key = "kind")
  sealed interface Sense {
    record Strobe(@Param(doc = "Offset.", unit = Unit.VOLT, min = 0, standard = "0 V") double offsetV)
        implements Sense {}

    record Race(@Param(doc = "Resolution.", unit = Unit.SECOND, min = 1e-12, max = 1e-6) double stepS)
        implements Sense {}
  }

  record Noise(
      @Param(doc = "Thermal noise.", standard = "off") boolean thermal,
      @Param(doc = "Temperature.", unit = Unit.KELVIN, min = 1, max = 500, standard = "300 K") double temperatureK) {}
}

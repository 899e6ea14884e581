package io.matchline.experiment;

import io.matchline.kernel.Kernels;
import io.matchline.report.Axis;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.LinePlot;
import io.matchline.tcam.Level;
import io.matchline.tcam.Waveforms;
import io.matchline.tcam.Waveforms.Place;
import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Voltage over time of one line whose mismatches sit near the sense amplifier, spread evenly, or at the far end.
final class WaveformFigure {
  private static final int SAMPLES = 121;

  /// A sixteenth of the cells mismatches.
  private static final int SHARE = 16;

  private WaveformFigure() {}

  static Block of(Point<FewShotSearch> point, Kernels kernels) {
    Waveforms lines = new Waveforms(point.config().array(), kernels);
    int cells = point.config().array().tile().columns();
    int mismatches = Math.max(1, cells / SHARE);
    double[] times = times(4 * lines.strobeS());
    boolean tables = point.config().array().level() == Level.LADDER_TABLE;
    Level wired = tables ? Level.LADDER_TABLE : Level.LADDER;
    List<LinePlot.Line> curves = new ArrayList<>();
    for (Place place : Place.values()) {
      String name = mismatches + " mismatches " + place.name().toLowerCase(Locale.ROOT);
      curves.add(LinePlot.Line.of(name, times, lines.voltagesV(wired, place, mismatches, times)));
    }
    if (!tables) {
      curves.add(
          LinePlot.Line.of("lumped, any place", times, lines.voltagesV(Level.LUMPED, Place.EVEN, mismatches, times)));
    }
    String wire = Quantity.format(point.config().array().wire().resistanceOhm(), Unit.OHM);
    LinePlot plot =
        new LinePlot(
            "Match line of %d cells with %s per segment".formatted(cells, wire),
            Axis.linear("Time after precharge", Unit.SECOND),
            Axis.linear("Voltage at the sense amplifier", Unit.VOLT),
            curves,
            List.of(new LinePlot.Note.AtX(lines.strobeS(), "strobe")));
    return new Block.Figure("waveforms", plot, "Where the mismatches sit decides how fast the line falls.");
  }

  private static double[] times(double endS) {
    double[] times = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      times[i] = endS * i / (SAMPLES - 1);
    }
    return times;
  }
}

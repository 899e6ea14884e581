package io.matchline.programming;

import static io.matchline.programming.CellBench.deviation;
import static io.matchline.programming.CellBench.mean;
import static io.matchline.programming.CellBench.program;
import static io.matchline.programming.CellBench.sources;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matchline.device.AnalogStates;
import io.matchline.device.MeasuredDevice;
import io.matchline.device.ReadNoise;
import io.matchline.device.RramRelaxation;
import io.matchline.device.TelegraphNoise;
import io.matchline.device.Variation;
import io.matchline.noise.CellNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The analytic relaxation of `rram-wan` against cells of a published table (Levy, "RRAM-Relaxation-Master-Model",
/// technology C, the one with the same window), programmed and aged by {@link MeasuredDevice}.
class RelaxationCheckTest {
  private static final double[] TARGETS_S = {5e-6, 10e-6, 15e-6, 20e-6, 25e-6, 30e-6, 35e-6};
  private static final double[] TIMES_S = {1, 1e5};

  private static AnalogStates measured() {
    String root = System.getenv().getOrDefault("MATCHLINE_DATA", "");
    assumeTrue(!root.isBlank(), "MATCHLINE_DATA is not set: no measured cells to compare with");
    Path table = Path.of(root, "device", "rram-relaxation", "data", "techC", "model.tsv");
    assumeTrue(Files.isRegularFile(table), table + " is not there");
    return new MeasuredDevice(table, 0, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE).states();
  }

  /// The measured spread around the target is 0.95 … 1.3 times the polynomial's. The measured mean moves, by up to 0.5 µS in
  /// 1 s and 2.3 µS in 1e5 s, which the polynomials do not.
  @Test
  void theAnalyticSpreadIsThatOfMeasuredCells() throws IOException {
    AnalogStates device = measured();
    List<String> lines = new ArrayList<>(List.of("time_s,target_us,mean_change_us,measured_us,analytic_us,ratio"));
    for (double timeS : TIMES_S) {
      for (double targetS : TARGETS_S) {
        ProgrammedCells cells = program(device, targetS, CellNoise.ALL);
        AgedCells aged = AgedCells.of(cells, device.laws(), sources(CellNoise.ALL), timeS);
        double changeS = mean(aged.conductanceS()) - targetS;
        double measuredS = deviation(aged.conductanceS());
        double ratio = measuredS / RramRelaxation.sigmaS(targetS, timeS);
        lines.add("%s,%.0f,%.3f,%.3f,%.3f,%.3f".formatted(timeS, 1e6 * targetS, 1e6 * changeS, 1e6 * measuredS,
            1e6 * RramRelaxation.sigmaS(targetS, timeS), ratio));
      }
    }
    Path folder = Files.createDirectories(Path.of("target", "relaxation"));
    Files.writeString(folder.resolve("analytic.csv"), String.join("\n", lines) + "\n");
    for (String line : lines.subList(1, lines.size())) {
      String[] field = line.split(",");
      double ratio = Double.parseDouble(field[5]);
      assertTrue(ratio > 0.95 && ratio < 1.3, line);
      double change = Math.abs(Double.parseDouble(field[2]));
      assertTrue(change < (field[0].equals("1.0") ? 0.5 : 2.5), line);
    }
  }
}

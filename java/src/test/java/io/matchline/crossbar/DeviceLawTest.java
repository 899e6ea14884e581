package io.matchline.crossbar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.device.CellStates;
import io.matchline.device.SinhCurrent;
import io.matchline.device.StanfordCurrent;
import io.matchline.device.StateLaw;
import io.matchline.device.TableCurrent;
import io.matchline.device.VteamCurrent;
import io.matchline.device.YakopcicCurrent;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Arrays of the nonlinear devices, each cell in a state of its own, against a dense Newton iteration.
class DeviceLawTest {
  static Stream<StateLaw> laws() throws URISyntaxException {
    return Stream.of(
        SinhCurrent.SKY130,
        new StanfordCurrent(1e-3, 0.25, 0.25e-9, 0.2e-9, 1.7e-9),
        new YakopcicCurrent(0.17, 0.11, 0.05, 0.16, 0.15),
        new VteamCurrent(50, 1000, VteamCurrent.Relation.EXPONENTIAL, -0.2, 0.02),
        new TableCurrent(Path.of(DeviceLawTest.class.getResource("/device/curves.csv").toURI())).law());
  }

  @ParameterizedTest
  @MethodSource("laws")
  void arraysOfDevicesAgreeWithADenseNewton(StateLaw law) {
    Random random = new Random(21);
    for (int circuit = 0; circuit < 10; circuit++) {
      RandomCircuit c = RandomCircuit.draw(random, 6);
      double lowestS = law.window().lowestS();
      double widthS = law.window().highestS() - lowestS;
      double[] conductanceS =
          random.doubles((long) c.rows() * c.columns()).map(share -> lowestS + share * widthS).toArray();
      CellStates cells = CellStates.of(law, c.rows(), c.columns(), conductanceS);
      double[] rowV = random.doubles(c.rows(), 0, 0.5).toArray();
      NodalOracle.Solution expected = new NodalOracle(c.wires(), c.rows(), c.columns()).solve(rowV, cells, 20);
      try (Workers workers = new Workers(1);
          NonlinearCrossbar array = new NonlinearCrossbar(
              c.wires(), c.rows(), c.columns(), cells, Backends.open(Backend.FFM), workers)) {
        NonlinearSolution solution = array.solve(rowV, 1, SolveLimits.STANDARD);
        assertEquals(0, RandomCircuit.error(expected.columnA(), solution.columnCurrentA(), expected), 2e-9, c.toString());
      }
    }
  }
}

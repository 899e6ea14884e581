package io.matchline.mvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.periphery.ConverterDraws;
import io.matchline.periphery.Cost;
import io.matchline.periphery.Dac;
import io.matchline.unit.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MvmTest {
  private static void assertProduct(MvmCase task, double[] result, double relative) {
    assertArrayEquals(task.exact(), result, relative * task.largest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"differential", "offset-column"})
  void everythingIdealIsTheProduct(String signs) {
    MvmCase task = MvmCase.random(70, 30, 5, 1);
    assertProduct(task, task.multiply(MvmCase.settings(MvmCase.IDEAL, "weights.signs=" + signs), 1), 1e-13);
  }

  /// Tiles at every edge, of one row and of one output, add up to the same product.
  @ParameterizedTest
  @CsvSource({"70, 60", "69, 60", "32, 17", "1, 2", "7, 512", "512, 3"})
  void tilesAddUpToTheProduct(int rows, int columns) {
    MvmCase task = MvmCase.random(70, 30, 2, 2);
    MvmSettings settings =
        MvmCase.settings(MvmCase.IDEAL, "tile.rows=" + rows, "tile.columns=" + columns);
    assertProduct(task, task.multiply(settings, 1), 1e-13);
  }

  /// Whole numbers in bit slices, inputs and weights, come out as whole numbers.
  @ParameterizedTest
  @CsvSource({"differential, 8, 2, 8, 1", "offset-column, 8, 2, 8, 1", "differential, 5, 1, 4, 4",
      "offset-column, 4, 3, 6, 5", "differential, 8, 0, 8, 0"})
  void slicesReconstructIntegers(String signs, int bits, int cellBits, int inputBits, int dacBits) {
    MvmCase task = MvmCase.integers(40, 9, 3, (1 << bits - 1) - 1, (1 << inputBits) - 1, 3);
    MvmSettings settings =
        MvmCase.settings(
            MvmCase.IDEAL,
            "weights={signs: %s, bits: %d, cell-bits: %d}".formatted(signs, bits, cellBits),
            "inputs={bits: %d, dac-bits: %d}".formatted(inputBits, dacBits),
            "tile.rows=16");
    double[] rounded = Arrays.stream(task.multiply(settings, 1)).map(Math::rint).toArray();
    assertArrayEquals(task.exact(), Arrays.stream(rounded).map(y -> y + 0.0).toArray());
    assertProduct(task, task.multiply(settings, 1), 1e-12);
  }

  /// One pair behind one row wire: two branches of a ladder, solved by hand.
  @Test
  void wiresOfOnePairAreTheLadder() {
    MvmCase task = new MvmCase(1, 1, 1, new double[] {1}, new double[] {1});
    MvmSettings settings =
        MvmCase.settings(
            MvmCase.IDEAL,
            "wires={row-resistance: 500 Ω, column-resistance: 300 Ω, driver-resistance: 1 kΩ, sense-resistance: 2 kΩ}");
    double plusS = 1 / (1 / 100e-6 + 2300);
    double minusS = 1 / (1 / 1e-6 + 2300);
    double behindS = 1 / (500 + 1 / minusS);
    double nodeV = 0.2 / 1500 / (1.0 / 1500 + plusS + behindS);
    double expected = nodeV * (plusS - behindS) / (99e-6 * 0.2);
    assertEquals(expected, task.multiply(settings, 1)[0], 1e-9);
    double powerW = 0.2 * (0.2 - nodeV) / 1500;
    Cost cost = task.with(settings, 1, 0, Backend.FFM, 1, mvm -> mvm.cost(task.batch(), 1));
    assertEquals(powerW * 100e-9, cost.arrayEnergyJ(), 1e-9 * powerW * 100e-9);
  }

  /// Two inputs, one output, exact numbers: P = Σ V² (G⁺ + G⁻).
  @Test
  void energyOfTwoPairsIsCountedByHand() {
    MvmCase task = new MvmCase(2, 1, 2, new double[] {1, -0.5}, new double[] {1, 0, 1, 1});
    MvmSettings settings =
        MvmCase.settings(
            MvmCase.IDEAL,
            "adc={bits: 4}",
            "cost={read-time: 10 ns, dac-energy: 2 pJ, adc-code-energy: 1 fJ, adc-time: 1 ns, add-energy: 5 fJ}");
    double firstW = 0.04 * (100e-6 + 1e-6);
    double secondW = 0.04 * (1e-6 + 50.5e-6);
    Cost cost = task.with(settings, 1, 0, Backend.FFM, 1, mvm -> mvm.cost(task.batch(), 2));
    assertEquals((firstW + (firstW + secondW)) / 2 * 10e-9, cost.arrayEnergyJ(), 1e-22);
    assertEquals(4e-12, cost.dacEnergyJ(), 1e-24);
    assertEquals(16e-15, cost.adcEnergyJ(), 1e-27);
    assertEquals(5e-15, cost.addEnergyJ(), 1e-27);
    assertEquals(10e-9 + 1e-9 + 1e-9, cost.latencyS(), 1e-20);
  }

  /// A range of 0 A … the largest current in 2^bits codes: no output errs by more than half a step per tile.
  @Test
  void convertersErrByHalfAStepPerTile() {
    MvmCase task = MvmCase.random(60, 20, 20, 4);
    MvmSettings settings = MvmCase.settings(MvmCase.IDEAL, "adc.bits=6", "tile.rows=20");
    double[] result = task.multiply(settings, 1);
    double stepA = task.with(settings, 1, 0, Backend.FFM, 1, mvm -> mvm.adcScale().stepA());
    double step = stepA / (99e-6 * 0.2) * 3 * 2;
    double[] exact = task.exact();
    double worst = 0;
    for (int i = 0; i < exact.length; i++) {
      worst = Math.max(worst, Math.abs(result[i] - exact[i]));
    }
    assertTrue(worst <= 3 * 0.5 * step * 1.001, worst + " of a step " + step);
    assertTrue(worst > 0.5 * step, worst + " of a step " + step);
  }

  static Stream<List<String>> switches() {
    String pcm = "device={model: pcm, lowest: 1 µS, highest: 20 µS}";
    return Stream.of(
        List.of("wires.row-resistance=5 Ω"),
        List.of("wires.column-resistance=5 Ω"),
        List.of("wires.driver-resistance=5 Ω"),
        List.of("wires.sense-resistance=5 Ω"),
        List.of("inputs.dac-bits=6"),
        List.of("weights.bits=6"),
        List.of("adc.bits=8"),
        List.of("device.levels=16"),
        List.of("adc.offset=1 %", "random"),
        List.of("adc.gain=1 %", "random"),
        List.of("adc={bits: 12, inl: 9}", "random"),
        List.of("adc={bits: 12, comparator: 9}", "random"),
        List.of("device.variation.spread=2 %", "random"),
        List.of("device.variation.cycle-spread=2 %", "random"),
        List.of("device.variation.stuck-hrs=5 %", "random"),
        List.of("device.read-noise.relative=2 %", "random"),
        List.of("device.telegraph.cells=50 %", "random"),
        List.of(pcm, only("programming"), "random"),
        List.of(pcm, only("ageing"), "age=1000 s", "random"),
        List.of(pcm, only("flicker"), "age=1000 s", "random"));
  }

  private static String only(String source) {
    String all = "device-spread: off, cycle-spread: off, programming: off, stuck-at: off, ageing: off, read: off, "
        + "flicker: off, telegraph: off";
    return "noise={" + all.replace(source + ": off", source + ": on") + "}";
  }

  /// Every cause of error alone changes the result; the same seed gives it back, another seed changes it only where
  /// something is random.
  @ParameterizedTest
  @MethodSource("switches")
  void everySwitchAloneChangesTheResult(List<String> assignments) {
    MvmCase task = MvmCase.random(40, 12, 3, 5);
    boolean random = assignments.getLast().equals("random");
    String[] set = assignments.stream().filter(a -> !a.equals("random")).toArray(String[]::new);
    MvmSettings settings = MvmCase.settings(MvmCase.IDEAL, set);
    double[] result = task.multiply(settings, 1);
    double[] exact = task.exact();
    double error = 0;
    for (int i = 0; i < exact.length; i++) {
      error = Math.max(error, Math.abs(result[i] - exact[i]));
    }
    assertTrue(error > 1e-6 * task.largest(), "error " + error);
    assertTrue(error < 1.5 * task.largest(), "error " + error);
    assertArrayEquals(result, task.multiply(settings, 1));
    assertEquals(!random, Arrays.equals(result, task.multiply(settings, 2)));
  }

  /// A switched-off source changes nothing, whatever its size.
  @ParameterizedTest
  @CsvSource({"device.variation.spread=2 %, noise.device-spread=off",
      "device.variation.cycle-spread=2 %, noise.cycle-spread=off",
      "device.variation.stuck-lrs=5 %, noise.stuck-at=off", "device.read-noise.relative=2 %, noise.read=off",
      "device.telegraph.cells=50 %, noise.telegraph=off"})
  void aSwitchedOffSourceChangesNothing(String size, String off) {
    MvmCase task = MvmCase.random(20, 6, 2, 6);
    assertProduct(task, task.multiply(MvmCase.settings(MvmCase.IDEAL, size, off), 1), 1e-13);
  }

  /// Variance of an output = Σ σ² G² V² over its cells, in the units of the output, from cells on two tiles; 4 standard
  /// errors of 3,000 reads.
  @ParameterizedTest
  @CsvSource({"fresh, 0 %", "output, 0 %", "fresh, 1e-9 %"})
  void readNoiseAddsInTheSquare(String mode, String traps) {
    int reads = 3000;
    MvmCase one = MvmCase.random(30, 1, 1, 7);
    double[] repeated = new double[reads * 30];
    Arrays.setAll(repeated, i -> one.batch()[i % 30]);
    MvmCase task = new MvmCase(30, 1, reads, one.weights(), repeated);
    MvmSettings settings =
        MvmCase.settings(
            MvmCase.IDEAL,
            "device.read-noise.relative=3 %",
            "read-noise=" + mode,
            "device.telegraph.cells=" + traps,
            "tile.rows=15");
    double[] result = task.multiply(settings, 9);
    double weightScale = Arrays.stream(one.weights()).map(Math::abs).max().orElseThrow();
    double variance = 0;
    for (int i = 0; i < 30; i++) {
      double share = one.weights()[i] / weightScale;
      double plus = 1e-6 + 99e-6 * Math.max(0, share);
      double minus = 1e-6 + 99e-6 * Math.max(0, -share);
      double unit = one.batch()[i] * weightScale / 99e-6;
      variance += unit * unit * 0.03 * 0.03 * (plus * plus + minus * minus);
    }
    double mean = Arrays.stream(result).average().orElseThrow();
    double square = Arrays.stream(result).map(y -> (y - mean) * (y - mean)).sum() / (reads - 1);
    assertEquals(one.exact()[0], mean, 4 * Math.sqrt(variance / reads));
    assertEquals(1, square / variance, 4 * Math.sqrt(2.0 / reads));
  }

  /// With wires every read is solved; without, products draw the same numbers: tiny wires make the same noise.
  @ParameterizedTest
  @ValueSource(strings = {"fresh", "batch"})
  void solvedAndMultipliedReadsDrawTheSameNumbers(String mode) {
    MvmCase task = MvmCase.random(20, 6, 3, 12);
    String[] noisy = {"device.read-noise.relative=3 %", "read-noise=" + mode, "wires.row-resistance=1 nΩ"};
    double[] solved = task.multiply(MvmCase.settings(MvmCase.IDEAL, noisy), 1);
    noisy[2] = "wires.row-resistance=0 Ω";
    assertArrayEquals(task.multiply(MvmCase.settings(MvmCase.IDEAL, noisy), 1), solved, 1e-5 * task.largest());
  }

  @Test
  void outputNoiseNeedsItsLaw() {
    MvmCase task = MvmCase.random(20, 6, 3, 12);
    MvmSettings traps = MvmCase.settings(MvmCase.IDEAL, "device.telegraph.cells=50 %", "read-noise=output");
    String trapped = assertThrows(InvalidInputException.class, () -> task.multiply(traps, 1)).getMessage();
    assertEquals("read-noise = output needs normal noise, but some cells have traps", trapped);
    MvmSettings weak = MvmCase.settings(MvmCase.IDEAL, "device.read-noise.absolute=1 µS", "read-noise=output");
    String cut = assertThrows(InvalidInputException.class, () -> task.multiply(weak, 1)).getMessage();
    assertTrue(cut.endsWith("some cells conduct so little that noise would take them below 0 S"), cut);
    assertThrows(
        InvalidInputException.class,
        () -> MvmCase.settings(MvmCase.IDEAL, "wires.row-resistance=1 Ω", "read-noise=output"));
  }

  /// Fresh noise belongs to the index of a multiplication, however vectors are batched; noise of a batch is shared.
  @Test
  void noiseBelongsToTheMultiplication() {
    MvmCase task = MvmCase.random(20, 6, 3, 8);
    double[] vector = Arrays.copyOf(task.batch(), 20);
    double[] thrice = new double[60];
    Arrays.setAll(thrice, i -> vector[i % 20]);
    for (String wires : List.of("0 Ω", "4 Ω")) {
      String[] noisy = {"device.read-noise.relative=3 %", "wires.row-resistance=" + wires, "inputs.dac-bits=3",
          "inputs.bits=6"};
      MvmSettings fresh = MvmCase.settings(MvmCase.IDEAL, noisy);
      double[] batch = task.with(fresh, 1, 0, Backend.FFM, 1, mvm -> mvm.multiply(task.batch(), 3, 7));
      double[] last = Arrays.copyOfRange(task.batch(), 40, 60);
      double[] alone = task.with(fresh, 1, 0, Backend.FFM, 1, mvm -> mvm.multiply(last, 1, 9));
      assertArrayEquals(alone, Arrays.copyOfRange(batch, 12, 18), 1e-9 * task.largest());
      double[] freshly = task.with(fresh, 1, 0, Backend.FFM, 1, mvm -> mvm.multiply(thrice, 3, 0));
      assertTrue(freshly[0] != freshly[6] && freshly[6] != freshly[12]);
      MvmSettings shared = MvmCase.settings(MvmCase.IDEAL.set("read-noise=batch"), noisy);
      double[] same = task.with(shared, 1, 0, Backend.FFM, 1, mvm -> mvm.multiply(thrice, 3, 0));
      assertArrayEquals(Arrays.copyOf(same, 6), Arrays.copyOfRange(same, 12, 18), 1e-9 * task.largest());
      assertEquals(freshly[0], same[0], 1e-9 * task.largest());
    }
  }

  @Test
  void bitsDoNotDependOnThreadsOrBackend() {
    MvmCase task = MvmCase.random(50, 12, 9, 10);
    MvmSettings settings =
        MvmCase.settings(
            MvmCase.IDEAL,
            "wires.row-resistance=3 Ω",
            "wires.column-resistance=2 Ω",
            "adc={bits: 8, offset: 1 %}",
            "tile={rows: 32, columns: 16}",
            "device.variation.spread=5 %",
            "device.read-noise.relative=1 %",
            "read-noise=batch");
    double[] one = task.with(settings, 1, 3, Backend.FFM, 1, mvm -> mvm.multiply(task.batch(), 9, 0));
    assertArrayEquals(one, task.with(settings, 1, 3, Backend.FFM, 3, mvm -> mvm.multiply(task.batch(), 9, 0)));
    assertArrayEquals(one, task.with(settings, 1, 3, Backend.JAVA, 2, mvm -> mvm.multiply(task.batch(), 9, 0)));
    double[] otherChip = task.with(settings, 1, 4, Backend.FFM, 1, mvm -> mvm.multiply(task.batch(), 9, 0));
    assertFalse(Arrays.equals(one, otherChip));
  }

  @Test
  void heldWiresGiveTheSameProducts() {
    MvmCase task = MvmCase.random(50, 12, 9, 11);
    MvmSettings settings =
        MvmCase.settings(MvmCase.IDEAL, "wires.row-resistance=3 Ω", "wires.column-resistance=2 Ω", "tile.rows=32");
    double[] solved = task.multiply(settings, 1);
    double[] held = task.with(settings, 1, 0, Backend.FFM, 1, mvm -> {
      mvm.hold();
      return mvm.multiply(task.batch(), 9, 0);
    });
    assertArrayEquals(solved, held, 1e-8 * task.largest());
    assertFalse(Arrays.equals(solved, held));
  }

  @Test
  void whatIsNoMatrixIsRejected() {
    MvmSettings settings = MvmCase.settings(MvmCase.IDEAL);
    try (Workers workers = new Workers(1)) {
      var kernels = Backends.open(Backend.JAVA);
      String notFinite = assertThrows(IllegalArgumentException.class,
          () -> new Mvm(settings, new double[] {1, 2, Double.NaN, 4}, 2, 2, 1, 0, kernels, workers)).getMessage();
      assertEquals("weight [1][0] = NaN is not finite", notFinite);
      String size = assertThrows(IllegalArgumentException.class,
          () -> new Mvm(settings, new double[3], 2, 2, 1, 0, kernels, workers)).getMessage();
      assertEquals("3 weights do not fill 2 × 2", size);
      try (Mvm mvm = new Mvm(settings, new double[4], 2, 2, 1, 0, kernels, workers)) {
        assertThrows(IllegalStateException.class, () -> mvm.multiply(new double[2], 1, 0));
        mvm.calibrate(new double[2], 1);
        assertArrayEquals(new double[] {0, 0}, mvm.multiply(new double[] {1, 1}, 1, 0), 1e-18);
        assertThrows(IllegalArgumentException.class, () -> mvm.multiply(new double[] {1, Double.POSITIVE_INFINITY}, 1, 0));
      }
    }
  }

  /// The product of the voltages that the drawn converters drive, each row of each tile having its own.
  @Test
  void rowConvertersErrAsTheyAreDrawn() {
    MvmCase task = MvmCase.random(6, 2, 3, 5);
    MvmSettings settings =
        MvmCase.settings(
            MvmCase.IDEAL, "tile.rows=4", "inputs.dac-bits=5", "dac={offset: 1 %, gain: 2 %, inl: 0.5, dnl: 0.2}");
    double scale = Arrays.stream(task.batch()).map(Math::abs).max().orElseThrow();
    ConverterDraws draws = new ConverterDraws(new NoiseFields(Backends.open(Backend.JAVA), 9), 0);
    double[] expected = new double[task.vectors() * task.outputs()];
    Dac dac = new Dac(5, 0.2);
    for (int v = 0; v < task.vectors(); v++) {
      for (int i = 0; i < task.inputs(); i++) {
        double idealV = dac.voltageV(dac.code(0.2 * task.batch()[v * task.inputs() + i] / scale));
        double drivenV = draws.errors(settings.dac(), 5, i).voltageV(idealV, dac);
        for (int j = 0; j < task.outputs(); j++) {
          expected[v * task.outputs() + j] += drivenV / 0.2 * scale * task.weights()[i * task.outputs() + j];
        }
      }
    }
    assertArrayEquals(expected, task.multiply(settings, 9), 1e-13 * task.largest());
  }
}

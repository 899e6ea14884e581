package io.matchline.programming;

import io.matchline.device.AnalogStates;
import io.matchline.device.Pcm;
import io.matchline.device.ReadNoise;
import io.matchline.device.TelegraphNoise;
import io.matchline.device.Variation;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Patch;
import io.matchline.noise.CellNoise;
import io.matchline.noise.CellNoiseSources;
import io.matchline.noise.NoiseFields;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Writing, ageing and reading a 1024 × 1024 array of phase-change cells with every source of noise, on one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CellsBenchmark.CELLS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class CellsBenchmark {
  static final int SIDE = 1024;
  static final int CELLS = SIDE * SIDE;
  private static final double TARGET_S = 10e-6;
  private static final Patch PATCH = new Patch(0, SIDE, 0, SIDE);

  private AnalogStates device;
  private CellNoiseSources sources;
  private double[] targetS;
  private ProgrammedCells programmed;
  private CellReads reads;
  private double[] conductanceS;

  @Setup
  public void setUp() {
    device = new Pcm(0, 25e-6, 0, new Variation(0.05, 0.02, 0.01, 0.09), new ReadNoise(0.01, 0),
        new TelegraphNoise(0.1, 0.5, 0.02, 0.5, 0)).states();
    sources = new CellNoiseSources(CellNoise.ALL, new NoiseFields(Backends.open(Backend.FFM), 1), 0);
    targetS = new double[CELLS];
    Arrays.fill(targetS, TARGET_S);
    programmed = writeOnce();
    reads = new CellReads(age(), device.laws(), sources);
    conductanceS = new double[CELLS];
    requireMean(programmed.conductanceS(), 0.9 * TARGET_S + 0.01 * 25e-6);
    requireMean(read(), 0.9 * TARGET_S * Math.pow(4320, -0.049) + 0.01 * 25e-6);
  }

  private static void requireMean(double[] values, double expectedS) {
    double meanS = Arrays.stream(values).average().orElseThrow();
    if (Math.abs(meanS - expectedS) > 0.03 * expectedS) {
      throw new IllegalStateException("the mean is %s S instead of about %s S".formatted(meanS, expectedS));
    }
  }

  @Benchmark
  public ProgrammedCells writeOnce() {
    return new CellProgrammer(device, WriteVerify.ONCE, sources).program(PATCH, targetS, 0);
  }

  @Benchmark
  public ProgrammedCells writeAndVerify() {
    return new CellProgrammer(device, new WriteVerify(0.5e-6, 20, 0.2), sources).program(PATCH, targetS, 0);
  }

  @Benchmark
  public AgedCells age() {
    return AgedCells.of(programmed, device.laws(), sources, 86_400);
  }

  @Benchmark
  public double[] read() {
    reads.read(0, conductanceS);
    return conductanceS;
  }
}

package io.matchline.crossbar;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Times crossbar solves beside SciPy's sparse LU and EJML's sparse Cholesky decomposition of the same circuits, turn
/// by turn in one run, and prints medians and their ratios. Results are compared before they are timed. All work on one
/// thread but the batch on two, whose processor time is that of the calling thread.
///
/// Arguments: the Python that has SciPy, the number of rounds, the sizes, the resistances; for example
/// `python3 5 128,256,512 1,5`. The working directory is the repository.
public final class PeerComparison {
  private static final Path SCRIPT = Path.of("benchmarks/peers/crossbar.py");
  private static final double TOLERANCE = CrossbarBenchmark.TOLERANCE;
  private static final int VECTORS = CrossbarBenchmark.VECTORS;

  private final SciPyPeer peer;
  private final Workers workers;
  private final Path numbers;

  private PeerComparison(SciPyPeer peer, Workers workers, Path numbers) {
    this.peer = peer;
    this.workers = workers;
    this.numbers = numbers;
  }

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("matchline-peer");
    Path numbers = folder.resolve("crossbar.f64");
    try (SciPyPeer peer = new SciPyPeer(arguments[0], SCRIPT);
        Workers workers = new Workers(2)) {
      System.out.println(peer.version() + ", level " + Backends.open(Backend.FFM).level().key());
      for (String lines : arguments[2].split(",")) {
        for (String ohm : arguments[3].split(",")) {
          new PeerComparison(peer, workers, numbers).run(Integer.parseInt(lines), Double.parseDouble(ohm), rounds);
        }
      }
    } finally {
      Files.deleteIfExists(numbers);
      Files.deleteIfExists(SciPyPeer.currentsFile(numbers));
      Files.delete(folder);
    }
  }

  private void run(int lines, double ohm, int rounds) throws IOException {
    Kernels kernels = Backends.open(Backend.FFM);
    CrossbarInputs inputs = CrossbarInputs.of(lines, VECTORS);
    try (Arena arena = Arena.ofShared();
        GradientJob gradient = GradientJob.of(inputs, ohm, kernels)) {
      CrossbarCircuit circuit = inputs.circuit(arena, ohm);
      NodalDrive[] drives = inputs.forward(circuit, VECTORS);
      CrossbarJob one = CrossbarJob.of(arena, kernels, circuit, TOLERANCE, 1, false, drives[0]);
      CrossbarJob batch = CrossbarJob.of(arena, kernels, circuit, TOLERANCE, 2, false, drives);
      CrossbarJob forward = CrossbarJob.of(arena, kernels, circuit, TOLERANCE, 1, true, drives[0]);
      CrossbarJob adjoint =
          CrossbarJob.of(arena, kernels, circuit, TOLERANCE, 1, true, inputs.adjoint(circuit, 1));
      forward.prepare();
      adjoint.prepare();
      SciPyPeer.write(numbers, inputs);
      Turns turns = new Turns();
      turns.add("scipy", () -> peer.solve(numbers, lines, 1, ohm));
      turns.add("scipy, batch", () -> peer.solve(numbers, lines, VECTORS, ohm));
      turns.measure("ejml", () -> new NodalSolve(circuit).solve(drives[0]));
      turns.measure("one vector", () -> prepareAndSolve(one));
      turns.measure("batch", () -> prepareAndSolve(batch));
      turns.measure("batch, two threads", () -> {
        batch.prepare();
        batch.solve(workers);
      });
      turns.measure("factored, voltages out", forward::solve);
      turns.measure("adjoint, voltages out", adjoint::solve);
      turns.measure("array, voltages out", gradient::forward);
      turns.measure("array, gradient", gradient::backward);
      turns.take(1);
      System.out.printf(
          "%n%d lines, %s ohm, %d iterations: %.1e from ejml, %.1e from scipy%n",
          lines,
          ohm,
          one.iterations(0),
          CrossbarInputs.difference(
              new NodalSolve(circuit).solve(drives[0], 1).columnCurrent(), one.columnCurrent(0)),
          differenceOfBatch(batch, lines));
      turns.clear();
      turns.take(rounds);
      turns.print();
    }
  }

  private static void prepareAndSolve(CrossbarJob job) {
    job.prepare();
    job.solve();
  }

  /// Against the batch that SciPy solved last.
  private double differenceOfBatch(CrossbarJob batch, int lines) throws IOException {
    double[] wanted = SciPyPeer.currents(numbers);
    double most = 0;
    for (int v = 0; v < VECTORS; v++) {
      double[] vector = Arrays.copyOfRange(wanted, v * lines, (v + 1) * lines);
      most = Math.max(most, CrossbarInputs.difference(vector, batch.columnCurrent(v)));
    }
    return most;
  }
}

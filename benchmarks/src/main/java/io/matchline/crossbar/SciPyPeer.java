package io.matchline.crossbar;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/// `benchmarks/peers/crossbar.py --serve` in a process of its own.
final class SciPyPeer implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final String version;

  SciPyPeer(String python, Path script) throws IOException {
    process = new ProcessBuilder(python, script.toString(), "--serve")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    answers = process.inputReader();
    version = answer();
  }

  /// Versions of NumPy and SciPy.
  String version() {
    return version;
  }

  /// How long one solve takes, assembly included.
  ///
  /// @param numbers a file of conductances `[rows][columns]` and voltages `[≥ vectors][rows]`; the currents
  ///     `[vectors][columns]` are written beside it
  Turns.Took solve(Path numbers, int lines, int vectors, double ohm) throws IOException {
    var requests = process.outputWriter();
    requests.write("%s %d %d %d %s%n".formatted(numbers, lines, lines, vectors, ohm));
    requests.flush();
    String[] times = answer().split(" ");
    return new Turns.Took(Double.parseDouble(times[0]), Double.parseDouble(times[1]));
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the Python process ended");
    }
    return line;
  }

  /// Writes conductances and voltages as the script reads them.
  static void write(Path file, CrossbarInputs inputs) throws IOException {
    double[] values = DoubleStream.concat(
            Arrays.stream(inputs.conductanceS()), Arrays.stream(inputs.rowV()).flatMapToDouble(Arrays::stream))
        .toArray();
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.nativeOrder());
    bytes.asDoubleBuffer().put(values);
    Files.write(file, bytes.array());
  }

  static Path currentsFile(Path numbers) {
    return Path.of(numbers + ".out");
  }

  /// The currents of the last solve.
  static double[] currents(Path numbers) throws IOException {
    byte[] bytes = Files.readAllBytes(currentsFile(numbers));
    double[] values = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asDoubleBuffer().get(values);
    return values;
  }

  @Override
  public void close() {
    process.destroy();
  }
}

package io.matchline.nn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A PyTorch process that trains the same network on the same batch (`benchmarks/peers/steps.py`).
final class TorchPeer implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;
  private final Path numbers;

  /// @param parts parameters, batch and labels
  TorchPeer(String python, String name, List<float[]> parts, int threads) throws IOException {
    ProcessBuilder command = new ProcessBuilder(python, "benchmarks/peers/steps.py");
    command.environment().put("MALLOC_MMAP_THRESHOLD_", "1000000000");
    command.environment().put("MALLOC_TRIM_THRESHOLD_", "4000000000");
    command.environment().put("OPENBLAS_CORETYPE", "SkylakeX");
    numbers = Files.createTempFile("matchline-steps", ".f32");
    process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader();
    requests = process.outputWriter();
    int count = parts.stream().mapToInt(part -> part.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    parts.forEach(part -> bytes.position(bytes.position() + put(bytes, part)));
    Files.write(numbers, bytes.array());
    System.out.println(ask("start " + name + " " + numbers + " " + threads));
  }

  private static int put(ByteBuffer bytes, float[] part) {
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(part);
    return Float.BYTES * part.length;
  }

  private String ask(String request) throws IOException {
    requests.write(request + "\n");
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("PyTorch ended at the request " + request);
    }
    return answer;
  }

  /// Gradients of all parameters one after the other, and the loss behind them.
  float[] gradients() throws IOException {
    float loss = Float.parseFloat(ask("gradients " + numbers));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(numbers)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.limit() / Float.BYTES + 1];
    bytes.asFloatBuffer().get(values, 0, values.length - 1);
    values[values.length - 1] = loss;
    return values;
  }

  /// Milliseconds of every step.
  double[] steps(int count) throws IOException {
    return Arrays.stream(ask("steps " + count).split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  long peakKib() throws IOException {
    return Long.parseLong(ask("memory"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.delete(numbers);
  }
}

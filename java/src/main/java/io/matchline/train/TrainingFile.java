package io.matchline.train;

import io.matchline.autodiff.Tensor;
import io.matchline.data.Npz;
import io.matchline.data.NpyArray;
import io.matchline.unit.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A training as a file: an `.npz` archive with parameters (`trained.NAME`), running statistics (`running.NAME`), the
/// optimizer's sums (`optimizer.NAME`), the losses so far, seed, step, and the hash of what the training depends on.
///
/// @param path of the file
/// @param key hash of everything that the training depends on
public record TrainingFile(Path path, String key) {
  private static final String FORMAT = "matchline-training-1";

  /// Writes the state after the last step; an earlier state is replaced in one step.
  public void write(Training training) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("format", text(FORMAT));
    arrays.put("key", text(key));
    arrays.put("seed", NpyArray.of(new long[] {training.model().fields().seed()}));
    arrays.put("step", NpyArray.of(new long[] {training.steps()}));
    arrays.put("optimizer-steps", NpyArray.of(new long[] {training.optimizer().steps()}));
    arrays.put("losses", NpyArray.of(training.losses(), training.steps()));
    training.model().parameters().trained().forEach((name, tensor) -> arrays.put("trained." + name, array(tensor)));
    training.model().parameters().running().forEach((name, tensor) -> arrays.put("running." + name, array(tensor)));
    training.optimizer().state().forEach(
        (name, sums) -> arrays.put("optimizer." + name, NpyArray.of(sums, sums.length)));
    Npz.write(path, arrays);
  }

  /// Puts a training into the state of the file; leaves it alone where there is no file.
  ///
  /// @throws InvalidInputException when the file is damaged, of another kind or of another training
  public void resume(Training training) {
    if (!Files.exists(path)) {
      return;
    }
    Map<String, NpyArray> arrays = Npz.read(path);
    if (!arrays.containsKey("format") || !text(arrays.get("format")).equals(FORMAT)) {
      throw new InvalidInputException(path + ": not a checkpoint of a training");
    }
    if (!text(of(arrays, "key")).equals(key) || of(arrays, "seed").integer(0) != training.model().fields().seed()) {
      throw new InvalidInputException(path + ": a checkpoint of another training (data, network, settings or seed differ)");
    }
    training.model().parameters().trained().forEach((name, tensor) -> set(tensor, "trained." + name, arrays));
    training.model().parameters().running().forEach((name, tensor) -> set(tensor, "running." + name, arrays));
    Map<String, float[]> sums = new LinkedHashMap<>();
    arrays.forEach((name, array) -> {
      if (name.startsWith("optimizer.")) {
        sums.put(name.substring("optimizer.".length()), array.floats());
      }
    });
    training.optimizer().resume(sums, (int) of(arrays, "optimizer-steps").integer(0));
    NpyArray losses = of(arrays, "losses");
    double[] done = new double[(int) of(arrays, "step").integer(0)];
    if (losses.size() != done.length) {
      throw new InvalidInputException(path + ": damaged: %d losses of %d steps".formatted(losses.size(), done.length));
    }
    Arrays.setAll(done, losses::number);
    training.resume(done);
  }

  /// Parameters and running statistics as {@link WeightsFile} has them.
  public Map<String, NpyArray> weights() {
    Map<String, NpyArray> weights = new LinkedHashMap<>();
    Npz.read(path).forEach((name, array) -> {
      if (name.startsWith("trained.") || name.startsWith("running.")) {
        weights.put(name.substring(name.indexOf('.') + 1), array);
      }
    });
    return weights;
  }

  /// Loss of every step.
  public double[] losses() {
    NpyArray losses = of(Npz.read(path), "losses");
    double[] values = new double[losses.size()];
    Arrays.setAll(values, losses::number);
    return values;
  }

  private void set(Tensor tensor, String name, Map<String, NpyArray> arrays) {
    NpyArray array = of(arrays, name);
    if (!Arrays.equals(array.shape(), tensor.shape().dims())) {
      throw new InvalidInputException("%s: %s has the shape %s, the network needs %s".formatted(
          path, name, Arrays.toString(array.shape()), Arrays.toString(tensor.shape().dims())));
    }
    tensor.set(array.floats());
  }

  private NpyArray of(Map<String, NpyArray> arrays, String name) {
    if (!arrays.containsKey(name)) {
      throw new InvalidInputException(path + ": damaged: the array " + name + " is missing");
    }
    return arrays.get(name);
  }

  static NpyArray array(Tensor tensor) {
    return NpyArray.of(tensor.toArray(), tensor.shape().dims());
  }

  private static NpyArray text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return NpyArray.of(bytes, bytes.length);
  }

  private static String text(NpyArray array) {
    byte[] bytes = new byte[array.data().capacity()];
    array.data().get(0, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

package io.matchline.train;

import io.matchline.autodiff.Tensor;
import io.matchline.data.NpyArray;
import io.matchline.data.Npz;
import io.matchline.nn.Parameters;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Weights of a network as an `.npz` archive: every parameter and running statistic under its name, of its shape.
public final class WeightsFile {
  private WeightsFile() {}

  public static void write(Path path, Parameters parameters) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    tensors(parameters).forEach((name, tensor) -> arrays.put(name, TrainingFile.array(tensor)));
    Npz.write(path, arrays);
  }

  /// Puts the weights of a file into the network.
  ///
  /// @throws InvalidInputException with all problems: arrays that are missing, too many, or of another shape
  public static void read(Path path, WeightsLayout layout, Parameters parameters) {
    Map<String, NpyArray> arrays = Npz.read(path);
    Map<String, Tensor> tensors = tensors(parameters);
    Map<String, NpyArray> own = layout == WeightsLayout.PYTORCH ? TorchWeights.of(path, arrays, tensors) : arrays;
    Problems problems = new Problems();
    tensors.forEach((name, tensor) -> {
      NpyArray array = own.get(name);
      if (array == null) {
        problems.add(path.toString(), "the array %s of shape %s is missing", name, tensor.shape());
      } else if (!Arrays.equals(array.shape(), tensor.shape().dims())) {
        problems.add(
            path.toString(), "%s has the shape %s; the network needs %s", name, Arrays.toString(array.shape()),
            Arrays.toString(tensor.shape().dims()));
      }
    });
    own.keySet().stream()
        .filter(name -> !tensors.containsKey(name))
        .forEach(name -> problems.add(path.toString(), "the network has no array %s", name));
    problems.throwIfAny();
    tensors.forEach((name, tensor) -> tensor.set(own.get(name).floats()));
  }

  /// Parameters, then running statistics, in the order in which they were made.
  private static Map<String, Tensor> tensors(Parameters parameters) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(parameters.trained());
    tensors.putAll(parameters.running());
    return tensors;
  }
}

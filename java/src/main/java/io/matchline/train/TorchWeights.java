package io.matchline.train;

import io.matchline.autodiff.Tensor;
import io.matchline.data.NpyArray;
import io.matchline.unit.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Translates a PyTorch `state_dict`, whose arrays are `MODULE.weight`, `MODULE.bias`, `MODULE.running_mean` and so on,
/// in the order of the modules; the names of the modules do not matter.
///
/// A convolution's weight, `[out][in][height][width]`, becomes `[height][width][in][out]`; a linear layer's, `[out][in]`,
/// becomes `[in][out]`, where inputs that are flattened `[channel][place]` become `[place][channel]`. Batch norm's `weight`, `bias`, `running_mean`, `running_var` become `scale`, `shift`, `mean`,
/// `variance`; `num_batches_tracked` is left out. The bias of a convolution before a batch norm, which this program's
/// convolutions do not have, is taken off the running mean, which is the same in tests.
final class TorchWeights {
  private final Path path;
  private final Deque<Map<String, NpyArray>> modules;
  private final Map<String, NpyArray> own = new LinkedHashMap<>();
  private float[] pendingBias;
  /// Channels of the last batch norm.
  private int normalised;

  private TorchWeights(Path path, Deque<Map<String, NpyArray>> modules) {
    this.path = path;
    this.modules = modules;
  }

  /// @param wanted tensors of the network by name
  /// @return the file's arrays under the names of the network
  static Map<String, NpyArray> of(Path path, Map<String, NpyArray> arrays, Map<String, Tensor> wanted) {
    TorchWeights weights = new TorchWeights(path, modules(path, arrays));
    for (String layer : layers(wanted)) {
      weights.translate(layer, wanted);
    }
    if (!weights.modules.isEmpty()) {
      throw new InvalidInputException(
          "%s: has %d modules more than the network".formatted(path, weights.modules.size()));
    }
    return weights.own;
  }

  /// Names of the layers in the order in which they were made.
  private static List<String> layers(Map<String, Tensor> wanted) {
    return wanted.keySet().stream().map(name -> name.substring(0, name.lastIndexOf('.'))).distinct().toList();
  }

  private static Deque<Map<String, NpyArray>> modules(Path path, Map<String, NpyArray> arrays) {
    Map<String, Map<String, NpyArray>> modules = new LinkedHashMap<>();
    arrays.forEach((name, array) -> {
      int dot = name.lastIndexOf('.');
      if (dot < 0) {
        throw new InvalidInputException(path + ": the array " + name + " is not MODULE.weight or the like");
      }
      modules.computeIfAbsent(name.substring(0, dot), key -> new LinkedHashMap<>()).put(name.substring(dot + 1), array);
    });
    return new ArrayDeque<>(modules.values());
  }

  private void translate(String layer, Map<String, Tensor> wanted) {
    Map<String, NpyArray> module = modules.poll();
    if (module == null) {
      throw new InvalidInputException(path + ": has no module for " + layer);
    }
    if (wanted.containsKey(layer + ".scale")) {
      norm(layer, module);
      return;
    }
    NpyArray weight = part(module, "weight", layer);
    boolean conv = wanted.get(layer + ".weight").shape().rank() == 4;
    if (weight.shape().length != (conv ? 4 : 2)) {
      throw new InvalidInputException("%s: the weight for %s has the shape %s; %s is needed".formatted(
          path, layer, Arrays.toString(weight.shape()), conv ? "[out][in][height][width]" : "[out][in]"));
    }
    own.put(layer + ".weight", conv ? turned(weight, 2, 3, 1, 0) : linear(weight));
    if (wanted.containsKey(layer + ".bias")) {
      own.put(layer + ".bias", part(module, "bias", layer));
    } else if (module.containsKey("bias")) {
      pendingBias = module.get("bias").floats();
    }
  }

  private NpyArray linear(NpyArray weight) {
    int outputs = weight.shape()[0];
    int inputs = weight.shape()[1];
    int channels = normalised > 0 && inputs % normalised == 0 ? normalised : inputs;
    NpyArray places = new NpyArray(weight.type(), new int[] {outputs, channels, inputs / channels}, weight.data());
    return new NpyArray(NpyArray.Type.F4, new int[] {inputs, outputs}, turned(places, 2, 1, 0).data());
  }

  private void norm(String layer, Map<String, NpyArray> module) {
    own.put(layer + ".scale", part(module, "weight", layer));
    own.put(layer + ".shift", part(module, "bias", layer));
    NpyArray mean = part(module, "running_mean", layer);
    own.put(layer + ".mean", pendingBias == null ? mean : less(mean, pendingBias, layer));
    own.put(layer + ".variance", part(module, "running_var", layer));
    normalised = mean.size();
    pendingBias = null;
  }

  private NpyArray less(NpyArray mean, float[] bias, String layer) {
    if (mean.size() != bias.length) {
      throw new InvalidInputException(
          "%s: %d biases before the %d channels of %s".formatted(path, bias.length, mean.size(), layer));
    }
    float[] shifted = mean.floats();
    for (int c = 0; c < shifted.length; c++) {
      shifted[c] -= bias[c];
    }
    return NpyArray.of(shifted, shifted.length);
  }

  private NpyArray part(Map<String, NpyArray> module, String name, String layer) {
    if (!module.containsKey(name)) {
      throw new InvalidInputException("%s: the module for %s has %s, but no %s".formatted(
          path, layer, new ArrayList<>(module.keySet()), name));
    }
    return module.get(name);
  }

  /// The array with its axes in another order.
  private static NpyArray turned(NpyArray array, int... axes) {
    int[] from = array.shape();
    int[] to = Arrays.stream(axes).map(axis -> from[axis]).toArray();
    float[] values = new float[array.size()];
    int[] index = new int[axes.length];
    for (int i = 0; i < values.length; i++) {
      int rest = i;
      for (int d = axes.length - 1; d >= 0; d--) {
        index[axes[d]] = rest % to[d];
        rest /= to[d];
      }
      int source = 0;
      for (int d = 0; d < axes.length; d++) {
        source = source * from[d] + index[d];
      }
      values[i] = (float) array.number(source);
    }
    return NpyArray.of(values, to);
  }
}

package io.matchline.nn;

import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import java.lang.foreign.Arena;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tensors of a network that outlive a training step, by name: trained ones and running statistics. Initial values are
/// functions of the seed and of the order in which the tensors are made. Closing it frees them.
public final class Parameters implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final NoiseFields fields;
  private final Map<String, Tensor> trained = new LinkedHashMap<>();
  private final Map<String, Tensor> running = new LinkedHashMap<>();

  public Parameters(NoiseFields fields) {
    this.fields = fields;
  }

  /// Trained tensors in the order in which they were made.
  public Map<String, Tensor> trained() {
    return Collections.unmodifiableMap(trained);
  }

  /// Tensors that a network updates itself.
  public Map<String, Tensor> running() {
    return Collections.unmodifiableMap(running);
  }

  /// A trained tensor of one value.
  public Tensor constant(String name, Shape shape, float value) {
    Tensor tensor = put(trained, name, shape);
    tensor.fill(value);
    return tensor;
  }

  /// A trained tensor of normal numbers of mean 0.
  public Tensor normal(String name, Shape shape, double deviation) {
    int index = trained.size();
    Tensor tensor = put(trained, name, shape);
    fields.normals(NoiseStream.WEIGHTS, index, 0, new Patch(0, 1, 0, shape.size()), tensor.data(), shape.size());
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, (float) (deviation * tensor.get(i)));
    }
    return tensor;
  }

  /// A trained tensor of uniform numbers of (−limit, limit).
  public Tensor uniform(String name, Shape shape, double limit) {
    int index = trained.size();
    Tensor tensor = put(trained, name, shape);
    double[] drawn = new double[shape.size()];
    fields.uniforms(NoiseStream.WEIGHTS, index, 0, new Patch(0, 1, 0, drawn.length), drawn);
    for (int i = 0; i < drawn.length; i++) {
      tensor.set(i, (float) (limit * (2 * drawn[i] - 1)));
    }
    return tensor;
  }

  /// Normal numbers for layers before a ReLU: deviation √(2 / inputs).
  ///
  /// Source: He, Zhang, Ren, Sun, *Delving deep into rectifiers*, ICCV 2015.
  public Tensor he(String name, Shape shape, int inputs) {
    return normal(name, shape, Math.sqrt(2.0 / inputs));
  }

  /// Uniform numbers within √(6 / (inputs + outputs)).
  ///
  /// Source: Glorot, Bengio, *Understanding the difficulty of training deep feedforward neural networks*, AISTATS 2010.
  public Tensor glorot(String name, Shape shape, int inputs, int outputs) {
    return uniform(name, shape, Math.sqrt(6.0 / (inputs + outputs)));
  }

  /// A tensor that is not trained.
  public Tensor running(String name, Shape shape, float value) {
    Tensor tensor = put(running, name, shape);
    tensor.fill(value);
    return tensor;
  }

  private Tensor put(Map<String, Tensor> tensors, String name, Shape shape) {
    if (trained.containsKey(name) || running.containsKey(name)) {
      throw new IllegalArgumentException("the network has a tensor %s already".formatted(name));
    }
    Tensor tensor = new Tensor(shape, arena.allocate((long) shape.size() * Float.BYTES, 64));
    tensors.put(name, tensor);
    return tensor;
  }

  @Override
  public void close() {
    arena.close();
  }
}

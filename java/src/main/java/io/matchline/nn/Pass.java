package io.matchline.nn;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// One run of a network over a batch: its graph, the parameters' nodes in it, and its random numbers, which are functions
/// of the seed, of `event` and of the order in which the layers draw.
public final class Pass {
  private final Graph graph;
  private final NoiseFields fields;
  private final int event;
  private final boolean training;
  private final Map<Tensor, Node> nodes = new IdentityHashMap<>();
  private int draws;

  /// @param event index of the training step or of the evaluation, which no other pass of this seed shares
  /// @param training whether dropout is on and statistics are those of the batch
  public Pass(Graph graph, NoiseFields fields, int event, boolean training) {
    this.graph = graph;
    this.fields = fields;
    this.event = event;
    this.training = training;
  }

  public Graph graph() {
    return graph;
  }

  public boolean training() {
    return training;
  }

  /// The parameter's node, the same one at every call.
  public Node of(Tensor parameter) {
    return nodes.computeIfAbsent(parameter, graph::variable);
  }

  /// Lets `node` stand for the parameter from now on, as weights do that an inner step has adapted.
  public void set(Tensor parameter, Node node) {
    nodes.put(parameter, node);
  }

  /// Gradients of a scalar with respect to parameters, in their order.
  public List<Tensor> gradients(Node loss, Collection<Tensor> parameters) {
    return graph.gradients(loss, parameters.stream().map(this::of).toList()).stream().map(Node::value).toList();
  }

  /// Fresh standard normal numbers.
  public Node normal(NoiseStream stream, Shape shape) {
    Tensor drawn = graph.tensor(shape);
    fields.normals(stream, draws++, event, new Patch(0, 1, 0, shape.size()), drawn.data(), shape.size());
    return graph.constant(drawn);
  }

  /// Fresh numbers that are 1 with a probability, else 0.
  public Node chosen(NoiseStream stream, Shape shape, double probability) {
    double[] drawn = new double[shape.size()];
    fields.uniforms(stream, draws++, event, new Patch(0, 1, 0, drawn.length), drawn);
    float[] chosen = new float[drawn.length];
    for (int i = 0; i < drawn.length; i++) {
      chosen[i] = drawn[i] < probability ? 1 : 0;
    }
    return graph.constant(shape, chosen);
  }
}

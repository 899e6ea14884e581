package io.matchline.autodiff;

import java.util.List;

/// The mean of −ln p of the right classes, p by the softmax of rows of logits; one application of it.
///
/// The gradient with respect to the logits is (p − 1 at the right class) · up / samples, with the same bits whether p was
/// kept or is computed again to be differentiated.
final class CrossEntropy implements Rule {
  private final int[] labels;
  /// p − 1 at the right class, p elsewhere.
  private Tensor error;

  CrossEntropy(int... labels) {
    this.labels = labels;
  }

  @Override
  public Tensor forward(Graph graph, List<Tensor> inputs) {
    Tensor logits = inputs.getFirst();
    int classes = logits.shape().dim(1);
    Tensor logarithm = graph.tensor(logits.shape());
    error = graph.tensor(logits.shape());
    Loops.softmax(graph, logits, logarithm, error);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      int right = i * classes + labels[i];
      sum += logarithm.get(right);
      error.set(right, error.get(right) - 1);
    }
    Tensor loss = graph.tensor(Shape.of());
    loss.set(0, (float) (-sum / labels.length));
    return loss;
  }

  @Override
  public Node[] backward(Node node, Node up) {
    Graph graph = node.graph();
    Node own = graph.tracking() ? differentiableError(node.input(0)) : graph.constant(error);
    return new Node[] {own.times(up.times(1f / labels.length))};
  }

  private Node differentiableError(Node logits) {
    int classes = logits.shape().dim(1);
    float[] right = new float[logits.value().size()];
    for (int i = 0; i < labels.length; i++) {
      right[i * classes + labels[i]] = 1;
    }
    return logits.softmax(1).minus(logits.graph().constant(logits.shape(), right));
  }
}

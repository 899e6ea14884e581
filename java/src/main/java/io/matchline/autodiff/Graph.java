package io.matchline.autodiff;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The values of one computation in the order in which they came about. Closing it gives their memory back; tensors that
/// are to outlive it, as parameters do, lie outside of it. Safe for use by one thread at a time.
///
/// Every value is a function of its inputs' bits alone: neither the backend nor the number of threads changes one.
public final class Graph implements AutoCloseable {
  private final Kernels kernels;
  private final Workers workers;
  private final Buffers buffers;
  private final List<MemorySegment> taken = new ArrayList<>();
  private final List<Node> tape = new ArrayList<>();
  private boolean tracking = true;

  public Graph(Kernels kernels, Workers workers, Buffers buffers) {
    this.kernels = kernels;
    this.workers = workers;
    this.buffers = buffers;
  }

  /// A value that gradients are wanted for.
  public Node variable(Tensor value) {
    return record(value, null, List.of());
  }

  /// A value that is not differentiated.
  public Node constant(Tensor value) {
    return new Node(this, value, null, List.of(), -1);
  }

  /// @param values in row-major order
  public Node constant(Shape shape, float... values) {
    Tensor tensor = tensor(shape);
    tensor.set(values);
    return constant(tensor);
  }

  /// A tensor with whatever stands in its memory, which is the graph's.
  public Tensor tensor(Shape shape) {
    MemorySegment memory = buffers.take(shape.size());
    taken.add(memory);
    return new Tensor(shape, memory);
  }

  /// Values side by side along an axis.
  public Node concat(int axis, Node... parts) {
    Shape first = parts[0].shape();
    int at = first.axis(axis);
    int length = Arrays.stream(parts).mapToInt(part -> part.shape().dim(at)).sum();
    Shape whole = Indices.resized(first, at, length);
    Node sum = null;
    int begin = 0;
    for (Node part : parts) {
      int end = begin + part.shape().dim(at);
      Node placed = part.scatter(Indices.slice(whole, at, begin, end), whole);
      sum = sum == null ? placed : sum.plus(placed);
      begin = end;
    }
    return sum;
  }

  /// The value that `hardware` gives for that of `ideal`, with the gradient of `ideal`.
  public Node straightThrough(Node ideal, UnaryOperator<Tensor> hardware) {
    return apply(new Rule.StraightThrough(hardware), ideal);
  }

  /// An operation from outside.
  ///
  /// @param value of the inputs' values; copied
  /// @param gradients of the node and the gradient with respect to its value, one for each input or null
  public Node custom(
      String name,
      Function<List<Tensor>, Tensor> value,
      BiFunction<Node, Node, Node[]> gradients,
      Node... inputs) {
    return apply(new Rule.Custom(name, value, gradients), inputs);
  }

  /// `part` of the inputs, of which only the result is kept: its gradient computes it again.
  public Node checkpoint(Function<List<Node>, Node> part, Node... inputs) {
    return apply(new Rule.Checkpoint(part), inputs);
  }

  /// Runs `part` without recording origins.
  public <T> T untracked(Supplier<T> part) {
    return tracked(false, part);
  }

  private <T> T tracked(boolean on, Supplier<T> part) {
    boolean before = tracking;
    tracking = on;
    try {
      return part.get();
    } finally {
      tracking = before;
    }
  }

  Node apply(Rule rule, Node... inputs) {
    for (Node input : inputs) {
      if (input.graph() != this) {
        throw new IllegalArgumentException("an operand belongs to another graph");
      }
    }
    Tensor[] values = new Tensor[inputs.length];
    boolean origins = false;
    for (int k = 0; k < inputs.length; k++) {
      values[k] = inputs[k].value();
      origins |= inputs[k].tracked();
    }
    Tensor value = rule.forward(this, Arrays.asList(values));
    return tracking && origins ? record(value, rule, List.of(inputs)) : constant(value);
  }

  /// Whether origins are recorded, so that what is computed now can be differentiated.
  boolean tracking() {
    return tracking;
  }

  private Node record(Tensor value, Rule rule, List<Node> inputs) {
    Node node = new Node(this, value, rule, inputs, tape.size());
    tape.add(node);
    return node;
  }

  /// Gradients of a scalar.
  ///
  /// @param of a scalar
  /// @param to what it is differentiated with respect to
  public List<Node> gradients(Node of, List<Node> to) {
    of.scalar();
    return untracked(() -> Backward.run(tape, of, constant(of.shape(), 1), to));
  }

  /// The same, with gradients that can be differentiated again.
  public List<Node> differentiableGradients(Node of, List<Node> to) {
    of.scalar();
    return Backward.run(tape, of, constant(of.shape(), 1), to);
  }

  /// The gradients of a checkpoint: its part once more, on stand-ins of the inputs.
  Node[] replay(Function<List<Node>, Node> part, List<Node> inputs, Node up) {
    boolean again = tracking;
    return tracked(true, () -> {
      List<Node> standIns = inputs.stream()
          .map(input -> !input.tracked() ? input : again ? input.reshape(input.shape()) : variable(input.value()))
          .toList();
      Node out = part.apply(standIns);
      List<Node> wanted = standIns.stream().filter(Node::tracked).toList();
      List<Node> found = tracked(again, () -> Backward.run(tape, out, up, wanted));
      Node[] gradients = new Node[inputs.size()];
      for (int k = 0, next = 0; k < gradients.length; k++) {
        gradients[k] = standIns.get(k).tracked() ? found.get(next++) : null;
      }
      return gradients;
    });
  }

  /// Runs `part` on a graph of its own, whose memory is given back.
  <T> T inner(Function<Graph, T> part) {
    try (Graph inner = new Graph(kernels, workers, buffers)) {
      inner.tracking = false;
      return part.apply(inner);
    }
  }

  Tensor copy(Tensor value) {
    Tensor copy = tensor(value.shape());
    MemorySegment.copy(value.data(), 0, copy.data(), 0, (long) value.size() * Float.BYTES);
    return copy;
  }

  /// The kernels that compute its values.
  public Kernels kernels() {
    return kernels;
  }

  /// The threads that its kernels run on.
  public Workers workers() {
    return workers;
  }

  /// Memory to work in, given back when it is closed.
  Scratch scratch(int pieces, long floats) {
    return new Scratch(buffers, pieces, floats);
  }

  @Override
  public void close() {
    taken.forEach(buffers::give);
    taken.clear();
    tape.clear();
  }
}

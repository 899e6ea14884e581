package io.matchline.autodiff;

import io.matchline.kernel.BinaryFunction;
import io.matchline.kernel.UnaryFunction;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The rule table: what every operation computes, and its gradient in operations of the same table, so that gradients
/// have gradients.
///
/// A backward rule is given its node and the gradient of what is differentiated with respect to the node's value; it
/// returns the gradients with respect to the inputs in their order, null where there is none.
sealed interface Rule
    permits Rule.Unary,
        Rule.Binary,
        Rule.Power,
        Rule.Affine,
        Rule.MatMul,
        Rule.Linear,
        Rule.Permute,
        Rule.Reshape,
        Rule.SumTo,
        Rule.BroadcastTo,
        Rule.Gather,
        Rule.Scatter,
        Rule.Rows,
        Rule.AddRows,
        Rule.LogSoftmax,
        Rule.Softmax,
        CrossEntropy,
        ReluPool,
        Rule.StraightThrough,
        Rule.Custom,
        Rule.Checkpoint,
        ConvRule,
        NormRule,
        ConvBlock {
  Tensor forward(Graph graph, List<Tensor> inputs);

  Node[] backward(Node node, Node up);

  /// One tensor, element by element.
  record Unary(UnaryFunction function) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(inputs.getFirst().shape());
      Loops.unary(graph, function, inputs.getFirst(), out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      Node x = node.input(0);
      return new Node[] {switch (function) {
        case EXP -> up.times(node);
        case LOG -> up.over(x);
        case SQRT -> up.times(0.5f).over(node);
        case ABS -> up.times(x.sign());
        case SIGN, STEP -> null;
        case RELU -> up.gate(x);
        case SIGMOID -> up.times(node.times(node.negate().plus(1)));
        case TANH -> up.times(node.times(node).negate().plus(1));
        case SOFTPLUS -> up.times(x.sigmoid());
      }};
    }
  }

  /// Two tensors, element by element, of which either is repeated along missing axes and axes of size 1.
  record Binary(BinaryFunction function) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor a = inputs.get(0);
      Tensor b = inputs.get(1);
      Tensor out = graph.tensor(a.shape().broadcast(b.shape()));
      Loops.binary(graph, function, a, b, out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      Node a = node.input(0);
      Node b = node.input(1);
      return switch (function) {
        case ADD -> new Node[] {up.sumTo(a.shape()), up.sumTo(b.shape())};
        case SUBTRACT -> new Node[] {up.sumTo(a.shape()), up.negate().sumTo(b.shape())};
        case MULTIPLY -> new Node[] {
          a.tracked() ? up.times(b).sumTo(a.shape()) : null, b.tracked() ? up.times(a).sumTo(b.shape()) : null
        };
        case DIVIDE -> new Node[] {
          up.over(b).sumTo(a.shape()), b.tracked() ? up.times(node).over(b).negate().sumTo(b.shape()) : null
        };
        case GATE -> new Node[] {up.gate(b).sumTo(a.shape()), null};
      };
    }
  }

  /// x^exponent.
  record Power(float exponent) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(inputs.getFirst().shape());
      Loops.power(inputs.getFirst(), exponent, out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up.times(node.input(0).power(exponent - 1).times(exponent))};
    }
  }

  /// scale · x + shift.
  record Affine(float scale, float shift) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(inputs.getFirst().shape());
      Loops.affine(graph, inputs.getFirst(), scale, shift, out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up.times(scale)};
    }
  }

  /// A·B, either of them turned before: +0, then fma over the inner index in rising order.
  record MatMul(boolean turnedA, boolean turnedB) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      return Products.of(graph, inputs.get(0), turnedA, inputs.get(1), turnedB);
    }

    @Override
    public Node[] backward(Node node, Node up) {
      Node a = node.input(0);
      Node b = node.input(1);
      return new Node[] {a.tracked() ? ofA(b, up) : null, b.tracked() ? ofB(a, up) : null};
    }

    private Node ofA(Node b, Node up) {
      return turnedA ? b.matmul(turnedB, up, true) : up.matmul(false, b, !turnedB);
    }

    private Node ofB(Node a, Node up) {
      return turnedB ? up.matmul(true, a, turnedA) : a.matmul(!turnedA, up, false);
    }
  }

  /// x·W + b, then a ReLU where it has one: the bits of those operations one after the other.
  record Linear(boolean relu) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      return Products.of(graph, inputs.get(0), inputs.get(1), inputs.get(2), relu);
    }

    @Override
    public Node[] backward(Node node, Node up) {
      Node x = node.input(0);
      Node weight = node.input(1);
      Node bias = node.input(2);
      Node own = relu ? up.gate(node) : up;
      return new Node[] {
        x.tracked() ? own.matmul(false, weight, true) : null,
        weight.tracked() ? x.matmul(true, own, false) : null,
        bias.tracked() ? own.sumTo(bias.shape()) : null
      };
    }
  }

  /// The axes in another order.
  record Permute(List<Integer> axes) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Shape shape = inputs.getFirst().shape();
      Tensor out = graph.tensor(Shape.of(axes.stream().mapToInt(shape::dim).toArray()));
      Loops.permute(inputs.getFirst(), axes, out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      int[] inverse = new int[axes.size()];
      for (int i = 0; i < inverse.length; i++) {
        inverse[axes.get(i)] = i;
      }
      return new Node[] {up.permute(inverse)};
    }
  }

  /// The same elements in another shape, in the same memory.
  record Reshape(Shape shape) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      return inputs.getFirst().as(shape);
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up.reshape(node.input(0).shape())};
    }
  }

  /// Sums along the axes that `shape` lacks or has with size 1; in double, in the order of {@link Loops#sumTo}.
  record SumTo(Shape shape) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(shape);
      Loops.sumTo(graph, inputs.getFirst(), out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up.broadcastTo(node.input(0).shape())};
    }
  }

  /// Repeats along missing axes and axes of size 1.
  record BroadcastTo(Shape shape) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(shape);
      Loops.broadcast(inputs.getFirst(), out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up.sumTo(node.input(0).shape())};
    }
  }

  /// out[i] = x[from[i]], 0 where `from` is negative: slices, padding, patches, windows, rows of a table.
  record Gather(int[] from, Shape shape) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(shape);
      Loops.gather(inputs.getFirst(), from, out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up.scatter(from, node.input(0).shape())};
    }
  }

  /// out[to[i]] += x[i] in rising order of i, what has a negative `to` is left out.
  record Scatter(int[] to, Shape shape) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(shape);
      Loops.scatter(inputs.getFirst(), to, out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up.gather(to, node.input(0).shape())};
    }
  }

  /// Rows of a table, the entries of its first axis, which may repeat.
  record Rows(int[] rows) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(Indices.resized(inputs.getFirst().shape(), 0, rows.length));
      Loops.rows(inputs.getFirst(), rows, out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {node.graph().apply(new AddRows(rows, node.input(0).shape()), up)};
    }
  }

  /// Row i added to row `rows[i]` of zeros of a shape, in rising order of i.
  record AddRows(int[] rows, Shape shape) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(shape);
      Loops.addRows(graph, inputs.getFirst(), rows, out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up.rows(rows)};
    }
  }

  /// x − ln Σ eˣ along the last axis.
  record LogSoftmax() implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(inputs.getFirst().shape());
      Loops.softmax(graph, inputs.getFirst(), out, null);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up.minus(node.input(0).softmax(-1).times(up.sum(-1)))};
    }
  }

  /// eˣ / Σ eˣ along the last axis.
  record Softmax() implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor out = graph.tensor(inputs.getFirst().shape());
      Loops.softmax(graph, inputs.getFirst(), null, out);
      return out;
    }

    @Override
    public Node[] backward(Node node, Node up) {
      Node shared = up.times(node);
      return new Node[] {shared.minus(node.times(shared.sum(-1)))};
    }
  }

  /// The value of `hardware` with the gradient of `ideal`, input 0: y = ideal + stop(hardware − ideal).
  record StraightThrough(UnaryOperator<Tensor> hardware) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      Tensor value = hardware.apply(inputs.getFirst());
      if (!value.shape().equals(inputs.getFirst().shape())) {
        throw new IllegalArgumentException(
            "the value of shape %s stands for one of shape %s".formatted(value.shape(), inputs.getFirst().shape()));
      }
      return graph.copy(value);
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up};
    }
  }

  /// An operation with its name, its value and its gradients from outside this table.
  record Custom(String name, Function<List<Tensor>, Tensor> value, BiFunction<Node, Node, Node[]> gradients)
      implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      return graph.copy(value.apply(inputs));
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return gradients.apply(node, up);
    }
  }

  /// A part of a graph whose values are not kept but computed again for its gradient.
  record Checkpoint(Function<List<Node>, Node> part) implements Rule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      return graph.inner(inner -> graph.copy(part.apply(inputs.stream().map(inner::constant).toList()).value()));
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return node.graph().replay(part, node.inputs(), up);
    }
  }
}

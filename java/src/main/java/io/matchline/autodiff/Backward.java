package io.matchline.autodiff;

import java.util.Arrays;
import java.util.List;

/// The backward pass: from a value along the tape to what it depends on.
final class Backward {
  private Backward() {}

  /// @param up the gradient with respect to `of`, of its shape
  /// @param to nodes on the tape; the gradient with respect to one that `of` does not depend on is 0
  static List<Node> run(List<Node> tape, Node of, Node up, List<Node> to) {
    for (Node wanted : to) {
      if (!wanted.tracked()) {
        throw new IllegalArgumentException("a value that is not tracked has no gradient");
      }
    }
    Node[] gradient = new Node[Math.max(of.place(), last(to)) + 1];
    if (of.tracked()) {
      gradient[of.place()] = up;
      boolean[] leads = leads(tape, of, to);
      for (int place = of.place(); place >= 0; place--) {
        Node node = tape.get(place);
        if (gradient[place] != null && leads[place] && node.rule() != null) {
          pass(node, gradient, leads);
        }
      }
    }
    return to.stream().map(wanted -> gradient[wanted.place()] == null ? zero(wanted) : gradient[wanted.place()]).toList();
  }

  private static int last(List<Node> to) {
    return to.stream().mapToInt(Node::place).max().orElse(-1);
  }

  /// Which nodes depend on one of `to`, or are one.
  private static boolean[] leads(List<Node> tape, Node of, List<Node> to) {
    boolean[] leads = new boolean[of.place() + 1];
    for (Node wanted : to) {
      if (wanted.place() < leads.length) {
        leads[wanted.place()] = true;
      }
    }
    for (int place = 0; place < leads.length; place++) {
      for (Node input : tape.get(place).inputs()) {
        leads[place] |= input.tracked() && leads[input.place()];
      }
    }
    return leads;
  }

  /// Gradients that meet at a node are added in the order in which they come, the last user's first.
  private static void pass(Node node, Node[] gradient, boolean[] leads) {
    Node[] own = node.rule().backward(node, gradient[node.place()]);
    for (int k = 0; k < own.length; k++) {
      Node input = node.input(k);
      if (own[k] != null && input.tracked() && leads[input.place()]) {
        Node before = gradient[input.place()];
        gradient[input.place()] = before == null ? own[k] : before.plus(own[k]);
      }
    }
  }

  private static Node zero(Node of) {
    float[] zeros = new float[of.value().size()];
    Arrays.fill(zeros, 0);
    return of.graph().constant(of.shape(), zeros);
  }
}

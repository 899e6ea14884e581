package io.matchline.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.autodiff.Buffers;
import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import org.junit.jupiter.api.Test;

class PrototypesTest {
  @Test
  void eachClassHasTheMeanOfItsSamplesAndQueriesGoToTheNearest() {
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(Backends.open(Backend.FFM), workers, buffers)) {
      Node support = graph.constant(Shape.of(4, 2), 1, 2, 10, 20, 3, 6, 8, -4);
      Node means = Prototypes.of(support, 3, 1, 0, 1, 2);
      assertArrayEquals(new float[] {10, 20, 2, 4, 8, -4}, means.value().toArray());
      Node logits = Similarity.SQUARED_L2.of(graph.constant(Shape.of(1, 2), 3, 4), means);
      assertArrayEquals(new float[] {-305, -1, -89}, logits.value().toArray());
    }
  }

  @Test
  void labelsThatDoNotFitAreNamed() {
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(Backends.open(Backend.FFM), workers, buffers)) {
      Node support = graph.constant(Shape.of(2, 1), 1, 2);
      assertEquals("class 1 has no sample", message(support, 2, 0, 0));
      assertEquals("label 2 of sample 1 is outside 0 … 1", message(support, 2, 0, 2));
      assertEquals("1 labels for support of shape [2 × 1]", message(support, 1, 0));
    }
  }

  private static String message(Node support, int classes, int... labels) {
    return assertThrows(IllegalArgumentException.class, () -> Prototypes.of(support, classes, labels)).getMessage();
  }
}

package io.matchline.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.autodiff.Buffers;
import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Similarities and quantisation against their formulas in double.
class SimilarityTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final int QUERIES = 3;
  private static final int REFERENCES = 4;
  private static final int ELEMENTS = 9;

  private static void withGraph(Consumer<Graph> test) {
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(KERNELS, workers, buffers)) {
      test.accept(graph);
    }
  }

  private static float[] random(int seed, int size) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static Node variable(Graph graph, int rows, float... values) {
    Shape shape = Shape.of(rows, values.length / rows);
    Tensor tensor = new Tensor(shape, Arena.ofAuto().allocate((long) values.length * Float.BYTES, 64));
    tensor.set(values);
    return graph.variable(tensor);
  }

  private static double[] formula(Similarity similarity, double[] queries, double[] references) {
    double mean = 0;
    for (int pair = 0; pair < QUERIES * REFERENCES * ELEMENTS; pair++) {
      int i = pair / ELEMENTS / REFERENCES * ELEMENTS + pair % ELEMENTS;
      mean += Math.abs(queries[i] - references[pair % (REFERENCES * ELEMENTS)]) / (QUERIES * REFERENCES * ELEMENTS);
    }
    double[] all = new double[QUERIES * REFERENCES];
    for (int pair = 0; pair < all.length; pair++) {
      all[pair] = formula(similarity, queries, pair / REFERENCES, references, pair % REFERENCES, 20 / mean);
    }
    return all;
  }

  private static double formula(
      Similarity similarity, double[] queries, int query, double[] references, int reference, double sharpness) {
    double dot = 0, squareQ = 0, squareR = 0, l1 = 0, squares = 0, largest = 0, weights = 0, weighted = 0;
    for (int i = 0; i < ELEMENTS; i++) {
      double q = queries[query * ELEMENTS + i];
      double r = references[reference * ELEMENTS + i];
      double a = Math.abs(q - r);
      dot += q * r;
      squareQ += q * q;
      squareR += r * r;
      l1 += a;
      squares += a * a;
      largest = Math.max(largest, a);
      weights += Math.exp(sharpness * a);
      weighted += a * Math.exp(sharpness * a);
    }
    return switch (similarity) {
      case COSINE -> dot / Math.sqrt(squareQ * squareR);
      case DOT -> dot;
      case L1 -> -l1;
      case L2 -> -Math.sqrt(squares);
      case SQUARED_L2 -> -squares;
      case L_INFINITY -> -largest;
      case SOFT_L_INFINITY -> -weighted / weights;
    };
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  @ParameterizedTest
  @EnumSource
  void allPairsFollowTheFormula(Similarity similarity) {
    float[] q = random(1, QUERIES * ELEMENTS);
    float[] r = random(2, REFERENCES * ELEMENTS);
    double[] wanted = formula(similarity, doubles(q), doubles(r));
    withGraph(graph -> {
      Node found = similarity.of(variable(graph, QUERIES, q), variable(graph, REFERENCES, r));
      assertEquals(Shape.of(QUERIES, REFERENCES), found.shape());
      for (int i = 0; i < wanted.length; i++) {
        assertEquals(wanted[i], found.value().get(i), 1e-5, "pair " + i);
      }
    });
  }

  /// The soft maximum is left out: its sharpness moves with the inputs, which its gradient leaves out by definition.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOFT_L_INFINITY")
  void gradientsAreThoseOfTheFormula(Similarity similarity) {
    float[] q = random(1, QUERIES * ELEMENTS);
    float[] r = random(2, REFERENCES * ELEMENTS);
    float[] weights = random(3, QUERIES * REFERENCES);
    withGraph(graph -> {
      Node queries = variable(graph, QUERIES, q);
      Node out = similarity.of(queries, variable(graph, REFERENCES, r));
      Node loss = out.times(graph.constant(out.shape(), weights)).sum();
      float[] found = graph.gradients(loss, List.of(queries)).getFirst().value().toArray();
      double step = 1e-6;
      for (int i = 0; i < q.length; i++) {
        double[] above = doubles(q);
        double[] below = doubles(q);
        above[i] += step;
        below[i] -= step;
        double[] high = formula(similarity, above, doubles(r));
        double[] low = formula(similarity, below, doubles(r));
        double wanted = 0;
        for (int pair = 0; pair < weights.length; pair++) {
          wanted += weights[pair] * (high[pair] - low[pair]) / (2 * step);
        }
        assertEquals(wanted, found[i], 1e-4, "element " + i);
      }
    });
  }

  @Test
  void theSoftMaximumIsWithinItsBound() {
    float[] q = random(4, QUERIES * ELEMENTS);
    float[] r = random(5, REFERENCES * ELEMENTS);
    double l1 = 0;
    for (double value : formula(Similarity.L1, doubles(q), doubles(r))) {
      l1 -= value;
    }
    double bound = l1 / (QUERIES * REFERENCES * ELEMENTS) * Math.log(ELEMENTS) / 20;
    withGraph(graph -> {
      Node queries = variable(graph, QUERIES, q);
      Node references = variable(graph, REFERENCES, r);
      Tensor hard = Similarity.L_INFINITY.of(queries, references).value();
      Tensor soft = Similarity.SOFT_L_INFINITY.of(queries, references).value();
      for (int i = 0; i < hard.size(); i++) {
        double gap = soft.get(i) - hard.get(i);
        assertTrue(gap >= -1e-6 && gap <= bound, gap + " is outside 0 … " + bound);
      }
    });
  }

  @Test
  void onlyTheLargestDifferenceHasAGradientUnderLInfinity() {
    withGraph(graph -> {
      assertEquals(ELEMENTS, density(graph, Similarity.L2));
      assertEquals(ELEMENTS, density(graph, Similarity.L1));
      assertEquals(1, density(graph, Similarity.L_INFINITY));
    });
  }

  private static int density(Graph graph, Similarity similarity) {
    Node query = variable(graph, 1, random(6, ELEMENTS));
    Node loss = similarity.of(query, variable(graph, 1, random(7, ELEMENTS))).sum();
    int density = 0;
    for (float slope : graph.gradients(loss, List.of(query)).getFirst().value().toArray()) {
      density += slope == 0 ? 0 : 1;
    }
    return density;
  }

  @ParameterizedTest
  @EnumSource
  void equalVectorsHaveFiniteGradients(Similarity similarity) {
    withGraph(graph -> {
      Node zeros = variable(graph, 2, new float[2 * ELEMENTS]);
      Node loss = similarity.of(zeros, variable(graph, 2, new float[2 * ELEMENTS])).sum();
      assertArrayEquals(
          new float[2 * ELEMENTS], graph.gradients(loss, List.of(zeros)).getFirst().value().toArray(), 0);
    });
  }

  @Test
  void quantisationRoundsToSharedLevelsAndPassesTheGradient() {
    withGraph(graph -> {
      Node support = variable(graph, 1, 0.4f, -0.62f, 0.1f);
      Node query = variable(graph, 1, 3, -1.4f, 0);
      Quantization three = Quantization.over(3, support.value(), query.value());
      assertEquals(1, three.step());
      Node rounded = three.of(support);
      assertArrayEquals(new float[] {0, -1, 0}, rounded.value().toArray(), 0);
      assertArrayEquals(new float[] {3, -1, 0}, three.of(query).value().toArray(), 0);
      assertArrayEquals(
          new float[] {2, 2, 2},
          graph.gradients(rounded.times(2).sum(), List.of(support)).getFirst().value().toArray());
      assertArrayEquals(new float[] {3, -3}, three.of(variable(graph, 1, 9, -7)).value().toArray());
    });
  }

  @Test
  void whatCannotBeComparedOrRoundedIsNamed() {
    withGraph(graph -> assertEquals(
        "no pairs of rows of shapes [1 × 2] and [1 × 3]",
        assertThrows(
            IllegalArgumentException.class,
            () -> Similarity.L1.of(variable(graph, 1, 1, 2), variable(graph, 1, 1, 2, 3))).getMessage()));
    assertThrows(IllegalArgumentException.class, () -> new Quantization(1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Quantization(8, 0));
  }
}

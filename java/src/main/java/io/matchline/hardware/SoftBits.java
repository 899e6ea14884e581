package io.matchline.hardware;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.search.Projection;

/// Softened bits of a code of signs.
record SoftBits(Projection projection, float slope) {
  private static final float SQUARE_FLOOR = 1e-12f;

  /// Mean product of the softened bits of all pairs, −1 … 1.
  ///
  /// @param queries `[queries][dimensions]`
  /// @param stored `[rows][dimensions]`
  /// @param support what the centre is the mean of
  /// @return `[queries][rows]`
  Node agreement(Node queries, Node stored, Node support) {
    Node centre = projection.centred() ? support.mean(0) : null;
    int bits = projection.planes().length;
    return bits(queries, centre).matmul(bits(stored, centre).transpose()).times(1f / bits);
  }

  private Node bits(Node rows, Node centre) {
    Node e = centre == null ? rows : rows.minus(centre);
    Node unit = e.over(e.times(e).sum(1).plus(SQUARE_FLOOR).sqrt());
    return unit.matmul(planes(rows.graph())).times(slope).tanh();
  }

  /// `[dimensions][bits]`
  private Node planes(Graph graph) {
    int bits = projection.planes().length;
    int dimensions = projection.planes()[0].length;
    float[] turned = new float[dimensions * bits];
    for (int p = 0; p < bits; p++) {
      for (int d = 0; d < dimensions; d++) {
        turned[d * bits + p] = projection.planes()[p][d];
      }
    }
    return graph.constant(Shape.of(dimensions, bits), turned);
  }
}

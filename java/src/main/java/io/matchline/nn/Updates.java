package io.matchline.nn;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Tensor;
import io.matchline.kernel.Span;
import io.matchline.kernel.Workers;
import java.lang.foreign.MemorySegment;

/// Passes over the elements of a tensor, cut over the graph's workers where that is worth it.
final class Updates {
  private static final int LEAST = 1 << 14;
  private static final int GRANULE = 1024;

  private Updates() {}

  static void run(Graph graph, int count, Workers.Task work) {
    if (count < LEAST) {
      work.run(new Span(0, count));
    } else {
      graph.workers().run(count, GRANULE, work);
    }
  }

  static MemorySegment part(Tensor tensor, Span span) {
    return tensor.data().asSlice(span.begin() * Float.BYTES, count(span) * Float.BYTES);
  }

  static long count(Span span) {
    return span.end() - span.begin();
  }
}

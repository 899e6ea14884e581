package io.matchline.experiment;

import io.matchline.data.Omniglot;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Which few-shot tasks are drawn.
@Named(value = "data", doc = "few-shot tasks: images and how episodes are drawn from them")
public record FewShotData(
    @Param(doc = "image set", standard = "glyphs") ImageChoice set,
    @Param(doc = "classes of an episode", min = 2, max = 10_000, standard = "20") int ways,
    @Param(doc = "stored images per class", min = 1, max = 1_000, standard = "1") int shots,
    @Param(doc = "searched images per class", min = 1, max = 1_000, standard = "1") int queries,
    @Param(doc = "number of episodes", min = 1, max = 10_000_000, standard = "1000") int episodes) {
  public FewShotData {
    boolean official = ways == Omniglot.RUN_WAYS && shots == 1 && queries == 1 && episodes == Omniglot.RUNS;
    if (set == ImageChoice.OMNIGLOT_RUNS && !official) {
      throw new IllegalArgumentException(
          "omniglot-runs are %d fixed episodes with ways = %d, shots = 1 and queries = 1; here ways = %d, shots = %d, "
                  .formatted(Omniglot.RUNS, Omniglot.RUN_WAYS, ways, shots)
              + "queries = %d, episodes = %d".formatted(queries, episodes));
    }
  }
}

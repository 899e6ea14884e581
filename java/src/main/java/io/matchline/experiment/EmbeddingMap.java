package io.matchline.experiment;

import io.matchline.analysis.TsneSettings;
import io.matchline.kernel.Backend;
import io.matchline.search.Features;
import io.matchline.search.Ranges;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Maps of embeddings by t-SNE, raw and as codes, with scores of how well classes and neighbours stay together.
@Named(value = "embedding-map", doc = "t-SNE maps and cluster scores of embeddings and of their codes")
public record EmbeddingMap(
    @Param(doc = "seed of every random number", standard = "1") long seed,
    @Param(doc = "the embeddings", standard = "{ kind: images }") EmbeddingSource embeddings,
    @Param(doc = "what is done to their numbers first", standard = "kept") EmbeddingValues values,
    @Param(doc = "standard deviation of normal noise on every number, over the embeddings' root mean square", min = 0,
            max = 1e3, standard = "0")
        double noise,
    @Param(doc = "the code that is mapped beside the embeddings", standard = "{ kind: lsh, bits: 256 }")
        Features features,
    @Param(doc = "neighbours that scores look at", min = 1, max = 1000, standard = "10") int neighbours,
    @Param(doc = "how maps are made", standard = "{}") TsneSettings tsne,
    @Param(doc = "how the kernels are reached", standard = "ffm") Backend backend)
    implements Experiment {
  public EmbeddingMap {
    if (features instanceof Ranges) {
      throw new IllegalArgumentException("features = ranges store something else than they search; take another kind");
    }
  }
}

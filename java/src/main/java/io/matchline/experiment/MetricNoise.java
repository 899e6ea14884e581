package io.matchline.experiment;

import io.matchline.kernel.Backend;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// How far metrics that an array can measure are from the cosine: each as a noisy cosine, whose noise is what no linear
/// function of the cosine explains.
@Named(value = "metric-noise", doc = "metrics as noisy cosines: their noise strength over pairs of embeddings")
public record MetricNoise(
    @Param(doc = "seed of every random number", standard = "1") long seed,
    @Param(doc = "the embeddings", standard = "{ kind: images }") EmbeddingSource embeddings,
    @Param(doc = "what is done to their numbers first", standard = "kept") EmbeddingValues values,
    @Param(doc = "embeddings of an episode; its pairs are all of them", min = 4, max = 10_000, standard = "40")
        int rows,
    @Param(doc = "episodes, each with other embeddings", min = 2, max = 1_000_000, standard = "50") int episodes,
    @Param(doc = "random planes of the LSH code over the numbers of an embedding", min = 0.01, max = 100,
            standard = "4")
        double planes,
    @Param(doc = "how the kernels are reached", standard = "ffm") Backend backend)
    implements Experiment {}

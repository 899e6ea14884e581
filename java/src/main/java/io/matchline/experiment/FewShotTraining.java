package io.matchline.experiment;

import io.matchline.hardware.SearchSettings;
import io.matchline.kernel.Backend;
import io.matchline.tcam.PredictedSearch;
import io.matchline.train.EmbeddingNetwork;
import io.matchline.train.ModelSource;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Trains embedding networks by episodes and tests them with the nearest class mean on other classes.
///
/// Model i is trained with the seed `seed + i`, or has the weights of that seed; test episodes and test noise are those of `seed` for every model.
@Named(value = "few-shot-training", doc = "trains embedding networks by episodes and tests them on other classes")
public record FewShotTraining(
    @Param(doc = "seed of every random number", standard = "1") long seed,
    @Param(doc = "images to train on and to test with", standard = "{}") TrainingData data,
    @Param(doc = "what makes the embeddings", standard = "{ kind: conv4 }") EmbeddingNetwork network,
    @Param(doc = "where the weights come from", standard = "{ kind: prototypical }") ModelSource training,
    @Param(doc = "models with seeds of their own", min = 1, max = 1_000, standard = "1") int models,
    @Param(doc = "training steps between two checkpoints", min = 1, max = 1_000_000_000, standard = "100")
        int checkpoint,
    @Param(doc = "how embeddings are tested", standard = "{}") FewShotTest test,
    @Param(doc = "how the kernels are reached", standard = "ffm") Backend backend)
    implements Experiment {
  public FewShotTraining {
    if (network.elements(data.side()) < 1) {
      throw new IllegalArgumentException(
          "data.side = %d leaves nothing of an image after the pooling of the network".formatted(data.side()));
    }
    if (test.predicted() && test.search() instanceof SearchSettings array) {
      String fault = PredictedSearch.fault(array.array(), array.features().cells(network.elements(data.side())));
      if (!fault.isEmpty()) {
        throw new IllegalArgumentException("test.predicted: " + fault.replaceFirst("^array", "test.search.array"));
      }
    }
    if (training instanceof ModelSource.Weights weights && models != 1 && !weights.isPattern()) {
      throw new IllegalArgumentException(
          "models = %d, but %s is the weights of one; {seed} in the name gives every model a file"
              .formatted(models, weights.file().getFileName()));
    }
  }
}

package io.matchline.hardware;

import io.matchline.nn.Similarity;
import io.matchline.search.Features;
import io.matchline.search.Lsh;
import io.matchline.search.Memory;
import io.matchline.search.Sign;
import io.matchline.search.TernaryLsh;
import io.matchline.target.TargetSettings;
import io.matchline.target.Targets;
import io.matchline.tcam.ArraySettings;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// A search in an array as the last layer of a network.
@Named(value = "array", doc = "class scores of embeddings by a search in an array")
public record SearchSettings(
    @Param(doc = "how embeddings become words", standard = "{ kind: lsh, bits: 128 }") Features features,
    @Param(doc = "what is stored of the shots of a class", standard = "shots") Memory memory,
    @Param(doc = "the array", standard = "{}") ArraySettings array,
    @Param(doc = "who discharges the match lines", standard = "kernel") TargetSettings target,
    @Param(doc = "what the gradient is taken of", standard = "embeddings") Surrogate surrogate,
    @Param(
            doc = "chips that episodes are written to in turn; 0: a chip of its own for every episode",
            min = 0,
            max = 1 << 24,
            standard = "0")
        int chips)
    implements EpisodeSearch {
  private static final float UNIT_SCALE = 10;

  public SearchSettings {
    Targets.check(target, array);
    features.requireFor(array.cell());
    memory.requireFor(features);
    if (chips < 0 || chips > 1 << 24) {
      throw new IllegalArgumentException("chips = %d is outside 0 … %d".formatted(chips, 1 << 24));
    }
    boolean signs = features instanceof Lsh || features instanceof TernaryLsh || features instanceof Sign;
    if (surrogate instanceof Surrogate.SoftHamming && !signs) {
      throw new IllegalArgumentException("surrogate = soft-hamming softens signs; take features lsh, tlsh or sign");
    }
  }

  /// Factor from scores to logits where none is given: 10 for surrogates within −1 … 1, 1 for others.
  public float logitScale() {
    boolean unit =
        surrogate instanceof Surrogate.SoftHamming
            || surrogate instanceof Surrogate.Embeddings(var metric) && metric == Similarity.COSINE;
    return unit ? UNIT_SCALE : 1;
  }
}

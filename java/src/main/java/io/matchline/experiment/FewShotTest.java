package io.matchline.experiment;

import io.matchline.hardware.EpisodeSearch;
import io.matchline.hardware.SearchSettings;
import io.matchline.search.Metric;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import java.util.List;

/// How embeddings are tested: every task with every metric, number of bits and strength of noise.
///
/// @param noise standard deviations, in units of the RMS of the embeddings of plain training
/// @param bound clips what is stored and asked before noise is added
/// @param bits of the compared embeddings; 0: floats
@Named(value = "few-shot-test", doc = "nearest class mean over embeddings with noise, quantised, by several metrics")
public record FewShotTest(
    @Param(doc = "kinds of episodes",
            standard = "[{ ways: 5, shots: 1 }, { ways: 5, shots: 5 }, { ways: 20, shots: 1 }, { ways: 20, shots: 5 }]")
        List<TestTask> tasks,
    @Param(doc = "query images per class", min = 1, max = 1_000, standard = "5") int queries,
    @Param(doc = "episodes of each kind", min = 1, max = 10_000_000, standard = "1000") int episodes,
    @Param(doc = "distances between a query and the class means", standard = "[cosine, l2]") List<Metric> metrics,
    @Param(doc = "deviations of noise on every embedding, in units of the RMS of the embeddings of plain training",
            min = 0, max = 1e6, standard = "[0]")
        List<Double> noise,
    @Param(doc = "bits of class means and queries with a common scale; 0: floats", min = 0, max = 16, standard = "[0]")
        List<Integer> bits,
    @Param(doc = "accuracy of plain training without a bound at which noise is added once more, by the first task and metric;"
            + " 0: none",
            unit = Unit.FRACTION, min = 0, max = 1, standard = "0")
        double plainAccuracy,
    @Param(doc = "range of the memory: elements of embeddings are clipped to ± so many RMS of plain training, before noise;"
            + " 0: none", min = 0, max = 1e6, standard = "0")
        double bound,
    @Param(doc = "whether the embeddings of the tested images are written", standard = "off") boolean embeddings,
    @Param(doc = "array that is searched besides, at every strength of noise", standard = "none")
        EpisodeSearch search,
    @Param(doc = "whether the accuracy of the array is predicted besides, from the mismatches and the moments of its cells",
            standard = "off")
        boolean predicted) {
  public FewShotTest {
    if (tasks.isEmpty() || metrics.isEmpty() || noise.isEmpty() || bits.isEmpty()) {
      throw new IllegalArgumentException("tasks, metrics, noise and bits each need an entry");
    }
    if (bits.contains(1)) {
      throw new IllegalArgumentException("bits = 1 is no symmetric scale; 0 (floats) or 2 … 16 are");
    }
    if (predicted && !(search instanceof SearchSettings)) {
      throw new IllegalArgumentException("predicted: on predicts the searches of an array; search = none has none");
    }
  }
}

package io.matchline.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The loaders on the published files; skipped where there are none.
class PublishedDataTest {
  private final DataFolder folder = DataFolder.of(System.getenv());

  @BeforeEach
  void needData() {
    assumeTrue(folder.root().isPresent(), DataFolder.VARIABLE + " is not set: no published data to read");
  }

  @Test
  void officialRunsGiveTheKnownRawPixelScores() {
    ImageSet runs = Omniglot.runs(folder);
    int[] right = new int[RawPixels.Metric.values().length];
    for (int run = 0; run < Omniglot.RUNS; run++) {
      for (RawPixels.Metric metric : RawPixels.Metric.values()) {
        right[metric.ordinal()] += RawPixels.right(runs, Episode.officialRun(run), metric);
      }
    }
    assertEquals(87, right[RawPixels.Metric.COSINE.ordinal()]);
    assertEquals(76, right[RawPixels.Metric.L1.ordinal()]);
    assertEquals(76, right[RawPixels.Metric.L2.ordinal()]);
    assertEquals(20, right[RawPixels.Metric.LINF.ordinal()]);
  }

  @Test
  void evaluationAlphabetsAreComplete() {
    ImageSet set = Omniglot.load(folder, Omniglot.Part.EVALUATION);
    assertEquals(659, set.classes());
    assertEquals(13_180, set.total());
    assertEquals("Angelic/character01", set.classNames().getFirst());
    assertEquals("ULOG/character26", set.classNames().getLast());
  }

  @Test
  void backgroundAlphabetsAreSplitForChoosingSettings() {
    List<String> fit = Omniglot.load(folder, Omniglot.Part.FIT).classNames();
    List<String> validation = Omniglot.load(folder, Omniglot.Part.VALIDATION).classNames();
    assertEquals(813, fit.size());
    assertEquals(151, validation.size());
    assertEquals("N_Ko/character33", fit.getLast());
    List<String> both = Stream.concat(fit.stream(), validation.stream()).toList();
    assertEquals(Omniglot.load(folder, Omniglot.Part.BACKGROUND).classNames(), both);
  }

  @Test
  void mnistIsComplete() {
    ImageSet test = Mnist.load(folder, Mnist.Kind.MNIST, Mnist.Part.TEST);
    assertEquals(10_000, test.total());
    assertEquals(980, test.images(0));
    assertEquals(1_135, test.images(1));
    assertEquals(28, test.image(7, 0).width());
  }
}

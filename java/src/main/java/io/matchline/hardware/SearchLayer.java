package io.matchline.hardware;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.nn.Prototypes;
import io.matchline.search.Encoder;
import io.matchline.search.Memory;
import io.matchline.search.Reference;
import io.matchline.target.Targets;
import io.matchline.tcam.Chip;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.PredictedSearch;
import io.matchline.tcam.TcamArray;
import io.matchline.tcam.TernaryWords;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.stream.IntStream;

/// A search in an array between embeddings and class scores: the support embeddings of an episode are encoded and written,
/// the query embeddings searched for, and what the sense amplifiers say of the rows is the value. The gradient is that of a
/// {@link Surrogate}, so a network learns embeddings that this array finds.
///
/// Everything is a function of the settings, the seed, the number of the episode and the embeddings' bits. Safe for use by
/// one thread at a time.
public final class SearchLayer {
  private final SearchSettings settings;
  private final long seed;
  private final Encoder encoder;
  private final Optional<LineTarget> target;
  private final Kernels kernels;
  private final Workers workers;
  private PredictedSearch.Kind predicted;

  /// @param seed of the planes, the chips and the noise
  /// @param dimensions numbers of an embedding
  /// @param workers threads of a search; they stay the caller's
  /// @throws io.matchline.spice.SpiceException when the target is not there
  public SearchLayer(SearchSettings settings, long seed, int dimensions, Kernels kernels, Workers workers) {
    this.settings = settings;
    this.seed = seed;
    this.encoder = settings.features().encoder(kernels, seed, dimensions);
    this.target = Targets.open(settings.target(), kernels);
    this.kernels = kernels;
    this.workers = workers;
  }

  /// Searches without a gradient.
  ///
  /// @param support `[classes · shots][dimensions]`, class by class
  /// @param queries `[queries][dimensions]`
  /// @param episode number of the episode, from 0: another one has another chip or another write, and other noise
  public SearchAnswers search(float[][] support, int shots, float[][] queries, int episode) {
    Reference reference = Reference.of(support);
    Memory.Rows rows = settings.memory().rows(encoder, support, shots, reference);
    int chips = settings.chips();
    Chip chip = chips == 0 ? new Chip(seed, episode, 0) : new Chip(seed, episode % chips, episode / chips);
    try (TcamArray array = TcamArray.program(settings.array(), rows.words(), chip, kernels, workers, target)) {
      int firstSearch = Math.multiplyExact(chip.write(), queries.length);
      return new SearchAnswers(array.search(encoder.searched(queries, reference), firstSearch), rows.label());
    }
  }

  /// Expected share of queries whose class is right, over all chips and all noise, by {@link PredictedSearch}.
  ///
  /// @param support `[classes · shots][dimensions]`, class by class
  /// @param queries `[queries][dimensions]`
  /// @param queryLabel `[queries]`
  public double predicted(float[][] support, int shots, float[][] queries, int[] queryLabel) {
    Reference reference = Reference.of(support);
    Memory.Rows rows = settings.memory().rows(encoder, support, shots, reference);
    if (predicted == null) {
      predicted = PredictedSearch.Kind.of(settings.array(), encoder.cells(), kernels);
    }
    TernaryWords searched = (TernaryWords) encoder.searched(queries, reference);
    PredictedSearch search = predicted.search((TernaryWords) rows.words(), searched, workers);
    double right = 0;
    for (int q = 0; q < queries.length; q++) {
      int label = queryLabel[q];
      right += search.winning(q, row -> rows.label()[row] == label);
    }
    return right / queries.length;
  }

  /// Class scores, the greater the nearer: those of the best row of each class, in units of the surrogate. They are ordered
  /// as the array orders them, and have the mean and standard deviation that the surrogate has over the episode, so they are
  /// logits where the surrogate's are.
  ///
  /// @param support `[classes · shots][dimensions]`, class by class
  /// @param queries `[queries][dimensions]`
  /// @param episode as for {@link #search}
  /// @return `[queries][classes]`
  public Node scores(Node support, int shots, Node queries, int episode) {
    Node ideal = surrogate(support, shots, queries);
    SearchAnswers answers = search(rows(support.value()), shots, rows(queries.value()), episode);
    Node found = support.graph().straightThrough(ideal, value -> scaled(answers.finite(), value));
    int perClass = settings.memory() == Memory.SHOTS ? shots : 1;
    int classes = found.shape().dim(1) / perClass;
    return perClass == 1
        ? found
        : found.reshape(found.shape().dim(0), classes, perClass).max(2).reshape(found.shape().dim(0), classes);
  }

  /// The surrogate's similarity of queries and stored rows, `[queries][rows]`.
  Node surrogate(Node support, int shots, Node queries) {
    Node stored = support;
    if (settings.memory() != Memory.SHOTS) {
      int[] label = IntStream.range(0, support.shape().dim(0)).map(i -> i / shots).toArray();
      stored = Prototypes.of(support, support.shape().dim(0) / shots, label);
    }
    return switch (settings.surrogate()) {
      case Surrogate.Embeddings(var metric) -> metric.of(queries, stored);
      case Surrogate.SoftHamming(double slope) ->
          new SoftBits(encoder.projection().orElseThrow(), (float) slope).agreement(queries, stored, support);
    };
  }

  /// Values with the mean and standard deviation of others, in their order.
  private static Tensor scaled(double[] values, Tensor like) {
    double[] others = new double[values.length];
    for (int i = 0; i < others.length; i++) {
      others[i] = like.get(i);
    }
    double mean = mean(values);
    double spread = deviation(values, mean);
    double meanOfOthers = mean(others);
    double scale = spread > 0 ? deviation(others, meanOfOthers) / spread : 0;
    Shape shape = like.shape();
    Tensor scaled = new Tensor(shape, Arena.ofAuto().allocate((long) shape.size() * Float.BYTES, Float.BYTES));
    for (int i = 0; i < values.length; i++) {
      scaled.set(i, (float) (meanOfOthers + scale * (values[i] - mean)));
    }
    return scaled;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  private static double deviation(double[] values, double mean) {
    double squares = 0;
    for (double v : values) {
      squares += (v - mean) * (v - mean);
    }
    return Math.sqrt(squares / values.length);
  }

  private static float[][] rows(Tensor matrix) {
    int length = matrix.shape().dim(1);
    float[] all = matrix.toArray();
    float[][] rows = new float[matrix.shape().dim(0)][length];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(all, r * length, rows[r], 0, length);
    }
    return rows;
  }
}

package io.matchline.train;

import io.matchline.autodiff.Buffers;
import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Tensor;
import io.matchline.data.EpisodeImages;
import io.matchline.data.EpisodeStream;
import io.matchline.data.Episodes;
import io.matchline.data.ImageSet;
import io.matchline.hardware.SearchLayer;
import io.matchline.hardware.SearchSettings;
import io.matchline.kernel.Workers;
import io.matchline.nn.GaussianWeights;
import io.matchline.nn.Losses;
import io.matchline.nn.Noise;
import io.matchline.nn.Optimizer;
import io.matchline.nn.Pass;
import io.matchline.nn.Prototypes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Trains a model episode by episode. Every step is a function of the parameters, the optimizer's state, the seed and the
/// number of the step, so a training goes on from those to the same bits as one that never stopped.
public final class Training implements AutoCloseable {
  private final EmbeddingModel model;
  private final Prototypical settings;
  private final Noise noise;
  private final Workers workers;
  private final EpisodeStream stream;
  private final Optimizer optimizer;
  private final Buffers buffers = new Buffers();
  private final double[] losses;
  private final Optional<SearchLayer> search;
  private int steps;

  /// @param set classes and images to train on, of the model's size
  /// @param noiseUnit RMS of the embeddings of plain training, the unit of the method's noise
  public Training(
      EmbeddingModel model, Prototypical settings, ImageSet set, double noiseUnit, Workers workers) {
    this.model = model;
    this.settings = settings;
    this.workers = workers;
    this.noise = new Noise(settings.method() instanceof Method.NoiseAware n ? n.deviation() * noiseUnit : 0);
    this.stream = new EpisodeStream(
        new Episodes(set, settings.ways(), settings.shots(), settings.queries(), model.fields().seed()),
        settings.augmentation());
    this.optimizer = settings.optimizer().optimizer();
    this.losses = new double[settings.episodes()];
    this.search = settings.search() instanceof SearchSettings array
        ? Optional.of(new SearchLayer(array, model.fields().seed(), model.elements(), model.kernels(), workers))
        : Optional.empty();
  }

  /// Steps that are done.
  public int steps() {
    return steps;
  }

  public boolean finished() {
    return steps == settings.episodes();
  }

  /// Loss of every step that is done.
  public double[] losses() {
    return Arrays.copyOf(losses, steps);
  }

  Optimizer optimizer() {
    return optimizer;
  }

  EmbeddingModel model() {
    return model;
  }

  /// Goes on after `done`, whose losses are given, with parameters and optimizer as they were then.
  void resume(double[] done) {
    System.arraycopy(done, 0, losses, 0, done.length);
    steps = done.length;
  }

  /// One step.
  ///
  /// @throws ArithmeticException when the loss is not finite
  public void step() {
    EpisodeImages episode = stream.of(steps);
    try (Graph graph = new Graph(model.kernels(), workers, buffers)) {
      Pass pass = new Pass(graph, model.fields(), steps, true);
      Node loss = loss(pass, episode);
      losses[steps] = loss.scalar();
      if (!Double.isFinite(losses[steps])) {
        throw new ArithmeticException("the loss of step %d is %s".formatted(steps, losses[steps]));
      }
      var trained = model.parameters().trained().values();
      List<Tensor> gradients = pass.gradients(loss, trained);
      optimizer.step(graph, trained, gradients, settings.schedule().rate(settings.rate(), steps, settings.episodes()));
    }
    steps++;
  }

  private Node loss(Pass pass, EpisodeImages episode) {
    int samples = settings.method() instanceof Method.Bayesian b ? b.samples() : 1;
    Node sum = null;
    for (int draw = 0; draw < samples; draw++) {
      Node one = ofEpisode(pass, episode);
      sum = sum == null ? one : sum.plus(one);
    }
    Node mean = samples == 1 ? sum : sum.times(1f / samples);
    return settings.method() instanceof Method.Bayesian b
        ? mean.plus(divergence(pass).times((float) (b.beta() / settings.episodes())))
        : mean;
  }

  private Node ofEpisode(Pass pass, EpisodeImages episode) {
    Node embedded = noise.apply(pass, model.embed(pass, episode.images(), episode.pixels()));
    int support = episode.supportLabel().length;
    Node stored = embedded.slice(0, 0, support);
    Node queries = embedded.slice(0, support, episode.images());
    Node scores = search.isPresent()
        ? search.get().scores(stored, support / episode.ways(), queries, steps)
        : settings.metric().of(queries, Prototypes.of(stored, episode.ways(), episode.supportLabel()));
    Node logits = scores.times(settings.logitScale());
    return Losses.crossEntropy(logits, episode.queryLabel());
  }

  private Node divergence(Pass pass) {
    return model.distributions().stream()
        .map((GaussianWeights weights) -> weights.divergence(pass))
        .reduce(Node::plus)
        .orElseThrow();
  }

  @Override
  public void close() {
    stream.close();
    buffers.close();
  }
}

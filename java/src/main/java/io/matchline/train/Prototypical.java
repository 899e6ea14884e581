package io.matchline.train;

import io.matchline.data.Augmentation;
import io.matchline.hardware.EpisodeSearch;
import io.matchline.hardware.SearchSettings;
import io.matchline.nn.Similarity;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// How a network learns embeddings in which the mean of a class's support images is nearest to its query images.
///
/// Source: Snell, Swersky, Zemel, *Prototypical networks for few-shot learning*, NeurIPS 2017.
///
/// @param scale what similarities are multiplied with to be logits; 0: 10 for the cosine, 1 for the others
/// @param bound b: an element x of an embedding is b·tanh(x / b), in units of the RMS of the embeddings of plain training
/// without a bound; 0: none
@Named(value = "prototypical", doc = "episodes in which query images are classified by the mean embeddings of support images")
public record Prototypical(
    @Param(doc = "training steps, an episode each", min = 1, max = 100_000_000, standard = "10000") int episodes,
    @Param(doc = "classes of an episode", min = 2, max = 10_000, standard = "20") int ways,
    @Param(doc = "support images per class", min = 1, max = 1_000, standard = "5") int shots,
    @Param(doc = "query images per class", min = 1, max = 1_000, standard = "5") int queries,
    @Param(doc = "what changes the weights", standard = "adam") OptimizerChoice optimizer,
    @Param(doc = "learning rate of the first step", min = 1e-12, max = 1e3, standard = "1e-3") double rate,
    @Param(doc = "how the learning rate goes on", standard = "cosine") Schedule schedule,
    @Param(doc = "how near an embedding is to a class", standard = "squared-l2") Similarity metric,
    @Param(doc = "factor from similarities to logits; 0: 10 for cosine, 1 for the others", min = 0, max = 1e6,
            standard = "0")
        double scale,
    @Param(doc = "what is done against noise of the embeddings", standard = "plain") Method method,
    @Param(doc = "changes of the images", standard = "{}") Augmentation augmentation,
    @Param(doc = "array whose scores stand in the place of metric", standard = "none") EpisodeSearch search,
    @Param(doc = "b: elements of embeddings are b·tanh(x / b), in units of the RMS of plain training; 0: none", min = 0,
            max = 1e6, standard = "0")
        double bound)
    implements ModelSource {
  private static final float COSINE_SCALE = 10;

  /// Training without an array.
  public Prototypical(
      int episodes,
      int ways,
      int shots,
      int queries,
      OptimizerChoice optimizer,
      double rate,
      Schedule schedule,
      Similarity metric,
      double scale,
      Method method,
      Augmentation augmentation) {
    this(
        episodes, ways, shots, queries, optimizer, rate, schedule, metric, scale, method, augmentation,
        new EpisodeSearch.None(), 0);
  }

  /// Factor from similarities to logits.
  float logitScale() {
    if (scale > 0) {
      return (float) scale;
    }
    return search instanceof SearchSettings array ? array.logitScale() : metric == Similarity.COSINE ? COSINE_SCALE : 1;
  }

  /// The same without noise, distributions and bound, whose embeddings are the unit of noise and of bounds.
  public Prototypical plain() {
    return new Prototypical(
        episodes, ways, shots, queries, optimizer, rate, schedule, metric, scale, new Method.Plain(), augmentation, search,
        0);
  }
}

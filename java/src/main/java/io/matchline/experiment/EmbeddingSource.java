package io.matchline.experiment;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import io.matchline.unit.Variants;
import java.nio.file.Path;

/// Where labelled embeddings come from.
@Variants(key = "kind")
public sealed interface EmbeddingSource {
  /// Fixed features of images.
  @Named(value = "images", doc = "fixed features of the first images of the first classes of a set")
  record Images(
      @Param(doc = "image set", standard = "glyphs") ImageChoice set,
      @Param(doc = "classes", min = 2, max = 10_000, standard = "10") int classes,
      @Param(doc = "images of each class", min = 1, max = 10_000, standard = "20") int images)
      implements EmbeddingSource {}

  /// An archive of NumPy.
  @Named(value = "npz", doc = "arrays `embedding` [rows][dimensions] and `label` [rows] of an archive")
  record Archive(
      @Param(doc = "the .npz file") Path file,
      @Param(doc = "first rows of every class that are taken; 0: all", min = 0, max = 1_000_000, standard = "0") int images)
      implements EmbeddingSource {}

  /// Two files of NumPy.
  @Named(value = "npy", doc = "embeddings [rows][dimensions] in one file and labels [rows] in another")
  record Files(
      @Param(doc = "the .npy file of the embeddings") Path file,
      @Param(doc = "the .npy file of the labels, whole numbers") Path labels)
      implements EmbeddingSource {}

  /// Numbers from a generator.
  @Named(value = "normal", doc = "standard normal class centres with normal numbers around them")
  record Normal(
      @Param(doc = "classes", min = 2, max = 10_000, standard = "10") int classes,
      @Param(doc = "embeddings of each class", min = 1, max = 10_000, standard = "20") int rows,
      @Param(doc = "numbers of an embedding", min = 1, max = 65_536, standard = "64") int dimensions,
      @Param(doc = "standard deviation around a centre", unit = Unit.FRACTION, min = 0, max = 100, standard = "100 %")
          double spread)
      implements EmbeddingSource {}
}

package io.matchline.experiment;

import io.matchline.data.DataFolder;
import io.matchline.data.Image;
import io.matchline.data.ImageSet;
import io.matchline.data.Npy;
import io.matchline.data.NpyArray;
import io.matchline.data.Npz;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.search.ImageFeatures;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Embeddings with their classes.
///
/// @param rows `[rows][dimensions]`
/// @param label `[rows]` index of the class
/// @param classNames of the classes
record LabelledEmbeddings(float[][] rows, int[] label, List<String> classNames) {
  /// @throws InvalidInputException when the source is damaged, or has fewer images than it is asked for
  static LabelledEmbeddings load(
      EmbeddingSource source, long seed, DataFolder folder, Kernels kernels, Workers workers) {
    return switch (source) {
      case EmbeddingSource.Images images -> ofImages(images, images.set().load(folder), workers);
      case EmbeddingSource.Archive(Path file, int images) -> {
        LabelledEmbeddings all = ofArchive(file);
        yield images == 0 ? all : all.first(images, file.toString());
      }
      case EmbeddingSource.Files(Path file, Path labels) ->
          ofArrays(file.toString(), Npy.read(file), labels.toString(), Npy.read(labels));
      case EmbeddingSource.Normal normal -> ofNumbers(normal, new NoiseFields(kernels, seed));
    };
  }

  int dimensions() {
    return rows[0].length;
  }

  LabelledEmbeddings with(float[][] others) {
    return new LabelledEmbeddings(others, label, classNames);
  }

  /// The first rows of every class, in their order.
  private LabelledEmbeddings first(int images, String place) {
    int[] seen = new int[classNames.size()];
    int[] kept = IntStream.range(0, rows.length).filter(r -> seen[label[r]]++ < images).toArray();
    Problems problems = new Problems();
    for (int c = 0; c < seen.length; c++) {
      if (seen[c] < images) {
        problems.add(place, "images = %d is above the %d of class %s", images, seen[c], classNames.get(c));
      }
    }
    problems.throwIfAny();
    return new LabelledEmbeddings(
        Arrays.stream(kept).mapToObj(r -> rows[r]).toArray(float[][]::new),
        Arrays.stream(kept).map(r -> label[r]).toArray(), classNames);
  }

  private static LabelledEmbeddings ofImages(EmbeddingSource.Images wanted, ImageSet set, Workers workers) {
    Problems problems = new Problems();
    if (wanted.classes() > set.classes()) {
      problems.add(set.name(), "classes = %d is above its %d classes", wanted.classes(), set.classes());
    }
    for (int c = 0; c < Math.min(wanted.classes(), set.classes()); c++) {
      if (wanted.images() > set.images(c)) {
        problems.add(
            set.name(), "images = %d is above the %d of class %s",
            wanted.images(), set.images(c), set.classNames().get(c));
      }
    }
    problems.throwIfAny();
    float[][] rows = new float[wanted.classes() * wanted.images()][];
    workers.run(rows.length, 1, span -> {
      for (int r = (int) span.begin(); r < span.end(); r++) {
        Image image = set.image(r / wanted.images(), r % wanted.images());
        rows[r] = ImageFeatures.of(image.width(), image.height(), image.ink());
      }
    });
    return new LabelledEmbeddings(
        rows, labels(rows.length, wanted.images()), set.classNames().subList(0, wanted.classes()));
  }

  private static int[] labels(int rows, int perClass) {
    return IntStream.range(0, rows).map(r -> r / perClass).toArray();
  }

  private static LabelledEmbeddings ofNumbers(EmbeddingSource.Normal wanted, NoiseFields fields) {
    float[] centre = new float[wanted.classes() * wanted.dimensions()];
    fields.normals(
        NoiseStream.EMBEDDINGS, 0, 0, new Patch(0, wanted.classes(), 0, wanted.dimensions()), centre);
    int count = wanted.classes() * wanted.rows();
    float[] around = new float[Math.multiplyExact(count, wanted.dimensions())];
    fields.normals(NoiseStream.EMBEDDINGS, 1, 0, new Patch(0, count, 0, wanted.dimensions()), around);
    float[][] rows = new float[count][wanted.dimensions()];
    for (int r = 0; r < count; r++) {
      for (int d = 0; d < wanted.dimensions(); d++) {
        rows[r][d] = centre[r / wanted.rows() * wanted.dimensions() + d]
            + (float) wanted.spread() * around[r * wanted.dimensions() + d];
      }
    }
    List<String> names = IntStream.range(0, wanted.classes()).mapToObj(c -> "class " + c).toList();
    return new LabelledEmbeddings(rows, labels(count, wanted.rows()), names);
  }

  private static LabelledEmbeddings ofArchive(Path file) {
    Map<String, NpyArray> arrays = Npz.read(file);
    Problems problems = new Problems();
    for (String name : List.of("embedding", "label")) {
      if (!arrays.containsKey(name)) {
        problems.add(file.toString(), "no array `%s`; it has %s", name, String.join(", ", arrays.keySet()));
      }
    }
    problems.throwIfAny();
    return ofArrays(file + ":embedding", arrays.get("embedding"), file + ":label", arrays.get("label"));
  }

  private static LabelledEmbeddings ofArrays(String place, NpyArray values, String labelPlace, NpyArray labels) {
    int[] shape = values.shape();
    Problems problems = new Problems();
    if (shape.length != 2 || shape[0] < 2 || shape[1] < 1) {
      problems.add(place, "shape %s; [rows][dimensions] of at least 2 and 1 is needed", Arrays.toString(shape));
    }
    if (labels.shape().length != 1 || labels.shape()[0] != shape[0] || !labels.type().integral()) {
      problems.add(
          labelPlace, "shape %s of %s; a whole number for each of the %d rows is needed",
          Arrays.toString(labels.shape()), labels.type().descr(), shape[0]);
    }
    problems.throwIfAny();
    float[][] rows = new float[shape[0]][shape[1]];
    for (int i = 0; i < values.size(); i++) {
      rows[i / shape[1]][i % shape[1]] = (float) values.number(i);
      if (!Float.isFinite(rows[i / shape[1]][i % shape[1]])) {
        problems.add(place + "[" + i / shape[1] + "][" + i % shape[1] + "]", "%s is not finite", values.number(i));
      }
    }
    problems.throwIfAny();
    TreeMap<Long, Integer> classes = new TreeMap<>();
    for (int r = 0; r < shape[0]; r++) {
      classes.put(labels.integer(r), 0);
    }
    List<String> names = new ArrayList<>();
    classes.replaceAll((number, _) -> {
      names.add(number.toString());
      return names.size() - 1;
    });
    int[] label = IntStream.range(0, shape[0]).map(r -> classes.get(labels.integer(r))).toArray();
    return new LabelledEmbeddings(rows, label, names);
  }
}

package io.matchline.data;

import io.matchline.unit.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// MNIST and the sets in its format: grey 28×28 images of ten classes in four gzipped IDX files.
public final class Mnist {
  public static final int CLASSES = 10;

  /// Which set.
  public enum Kind {
    /// Handwritten digits (LeCun, Bottou, Bengio, Haffner, Gradient-based learning applied to document recognition,
    /// Proceedings of the IEEE 86, 1998).
    MNIST("mnist", List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")),
    /// Clothes (Xiao, Rasul, Vollgraf, arXiv 1708.07747).
    FASHION(
        "fashion-mnist",
        List.of(
            "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle-boot"));

    private final String key;
    private final List<String> classNames;

    Kind(String key, List<String> classNames) {
      this.key = key;
      this.classNames = classNames;
    }
  }

  /// Which half of the published split, or which part of its training half.
  public enum Part {
    TRAIN("train", "train", 0, Integer.MAX_VALUE),
    /// All of `TRAIN` but the last 10,000 images.
    FIT("fit", "train", 0, 50_000),
    /// The last 10,000 images of `TRAIN`, to choose settings by.
    VALIDATION("validation", "train", 50_000, Integer.MAX_VALUE),
    TEST("test", "t10k", 0, Integer.MAX_VALUE);

    private final String suffix;
    private final String prefix;
    private final int begin;
    private final int end;

    Part(String suffix, String prefix, int begin, int end) {
      this.suffix = suffix;
      this.prefix = prefix;
      this.begin = begin;
      this.end = end;
    }
  }

  private Mnist() {}

  /// Images in the order of the file within each class.
  public static ImageSet load(DataFolder folder, Kind kind, Part part) {
    Path imagesPath = folder.file(kind.key, "%s/%s-images-idx3-ubyte.gz".formatted(kind.key, part.prefix));
    Path labelsPath = folder.file(kind.key, "%s/%s-labels-idx1-ubyte.gz".formatted(kind.key, part.prefix));
    IdxFile images = IdxFile.read(imagesPath, 3);
    IdxFile labels = IdxFile.read(labelsPath, 1);
    if (images.shape()[0] != labels.shape()[0]) {
      throw new InvalidInputException(
          "%s: %d labels for the %d images of %s".formatted(
              labelsPath, labels.shape()[0], images.shape()[0], imagesPath.getFileName()));
    }
    String name = kind.key + "-" + part.suffix;
    int[][] members = members(labels.values(), part, labelsPath);
    return new ByteImages(name, images.shape()[2], images.shape()[1], kind.classNames, images.values(), members);
  }

  private static int[][] members(byte[] labels, Part part, Path path) {
    List<List<Integer>> members = new ArrayList<>();
    for (int c = 0; c < CLASSES; c++) {
      members.add(new ArrayList<>());
    }
    for (int i = part.begin; i < Math.min(part.end, labels.length); i++) {
      int label = Byte.toUnsignedInt(labels[i]);
      if (label >= CLASSES) {
        throw new InvalidInputException(
            "%s: label %d of image %d is outside 0 … %d".formatted(path, label, i, CLASSES - 1));
      }
      members.get(label).add(i);
    }
    return members.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }
}

package io.matchline.data;

import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Omniglot: 1,623 handwritten characters of 50 alphabets, each drawn by 20 people (Lake, Salakhutdinov, Tenenbaum,
/// Human-level concept learning through probabilistic program induction, Science 350, 2015), as published.
public final class Omniglot {
  /// Pixels along a side.
  public static final int SIDE = 105;

  /// Fixed one-shot runs in {@link #runs}.
  public static final int RUNS = 20;

  /// Classes of each run.
  public static final int RUN_WAYS = 20;

  /// Which half of the published split, or which alphabets of its background half.
  public enum Part {
    /// 30 alphabets, 964 characters, for training.
    BACKGROUND("background", "background", 0, Integer.MAX_VALUE),
    /// The first 25 alphabets of `BACKGROUND`, 813 characters.
    FIT("fit", "background", 0, 25),
    /// The last 5 alphabets of `BACKGROUND`, 151 characters, to choose settings by.
    VALIDATION("validation", "background", 25, Integer.MAX_VALUE),
    /// 20 alphabets, 659 characters, for testing.
    EVALUATION("evaluation", "evaluation", 0, Integer.MAX_VALUE);

    private final String suffix;
    private final String half;
    private final int begin;
    private final int end;

    Part(String suffix, String half, int begin, int end) {
      this.suffix = suffix;
      this.half = half;
      this.begin = begin;
      this.end = end;
    }
  }

  private Omniglot() {}

  /// The characters of one part; class names are `alphabet/character`, sorted.
  public static ImageSet load(DataFolder folder, Part part) {
    Path path = folder.file("omniglot", "omniglot/images_%s.zip".formatted(part.half));
    List<String> names = new ArrayList<>();
    List<long[][]> images = new ArrayList<>();
    try (ZipEntries zip = new ZipEntries(path)) {
      for (Map<String, List<String>> characters : alphabets(zip, part)) {
        characters.forEach(
            (name, files) -> {
              names.add(name);
              images.add(files.stream().map(file -> bits(zip, file)).toArray(long[][]::new));
            });
      }
    }
    if (names.isEmpty()) {
      throw new InvalidInputException(path + ": holds no alphabet/character/image.png of the " + part.suffix + " part");
    }
    return new BitImages("omniglot-" + part.suffix, SIDE, SIDE, names, images.toArray(long[][][]::new));
  }

  /// Files of every character of every alphabet of the part.
  private static List<Map<String, List<String>>> alphabets(ZipEntries zip, Part part) {
    Map<String, Map<String, List<String>>> alphabets = new TreeMap<>();
    for (String file : zip.names()) {
      String[] step = file.split("/");
      if (file.endsWith(".png") && step.length >= 3) {
        String alphabet = step[step.length - 3];
        alphabets.computeIfAbsent(alphabet, a -> new TreeMap<>())
            .computeIfAbsent(alphabet + "/" + step[step.length - 2], c -> new ArrayList<>())
            .add(file);
      }
    }
    return alphabets.values().stream().limit(part.end).skip(part.begin).toList();
  }

  /// The 20 official 20-way one-shot runs. Class `20 r + c` is class `c` of run `r` with two images: 0 is the training
  /// image, 1 the test image of the same character. {@link Episode#officialRun} picks them.
  public static ImageSet runs(DataFolder folder) {
    Path path = folder.file("omniglot", "omniglot/all_runs.zip");
    List<String> names = new ArrayList<>();
    long[][][] bits = new long[RUNS * RUN_WAYS][2][];
    try (ZipEntries zip = new ZipEntries(path)) {
      for (int r = 0; r < RUNS; r++) {
        String[] test = testImages(zip, "run%02d/class_labels.txt".formatted(r + 1));
        for (int c = 0; c < RUN_WAYS; c++) {
          names.add("run%02d/class%02d".formatted(r + 1, c + 1));
          bits[RUN_WAYS * r + c][0] = bits(zip, "run%02d/training/class%02d.png".formatted(r + 1, c + 1));
          bits[RUN_WAYS * r + c][1] = bits(zip, test[c]);
        }
      }
    }
    return new BitImages("omniglot-runs", SIDE, SIDE, names, bits);
  }

  /// File of the test image of every class; lines are `test-image training-image`.
  private static String[] testImages(ZipEntries zip, String labels) {
    Problems problems = new Problems();
    String[] test = new String[RUN_WAYS];
    int number = 0;
    for (String line : new String(zip.bytes(labels), StandardCharsets.UTF_8).lines().toList()) {
      number++;
      String[] field = line.trim().split("\\s+");
      int target = field.length == 2 ? classIndex(field[1]) : -1;
      if (target < 0 || test[target] != null) {
        problems.add(
            zip.place(labels) + ":" + number, "`%s` is not `test-image training-image` with a class of its own", line);
      } else {
        test[target] = field[0];
      }
    }
    if (problems.isEmpty() && Arrays.asList(test).contains(null)) {
      problems.add(zip.place(labels), "has %d lines, %d are needed", number, RUN_WAYS);
    }
    problems.throwIfAny();
    return test;
  }

  /// `…/class07.png` is 6; −1 for anything else.
  private static int classIndex(String file) {
    for (int c = 0; c < RUN_WAYS; c++) {
      if (file.endsWith("/training/class%02d.png".formatted(c + 1))) {
        return c;
      }
    }
    return -1;
  }

  private static long[] bits(ZipEntries zip, String name) {
    Image image = zip.image(name);
    if (image.width() != SIDE || image.height() != SIDE) {
      throw new InvalidInputException(
          "%s: %d × %d pixels instead of %d × %d"
              .formatted(zip.place(name), image.width(), image.height(), SIDE, SIDE));
    }
    return BitImages.pack(image);
  }
}

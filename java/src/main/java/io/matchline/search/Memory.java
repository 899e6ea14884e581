package io.matchline.search;

import io.matchline.tcam.CellWords;
import io.matchline.tcam.TernaryWords;
import io.matchline.unit.Named;

/// What is stored of the shots of a class.
public enum Memory {
  @Named(value = "shots", doc = "a row for every shot")
  SHOTS,
  @Named(value = "majority", doc = "a row per class: the majority of its shots' bits, X where they are even")
  MAJORITY,
  @Named(value = "mean", doc = "a row per class: the code of its shots' mean")
  MEAN;

  /// Rows of an array and the class of each.
  ///
  /// @param label `[rows]`, 0 … classes − 1
  public record Rows(CellWords words, int[] label) {}

  /// Refuses codes without a majority.
  public void requireFor(Features features) {
    if (this == MAJORITY && (features instanceof States || features instanceof Ranges)) {
      throw new IllegalArgumentException("memory = majority counts bits; states and ranges have none");
    }
  }

  /// The stored rows of support embeddings, whose reference is `reference`.
  ///
  /// @param support `[classes · shots][dimensions]`, class by class
  /// @param shots embeddings per class
  public Rows rows(Encoder encoder, float[][] support, int shots, Reference reference) {
    int classes = support.length / shots;
    if (shots < 1 || classes * shots != support.length) {
      throw new IllegalArgumentException("%d embeddings are not %d for each class".formatted(support.length, shots));
    }
    return switch (this) {
      case SHOTS -> new Rows(encoder.stored(support, reference), labels(support.length, shots));
      case MEAN -> new Rows(encoder.stored(means(support, shots), reference), labels(classes, 1));
      case MAJORITY -> {
        if (!(encoder instanceof TernaryEncoder ternary)) {
          throw new IllegalArgumentException("a majority needs codes of bits");
        }
        yield new Rows(majority(ternary.stored(support, reference), shots), labels(classes, 1));
      }
    };
  }

  private static int[] labels(int rows, int perClass) {
    int[] label = new int[rows];
    for (int i = 0; i < rows; i++) {
      label[i] = i / perClass;
    }
    return label;
  }

  private static float[][] means(float[][] support, int shots) {
    float[][] mean = new float[support.length / shots][support[0].length];
    for (int c = 0; c < mean.length; c++) {
      for (int d = 0; d < mean[c].length; d++) {
        double sum = 0;
        for (int s = 0; s < shots; s++) {
          sum += support[c * shots + s][d];
        }
        mean[c][d] = (float) (sum / shots);
      }
    }
    return mean;
  }

  private static TernaryWords majority(TernaryWords words, int shots) {
    CodePlanes code = new CodePlanes(words.rows() / shots, words.cells());
    for (int c = 0; c < words.rows() / shots; c++) {
      for (int cell = 0; cell < words.cells(); cell++) {
        int ones = 0;
        for (int s = 0; s < shots; s++) {
          ones += switch (words.cell(c * shots + s, cell)) {
            case ONE -> 1;
            case ZERO -> -1;
            case X -> 0;
          };
        }
        if (ones != 0) {
          code.set(c, cell, ones > 0);
        }
      }
    }
    return code.words();
  }
}

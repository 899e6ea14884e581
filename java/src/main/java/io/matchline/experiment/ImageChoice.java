package io.matchline.experiment;

import io.matchline.data.DataFolder;
import io.matchline.data.Glyphs;
import io.matchline.data.ImageSet;
import io.matchline.data.Mnist;
import io.matchline.data.Omniglot;
import io.matchline.unit.Named;

/// Image sets that an experiment can take.
public enum ImageChoice {
  @Named(value = "glyphs", doc = "built-in characters of an invented script, 100 classes by 20 drawers")
  GLYPHS,
  @Named(value = "glyphs-background", doc = "200 other built-in characters for training, 20 drawers")
  GLYPHS_BACKGROUND,
  @Named(value = "omniglot", doc = "the 659 characters of Omniglot's evaluation set")
  OMNIGLOT,
  @Named(value = "omniglot-background", doc = "the 964 characters of Omniglot's background set")
  OMNIGLOT_BACKGROUND,
  @Named(value = "omniglot-fit", doc = "the first 25 alphabets of Omniglot's background set, 813 characters")
  OMNIGLOT_FIT,
  @Named(
      value = "omniglot-validation",
      doc = "the last 5 alphabets of Omniglot's background set, 151 characters, to choose settings by")
  OMNIGLOT_VALIDATION,
  @Named(value = "omniglot-runs", doc = "the 20 official one-shot runs of Omniglot, 20 ways each")
  OMNIGLOT_RUNS,
  @Named(value = "mnist", doc = "the test set of MNIST")
  MNIST,
  @Named(value = "mnist-train", doc = "the training set of MNIST")
  MNIST_TRAIN,
  @Named(value = "mnist-fit", doc = "the first 50,000 images of the training set of MNIST")
  MNIST_FIT,
  @Named(value = "mnist-validation", doc = "the last 10,000 images of the training set of MNIST, to choose settings by")
  MNIST_VALIDATION,
  @Named(value = "fashion-mnist", doc = "the test set of Fashion-MNIST")
  FASHION_MNIST;

  /// Whether the set comes with the program.
  boolean builtIn() {
    return this == GLYPHS || this == GLYPHS_BACKGROUND;
  }

  /// Reads the set.
  ///
  /// @throws io.matchline.unit.InvalidInputException naming the missing file and how to get it
  public ImageSet load(DataFolder folder) {
    return switch (this) {
      case GLYPHS -> Glyphs.load();
      case GLYPHS_BACKGROUND -> Glyphs.background();
      case OMNIGLOT -> Omniglot.load(folder, Omniglot.Part.EVALUATION);
      case OMNIGLOT_BACKGROUND -> Omniglot.load(folder, Omniglot.Part.BACKGROUND);
      case OMNIGLOT_FIT -> Omniglot.load(folder, Omniglot.Part.FIT);
      case OMNIGLOT_VALIDATION -> Omniglot.load(folder, Omniglot.Part.VALIDATION);
      case OMNIGLOT_RUNS -> Omniglot.runs(folder);
      case MNIST -> Mnist.load(folder, Mnist.Kind.MNIST, Mnist.Part.TEST);
      case MNIST_TRAIN -> Mnist.load(folder, Mnist.Kind.MNIST, Mnist.Part.TRAIN);
      case MNIST_FIT -> Mnist.load(folder, Mnist.Kind.MNIST, Mnist.Part.FIT);
      case MNIST_VALIDATION -> Mnist.load(folder, Mnist.Kind.MNIST, Mnist.Part.VALIDATION);
      case FASHION_MNIST -> Mnist.load(folder, Mnist.Kind.FASHION, Mnist.Part.TEST);
    };
  }
}

package io.matchline.data;

import static io.matchline.data.RemoteFile.of;

import java.util.List;
import java.util.Optional;

/// The data sets that are published elsewhere, with their official addresses and checksums.
public final class Catalog {
  private static final String OMNIGLOT = "https://github.com/brendenlake/omniglot/raw/master/python/";
  private static final String MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/";
  private static final String FASHION = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
  private static final String CIFAR = "https://www.cs.toronto.edu/~kriz/";
  private static final String SHD = "https://zenkelab.org/datasets/";

  private static final List<DataSet> SETS = List.of(
      new DataSet("omniglot", "1,623 handwritten characters of 50 alphabets, 20 people (Lake et al. 2015)", "MIT",
          List.of(
              of("omniglot", OMNIGLOT, "images_background.zip", "68d2efa1b9178cc56df9314c21c6e718", 0),
              of("omniglot", OMNIGLOT, "images_evaluation.zip", "6b91aef0f799c5bb55b94e3f2daec811", 0),
              of("omniglot", OMNIGLOT, "one-shot-classification/all_runs.zip",
                  "e8996daecdf12afeeb4a53a179f06b19", 352_787))),
      new DataSet("mnist", "70,000 handwritten digits, 28×28 (LeCun et al. 1998)", "CC BY-SA 3.0",
          idx("mnist", MNIST, List.of(
              "f68b3c2dcbeaaa9fbdd348bbdeb94873", "d53e105ee54ea40749a09fcbcd1e9432",
              "9fb629c4189551a2d022fa330f9573f3", "ec29112dd5afa0611ce80d1b7f02629c"),
              List.of(9_912_422L, 28_881L, 1_648_877L, 4_542L))),
      new DataSet("fashion-mnist", "70,000 pictures of clothes, 28×28 (Xiao et al. 2017)", "MIT",
          idx("fashion-mnist", FASHION, List.of(
              "8d4fb7e6c68d591d4c3dfef9ec88bf0d", "25c81989df183df01b3e8a0aad5dffbe",
              "bef4ecab320f06d8554ea6380940ec79", "bb300cfdad3c16e7a12a480ee83cd310"),
              List.of(26_421_880L, 29_515L, 4_422_102L, 5_148L))),
      new DataSet("cifar10", "60,000 colour pictures of ten classes, 32×32 (Krizhevsky 2009)", "none stated",
          List.of(of("cifar10", CIFAR, "cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530", 0))),
      new DataSet("shd", "Spiking Heidelberg Digits, 700 channels, 20 classes (Cramer et al. 2020)", "CC BY 4.0",
          List.of(
              of("shd", SHD, "shd_train.h5.gz", "d47c9825dee33347913e8ce0f2be08b0", 0),
              of("shd", SHD, "shd_test.h5.gz", "3062a80ec0c5719404d5b02e166543b1", 0))));

  private Catalog() {}

  /// Every set, in the order that lists show.
  public static List<DataSet> sets() {
    return SETS;
  }

  public static Optional<DataSet> find(String name) {
    return SETS.stream().filter(set -> set.name().equals(name)).findFirst();
  }

  private static List<RemoteFile> idx(String folder, String site, List<String> md5, List<Long> bytes) {
    return List.of(
        of(folder, site, "train-images-idx3-ubyte.gz", md5.get(0), bytes.get(0)),
        of(folder, site, "train-labels-idx1-ubyte.gz", md5.get(1), bytes.get(1)),
        of(folder, site, "t10k-images-idx3-ubyte.gz", md5.get(2), bytes.get(2)),
        of(folder, site, "t10k-labels-idx1-ubyte.gz", md5.get(3), bytes.get(3)));
  }
}

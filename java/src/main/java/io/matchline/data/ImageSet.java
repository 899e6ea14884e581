package io.matchline.data;

import java.util.List;

/// Labelled images, class by class. Images are unpacked when asked for, so a whole set stays small in memory.
public sealed interface ImageSet permits BitImages, ByteImages, ResizedImages, RotatedImages {
  /// The name in results, for example `omniglot-evaluation`.
  String name();

  /// Names of the classes in their fixed order.
  List<String> classNames();

  /// Number of images in a class.
  int images(int classIndex);

  /// Image `index` of a class; the same arguments give the same image.
  Image image(int classIndex, int index);

  default int classes() {
    return classNames().size();
  }

  /// Number of images in all classes.
  default int total() {
    int sum = 0;
    for (int c = 0; c < classes(); c++) {
      sum += images(c);
    }
    return sum;
  }
}

package io.matchline.data;

import java.util.ArrayList;
import java.util.List;

/// Four times the classes of a set: every class turned by 0°, 90°, 180° and 270° counts as a class of its own, the
/// usual enlargement of Omniglot's training set (Vinyals et al., Matching Networks for One Shot Learning, 2016).
///
/// Class `c + q · base.classes()` is class `c` after `q` quarter turns clockwise.
public record RotatedImages(ImageSet base) implements ImageSet {
  @Override
  public String name() {
    return base.name() + "-rotated";
  }

  @Override
  public List<String> classNames() {
    List<String> names = new ArrayList<>();
    for (int degrees = 0; degrees < 360; degrees += 90) {
      for (String name : base.classNames()) {
        names.add(name + "@" + degrees);
      }
    }
    return names;
  }

  @Override
  public int classes() {
    return 4 * base.classes();
  }

  @Override
  public int images(int classIndex) {
    return base.images(classIndex % base.classes());
  }

  @Override
  public Image image(int classIndex, int index) {
    return base.image(classIndex % base.classes(), index).rotated(classIndex / base.classes());
  }
}

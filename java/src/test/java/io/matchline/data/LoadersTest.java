package io.matchline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadersTest {
  private static final int SIDE = Omniglot.SIDE;

  @TempDir private Path folder;

  @Test
  void blackIsInk() throws Exception {
    Image image = PngFile.read(Samples.png(3, 2, 1, 5), "a.png");
    assertEquals(3, image.width());
    assertArrayEquals(new float[] {0, 1, 0, 0, 0, 1}, image.ink());
  }

  @Test
  void greyIsBetween() throws Exception {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    grey.setRGB(0, 0, 0xcccccc);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(grey, "png", bytes);
    assertArrayEquals(new float[] {0.2f, 1}, PngFile.read(bytes.toByteArray(), "a.png").ink(), 1e-6f);
  }

  @Test
  void omniglotIsSortedByName() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("images_evaluation/B/character02/9_02.png", Samples.png(SIDE, SIDE, 2));
    files.put("images_evaluation/B/character02/9_01.png", Samples.png(SIDE, SIDE, 1));
    files.put("images_evaluation/A/character10/5_01.png", Samples.png(SIDE, SIDE, 11024));
    files.put("__MACOSX/images_evaluation/A/character10/._5_01.png", new byte[] {0});
    Samples.zip(folder.resolve("omniglot/images_evaluation.zip"), files);
    ImageSet set = Omniglot.load(Samples.folder(folder), Omniglot.Part.EVALUATION);
    assertEquals("omniglot-evaluation", set.name());
    assertEquals(List.of("A/character10", "B/character02"), set.classNames());
    assertEquals(1, set.image(0, 0).at(104, 104));
    assertEquals(1, set.image(1, 0).at(1, 0));
    assertEquals(1, set.image(1, 1).at(2, 0));
    assertEquals(0, set.image(1, 1).at(1, 0));
  }

  /// Class c's training image has pixel c, its test image pixel 50 + c; the label file lists classes backwards.
  @Test
  void runsPairTestImagesWithTheirClass() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int r = 1; r <= 20; r++) {
      StringBuilder labels = new StringBuilder();
      for (int c = 0; c < 20; c++) {
        String training = "run%02d/training/class%02d.png".formatted(r, c + 1);
        String test = "run%02d/test/item%02d.png".formatted(r, 20 - c);
        files.put(training, Samples.png(SIDE, SIDE, c));
        files.put(test, Samples.png(SIDE, SIDE, 50 + c));
        labels.append(test).append(' ').append(training).append('\n');
      }
      files.put("run%02d/class_labels.txt".formatted(r), labels.toString().getBytes(StandardCharsets.US_ASCII));
    }
    Samples.zip(folder.resolve("omniglot/all_runs.zip"), files);
    ImageSet runs = Omniglot.runs(Samples.folder(folder));
    assertEquals(400, runs.classes());
    assertEquals("run20/class03", runs.classNames().get(382));
    for (int c : new int[] {0, 7, 399}) {
      assertEquals(1, runs.image(c, 0).at(c % 20, 0));
      assertEquals(1, runs.image(c, 1).at(50 + c % 20, 0));
    }
  }

  @Test
  void mnistIsGroupedByLabel() throws Exception {
    Path root = folder.resolve("fashion-mnist");
    byte[] pixels = {0, 51, (byte) 255, 102, 1, 2, 3, 4, 5, 6, 7, 8};
    Samples.idx(root.resolve("train-images-idx3-ubyte.gz"), 0x803, new int[] {3, 2, 2}, pixels);
    Samples.idx(root.resolve("train-labels-idx1-ubyte.gz"), 0x801, new int[] {3}, new byte[] {9, 0, 9});
    ImageSet set = Mnist.load(Samples.folder(folder), Mnist.Kind.FASHION, Mnist.Part.TRAIN);
    assertEquals("fashion-mnist-train", set.name());
    assertEquals(3, set.total());
    assertEquals(2, set.images(9));
    assertEquals("ankle-boot", set.classNames().get(9));
    assertArrayEquals(new float[] {0, 0.2f, 1, 0.4f}, set.image(9, 0).ink());
    assertEquals(8 / 255f, set.image(9, 1).at(1, 1));
  }

  /// The last 10,000 images are those of the validation part, all others of the fitted one.
  @Test
  void mnistTrainingImagesAreParted() throws Exception {
    Path root = folder.resolve("mnist");
    byte[] pixels = new byte[60_000];
    byte[] labels = new byte[60_000];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (i % 7);
      pixels[i] = (byte) (i < 50_000 ? 10 : 20);
    }
    Samples.idx(root.resolve("train-images-idx3-ubyte.gz"), 0x803, new int[] {60_000, 1, 1}, pixels);
    Samples.idx(root.resolve("train-labels-idx1-ubyte.gz"), 0x801, new int[] {60_000}, labels);
    ImageSet fit = Mnist.load(Samples.folder(folder), Mnist.Kind.MNIST, Mnist.Part.FIT);
    ImageSet validation = Mnist.load(Samples.folder(folder), Mnist.Kind.MNIST, Mnist.Part.VALIDATION);
    assertEquals(50_000, fit.total());
    assertEquals(10_000, validation.total());
    assertEquals("mnist-validation", validation.name());
    for (int c = 0; c < 7; c++) {
      assertEquals(10 / 255f, fit.image(c, fit.images(c) - 1).ink()[0]);
      assertEquals(20 / 255f, validation.image(c, 0).ink()[0]);
    }
  }
}

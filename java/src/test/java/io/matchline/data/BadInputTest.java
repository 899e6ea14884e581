package io.matchline.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.unit.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Damaged and unsupported files of every format, each with the message it must give.
class BadInputTest {
  @TempDir private Path folder;

  private void assertMessage(String expected, Executable reading) {
    var e = assertThrows(InvalidInputException.class, reading);
    assertEquals(expected, e.getMessage().replace(folder.toString(), "DIR"));
  }

  private static byte[] npy(int version, String header, int dataBytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    out.write(header.length());
    out.write(header.length() >> 8);
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[dataBytes]);
    return out.toByteArray();
  }

  private void assertNpy(String message, byte[] content) throws IOException {
    Path path = folder.resolve("a.npy");
    Files.write(path, content);
    assertMessage("DIR/a.npy: " + message, () -> Npy.read(path));
  }

  private void assertNpyHeader(String message, String descr, String order, String shape) throws IOException {
    assertNpy(message, npy(1, "{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n".formatted(descr, order, shape), 8));
  }

  @Test
  void npyFraming() throws IOException {
    assertNpy("ends after 0 bytes, at least 8 are needed", new byte[0]);
    assertNpy("not a .npy file (it does not begin with \\x93NUMPY)", "0,1,0,1,1\n".getBytes(StandardCharsets.US_ASCII));
    assertNpy(".npy version 3; versions 1 and 2 are read", npy(3, "{}", 0));
    assertNpy("ends after 12 bytes, at least 60 are needed", Arrays.copyOf(npy(1, " ".repeat(50), 0), 12));
    byte[] hugeHeader = npy(2, "", 4);
    ByteBuffer.wrap(hugeHeader).putInt(8, -1);
    assertNpy("a header of 4294967295 bytes is above 65536", hugeHeader);
    assertMessage("DIR/none.npy: no such file", () -> Npy.read(folder.resolve("none.npy")));
  }

  @Test
  void npyHeaders() throws IOException {
    assertNpyHeader("object arrays are not read; save numbers, for example a.astype('<f8')", "'|O'", "False", "(1,)");
    assertNpyHeader("big-endian '>f8' is not read; save a.astype('<f8')", "'>f8'", "False", "(1,)");
    assertNpyHeader("structured arrays are not read; save one field at a time", "[('x', '<f4')]", "False", "(2,)");
    assertNpyHeader("element type '<c8' is not one of |b1 |u1 |i1 <u2 <i2 <u4 <i4 <u8 <i8 <f4 <f8", "'<c8'", "False", "(1,)");
    assertNpyHeader("5 dimensions are above 4", "'|u1'", "False", "(1, 2, 2, 2, 1)");
    assertNpyHeader("the header has no 'shape'", "'<f8'", "False", "(-1,)");
    assertNpyHeader("dimension `12345678901` is outside 0 … 999999999", "'<f8'", "False", "(12345678901,)");
    assertNpyHeader("the header has no 'fortran_order'", "'<f8'", "maybe", "(1,)");
    assertNpy("the header has no 'descr'", npy(1, "{'shape': (1,)}", 8));
  }

  @Test
  void npySizes() throws IOException {
    assertNpyHeader("shape [3] of <f4 needs 12 bytes, the file has 8", "'<f4'", "False", "(3,)");
    assertNpyHeader("shape [1] of <f4 needs 4 bytes, the file has 8", "'<f4'", "False", "(1,)");
    assertNpyHeader(
        "shape [999999999, 999999999, 999999999] of <f8 needs more than 2^31-1 bytes, the file has 8",
        "'<f8'", "False", "(999999999, 999999999, 999999999)");
  }

  private void assertPng(String message, byte[] content) {
    assertMessage("a.png: " + message, () -> PngFile.read(content, "a.png"));
  }

  @Test
  void pngs() throws IOException {
    byte[] good = Samples.png(9, 9, 0, 5);
    assertPng("not a PNG file (the signature is missing)", new byte[] {1, 2, 3});
    assertPng("not a PNG file (the signature is missing)", "GIF89a and more".getBytes(StandardCharsets.US_ASCII));
    assertPng("broken PNG: ends inside the header", Arrays.copyOf(good, 20));
    byte[] huge = good.clone();
    ByteBuffer.wrap(huge).putInt(16, 1_000_000);
    assertPng("an image of 1000000 × 9 pixels is outside 1 … 4096", huge);
    var e = assertThrows(InvalidInputException.class, () -> PngFile.read(Arrays.copyOf(good, 45), "a.png"));
    assertEquals("a.png: broken PNG", e.getMessage().substring(0, 17));
  }

  private void assertMnist(String message, int imagesMagic, int[] shape, int values, byte... labels)
      throws IOException {
    Path root = folder.resolve("mnist");
    Samples.idx(root.resolve("t10k-images-idx3-ubyte.gz"), imagesMagic, shape, new byte[values]);
    Samples.idx(root.resolve("t10k-labels-idx1-ubyte.gz"), 0x801, new int[] {labels.length}, labels);
    assertMessage(
        "DIR/mnist/t10k-" + message,
        () -> Mnist.load(Samples.folder(folder), Mnist.Kind.MNIST, Mnist.Part.TEST));
  }

  @Test
  void idxFiles() throws IOException {
    String images = "images-idx3-ubyte.gz: ";
    String labels = "labels-idx1-ubyte.gz: ";
    byte zero = 0;
    assertMnist(
        images + "begins with 0x00000801; IDX bytes of 3 dimensions begin with 0x00000803",
        0x801, new int[] {1, 2, 2}, 4, zero);
    assertMnist(images + "ends after 3 of 4 values; shape [1, 2, 2]", 0x803, new int[] {1, 2, 2}, 3, zero);
    assertMnist(images + "has more than the 4 values of shape [1, 2, 2]", 0x803, new int[] {1, 2, 2}, 5, zero);
    assertMnist(
        images + "shape [65536, 65536, 65536] is empty or above 536870912 values",
        0x803, new int[] {65536, 65536, 65536}, 0, zero);
    assertMnist(images + "shape [1, -2, 2] is empty or above 536870912 values", 0x803, new int[] {1, -2, 2}, 4, zero);
    assertMnist(images + "ends too early; the download may be incomplete", 0x803, new int[] {1}, 0, zero);
    assertMnist(
        labels + "2 labels for the 1 images of t10k-images-idx3-ubyte.gz",
        0x803, new int[] {1, 2, 2}, 4, zero, zero);
    assertMnist(labels + "label 10 of image 0 is outside 0 … 9", 0x803, new int[] {1, 2, 2}, 4, (byte) 10);
    Files.write(folder.resolve("mnist/t10k-images-idx3-ubyte.gz"), new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9});
    assertMessage(
        "DIR/mnist/t10k-images-idx3-ubyte.gz: not a sound gzip file: Not in GZIP format",
        () -> Mnist.load(Samples.folder(folder), Mnist.Kind.MNIST, Mnist.Part.TEST));
  }

  @Test
  void zips() throws IOException {
    Path path = folder.resolve("omniglot/images_evaluation.zip");
    Files.createDirectories(path.getParent());
    Files.write(path, new byte[100]);
    Executable load = () -> Omniglot.load(Samples.folder(folder), Omniglot.Part.EVALUATION);
    assertMessage("DIR/omniglot/images_evaluation.zip: not a readable zip archive: zip END header not found", load);
    Samples.zip(path, Map.of("readme.txt", new byte[3]));
    assertMessage("DIR/omniglot/images_evaluation.zip: holds no alphabet/character/image.png of the evaluation part", load);
    Samples.zip(path, Map.of("i/A/c1/1.png", Samples.png(28, 28)));
    assertMessage("DIR/omniglot/images_evaluation.zip!i/A/c1/1.png: 28 × 28 pixels instead of 105 × 105", load);
    Samples.zip(path, Map.of("i/A/c1/1.png", new byte[2_000_000]));
    assertMessage("DIR/omniglot/images_evaluation.zip!i/A/c1/1.png is larger than 1048576 bytes", load);
  }

  @Test
  void runLabels() throws IOException {
    Path path = folder.resolve("omniglot/all_runs.zip");
    Map<String, byte[]> files = new TreeMap<>();
    files.put("other.txt", new byte[0]);
    Samples.zip(path, files);
    Executable load = () -> Omniglot.runs(Samples.folder(folder));
    assertMessage("DIR/omniglot/all_runs.zip!run01/class_labels.txt is missing", load);
    String labels = "run01/test/item01.png run01/training/class08.png\n";
    files.put("run01/class_labels.txt", labels.getBytes(StandardCharsets.US_ASCII));
    Samples.zip(path, files);
    assertMessage("DIR/omniglot/all_runs.zip!run01/class_labels.txt: has 1 lines, 20 are needed", load);
    files.put("run01/class_labels.txt", (labels + labels + "x\n").getBytes(StandardCharsets.US_ASCII));
    Samples.zip(path, files);
    String rule = "is not `test-image training-image` with a class of its own";
    String place = "DIR/omniglot/all_runs.zip!run01/class_labels.txt:";
    assertMessage("%s2: `%s` %s\n%s3: `x` %s".formatted(place, labels.strip(), rule, place, rule), load);
  }

  @Test
  void missingData() {
    assertMessage(
        "omniglot/all_runs.zip is needed, but MATCHLINE_DATA is not set: set it to a folder and run "
            + "`matchline data fetch omniglot`",
        () -> Omniglot.runs(new DataFolder(Optional.empty())));
    assertMessage(
        "DIR/omniglot/all_runs.zip: no such file (MATCHLINE_DATA = DIR); run `matchline data fetch omniglot`",
        () -> Omniglot.runs(DataFolder.of(Map.of("MATCHLINE_DATA", folder.toString()))));
    assertEquals(Optional.empty(), DataFolder.of(Map.of("MATCHLINE_DATA", " ")).root());
  }
}

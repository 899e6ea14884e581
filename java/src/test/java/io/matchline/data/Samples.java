package io.matchline.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/// Small data files written for one test.
final class Samples {
  private Samples() {}

  static DataFolder folder(Path root) {
    return new DataFolder(Optional.of(root));
  }

  /// Black where `ink` says so, white elsewhere, as the published drawings are.
  static byte[] png(int width, int height, int... ink) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
    for (int p = 0; p < width * height; p++) {
      image.setRGB(p % width, p / width, 0xffffff);
    }
    for (int p : ink) {
      image.setRGB(p % width, p / width, 0);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  static Path zip(Path path, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(path.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return path;
  }

  static Path idx(Path path, int magic, int[] shape, byte[] values) throws IOException {
    Files.createDirectories(path.getParent());
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(path)))) {
      out.writeInt(magic);
      for (int side : shape) {
        out.writeInt(side);
      }
      out.write(values);
    }
    return path;
  }
}

package io.matchline.data;

import io.matchline.unit.InvalidInputException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads PNG drawings of dark ink on light paper.
final class PngFile {
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int SIZE_OFFSET = 16;
  private static final int HEADER_BYTES = 33;

  private PngFile() {}

  /// @param place what messages call the file
  static Image read(byte[] bytes, String place) {
    checkHeader(bytes, place);
    ImageReader reader = reader();
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(stream, true, true);
      return image(reader.read(0));
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(place + ": broken PNG: " + e.getMessage());
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    return readers.next();
  }

  /// The size is checked before the decoder allocates anything.
  private static void checkHeader(byte[] bytes, String place) {
    if (bytes.length < Long.BYTES || ByteBuffer.wrap(bytes).getLong() != SIGNATURE) {
      throw new InvalidInputException(place + ": not a PNG file (the signature is missing)");
    }
    if (bytes.length < HEADER_BYTES) {
      throw new InvalidInputException(place + ": broken PNG: ends inside the header");
    }
    int width = ByteBuffer.wrap(bytes).getInt(SIZE_OFFSET);
    int height = ByteBuffer.wrap(bytes).getInt(SIZE_OFFSET + Integer.BYTES);
    if (width < 1 || width > Image.MAX_SIDE || height < 1 || height > Image.MAX_SIDE) {
      throw new InvalidInputException(
          "%s: an image of %d × %d pixels is outside 1 … %d".formatted(place, width, height, Image.MAX_SIDE));
    }
  }

  private static Image image(BufferedImage decoded) {
    int width = decoded.getWidth();
    int height = decoded.getHeight();
    float[] ink = new float[width * height];
    if (decoded.getColorModel() instanceof IndexColorModel palette) {
      int[] sample = decoded.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
      float[] inkOf = inks(palette);
      for (int p = 0; p < ink.length; p++) {
        ink[p] = inkOf[sample[p]];
      }
    } else {
      int[] rgb = decoded.getRGB(0, 0, width, height, null, 0, width);
      for (int p = 0; p < ink.length; p++) {
        ink[p] = 1 - brightness(rgb[p]);
      }
    }
    return new Image(width, height, ink);
  }

  private static float[] inks(IndexColorModel palette) {
    float[] ink = new float[palette.getMapSize()];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = 1 - brightness(palette.getRGB(i));
    }
    return ink;
  }

  /// Mean of red, green and blue, 0 … 1; transparency is ignored.
  private static float brightness(int rgb) {
    return ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 765f;
  }
}

package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

/// Shape of images that are normalised and pooled: `ml_pool_shape` of `matchline.h`.
///
/// Images are `[images][height][width][channels]`, their pooled form `[images][⌊height / 2⌋][⌊width / 2⌋][channels]`.
///
/// @param images 1 … 2³¹−1
/// @param height 1 … 2¹⁵
/// @param width 1 … 2¹⁵
/// @param channels 1 … 2¹⁵
public record PoolShape(long images, int height, int width, int channels) {
  /// Rows of coefficients: scale, shift, inverse deviation, offset, k, slope, constant, least result.
  public static final int COEFFICIENTS = 8;

  private static final int MOST = 1 << 15;

  public PoolShape {
    require(images >= 1 && images <= Integer.MAX_VALUE, "images = %d is outside 1 … 2^31-1", images);
    require(height >= 1 && height <= MOST, "height = %d is outside 1 … %d", height, MOST);
    require(width >= 1 && width <= MOST, "width = %d is outside 1 … %d", width, MOST);
    require(channels >= 1 && channels <= MOST, "channels = %d is outside 1 … %d", channels, MOST);
  }

  /// Pixels of an image.
  public long pixels() {
    return (long) height * width;
  }

  /// Elements of an image.
  public long elements() {
    return pixels() * channels;
  }

  /// Elements of a pooled image.
  public long pooledElements() {
    return (long) (height / 2) * (width / 2) * channels;
  }

  public Span all() {
    return new Span(0, images);
  }
}

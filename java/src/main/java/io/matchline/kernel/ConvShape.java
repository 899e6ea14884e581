package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

/// Shape of a convolution of float images by stride 1: `ml_conv_shape` of `matchline.h`.
///
/// x is `[images][height][width][inChannels]`, y `[images][outHeight][outWidth][outChannels]`, the weights are
/// `[kernelHeight][kernelWidth][inChannels][outChannels]`. Outside the image x is 0.
///
/// @param images 1 … 2³¹−1
/// @param height rows of x, 1 … 2¹⁵
/// @param width columns of x, 1 … 2¹⁵
/// @param inChannels 1 … 2¹⁵
/// @param outChannels 1 … 2¹⁵
/// @param kernelHeight 1 … 2¹⁰, at most `height + 2 padHeight`
/// @param kernelWidth 1 … 2¹⁰, at most `width + 2 padWidth`
/// @param padHeight rows of zeros above and below x, 0 … `kernelHeight − 1`
/// @param padWidth columns of zeros left and right of x, 0 … `kernelWidth − 1`
public record ConvShape(
    long images,
    int height,
    int width,
    int inChannels,
    int outChannels,
    int kernelHeight,
    int kernelWidth,
    int padHeight,
    int padWidth) {
  /// Parts of the images whose weight gradients are summed apart; part p holds [p n / 16, (p + 1) n / 16).
  public static final int PARTS = 16;

  /// Of a tile of 4 × 4 of x.
  static final int PLACES = 16;
  private static final int TILES = 24;
  private static final int GROUP = 1 << 16;
  /// Output channels below which images may be computed side by side, and floats of a padded image up to which they are.
  private static final int NARROW = 16;

  private static final int ABREAST = 1 << 13;
  private static final int MOST = 1 << 15;
  private static final int MOST_KERNEL = 1 << 10;

  public ConvShape {
    require(images >= 1 && images <= Integer.MAX_VALUE, "images = %d is outside 1 … 2^31-1", images);
    within("height", height, MOST);
    within("width", width, MOST);
    within("inChannels", inChannels, MOST);
    within("outChannels", outChannels, MOST);
    within("kernelHeight", kernelHeight, MOST_KERNEL);
    within("kernelWidth", kernelWidth, MOST_KERNEL);
    checkAxis("Height", height, kernelHeight, padHeight);
    checkAxis("Width", width, kernelWidth, padWidth);
  }

  private static void within(String name, int value, int most) {
    require(value >= 1 && value <= most, "%s = %d is outside 1 … %d", name, value, most);
  }

  private static void checkAxis(String axis, int size, int kernel, int pad) {
    require(pad >= 0 && pad < kernel, "pad%s = %d is outside 0 … kernel%s-1 = %d", axis, pad, axis, kernel - 1);
    require(kernel <= size + 2 * pad, "kernel%s = %d is above the padded size %d", axis, kernel, size + 2 * pad);
  }

  public int outHeight() {
    return height + 2 * padHeight - kernelHeight + 1;
  }

  public int outWidth() {
    return width + 2 * padWidth - kernelWidth + 1;
  }

  /// The convolution that takes dy to the gradient with respect to x, with turned weights ({@link Kernels#convPack}).
  public ConvShape gradient() {
    return new ConvShape(
        images,
        outHeight(),
        outWidth(),
        outChannels,
        inChannels,
        kernelHeight,
        kernelWidth,
        kernelHeight - 1 - padHeight,
        kernelWidth - 1 - padWidth);
  }

  /// Weights of one output channel.
  public long depth() {
    return (long) kernelHeight * kernelWidth * inChannels;
  }

  /// Elements of the weights and of their gradient.
  public long weights() {
    return depth() * outChannels;
  }

  /// Whether the kernels compute tiles of 2 × 2 results together, with 16 products of a tile in place of 36: a kernel of
  /// 3 × 3, at least 16 channels on both sides and at least 4 rows and columns of results. It decides about the last bits.
  public boolean tiled() {
    return kernelHeight == 3
        && kernelWidth == 3
        && Math.min(inChannels, outChannels) >= 16
        && Math.min(outHeight(), outWidth()) >= 4;
  }

  /// Elements of the packed weights, `[ceil(outChannels / 64)][depth][64]`, or `[…][16][inChannels][64]` in tiles.
  public long packedElements() {
    long rows = tiled() ? (long) PLACES * inChannels : depth();
    return Shapes.blocks(outChannels, GemmShape.PANEL) * GemmShape.PANEL * rows;
  }

  /// Elements of one image of x.
  public long inElements() {
    return (long) height * width * inChannels;
  }

  /// Elements of one image of y.
  public long outElements() {
    return (long) outHeight() * outWidth() * outChannels;
  }

  /// Floats that one call at a time needs to work in: a group of images with their padding, and tiles.
  public long workspaceElements() {
    long tiles = tiled() ? (long) PLACES * TILES * (inChannels + GemmShape.PANEL) : 0;
    long grouped = group() * paddedElements() + tiles;
    return narrow() ? Math.max(grouped, abreastElements()) : grouped;
  }

  /// Whether the kernels may compute 64 images side by side, because channels would leave most lanes empty.
  private boolean narrow() {
    return outChannels < Math.min(NARROW, images) && paddedElements() <= ABREAST;
  }

  /// The padded images, a row of their results and the weights.
  private long abreastElements() {
    return (paddedElements() + (long) outWidth() * outChannels) * GemmShape.PANEL + weights();
  }

  /// Images that a kernel works on at a time: padded and with their results they stay in the second-level cache.
  public long group() {
    return Math.clamp(GROUP / (paddedElements() + outElements()), 1, images);
  }

  private long paddedElements() {
    int rows = height + 2 * padHeight + (tiled() ? outHeight() % 2 : 0);
    int columns = width + 2 * padWidth + (tiled() ? outWidth() % 2 : 0);
    return (long) rows * columns * inChannels;
  }

  /// The same convolution of another number of images.
  public ConvShape images(long count) {
    return new ConvShape(
        count, height, width, inChannels, outChannels, kernelHeight, kernelWidth, padHeight, padWidth);
  }

  public Span all() {
    return new Span(0, images);
  }

  /// Images of a part.
  public Span part(long part) {
    return new Span(part * images / PARTS, (part + 1) * images / PARTS);
  }
}

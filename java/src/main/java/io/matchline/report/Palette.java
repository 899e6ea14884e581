package io.matchline.report;

import java.util.List;

/// The colours of series on a light page; the style sheet carries their dark counterparts under the same class names.
final class Palette {
  /// Okabe and Ito's colours, those with the most contrast to white first.
  private static final List<String> SERIES =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6b6b6b");
  private static final int[][] SEQUENTIAL = {
    {0xf4, 0xf8, 0xfb}, {0xbf, 0xdc, 0xee}, {0x6f, 0xb3, 0xdb},
    {0x1f, 0x83, 0xbf}, {0x00, 0x55, 0x8a}, {0x00, 0x2b, 0x4a}
  };
  private static final int[][] DIVERGING = {
    {0x00, 0x4d, 0x7a}, {0x3d, 0x96, 0xc9}, {0xf5, 0xf5, 0xf5}, {0xe0, 0x86, 0x45}, {0x96, 0x3f, 0x00}
  };
  private static final double[] LUMINANCE = {0.299, 0.587, 0.114};

  private Palette() {}

  /// Attributes of a group of one series.
  static Object[] series(int index) {
    int colour = index % SERIES.size();
    return new Object[] {"class", "ml-s" + colour, "color", SERIES.get(colour)};
  }

  /// Dash pattern: later rounds through the colours are dashed.
  static String dashes(int index) {
    return switch (index / SERIES.size()) {
      case 0 -> "none";
      case 1 -> "7 4";
      default -> "2 3";
    };
  }

  /// The colour at a share 0…1 of a heat map's range.
  static String cell(HeatMap.Palette palette, double share) {
    int[] rgb = rgb(palette, share);
    return "#" + Integer.toHexString(0x1000000 | rgb[0] << 16 | rgb[1] << 8 | rgb[2]).substring(1);
  }

  /// Black or white, whichever reads better on the cell.
  static String textOn(HeatMap.Palette palette, double share) {
    int[] rgb = rgb(palette, share);
    double luminance = LUMINANCE[0] * rgb[0] + LUMINANCE[1] * rgb[1] + LUMINANCE[2] * rgb[2];
    return luminance > 140 ? "#16202a" : "#ffffff";
  }

  private static int[] rgb(HeatMap.Palette palette, double share) {
    int[][] stops = switch (palette) {
      case SEQUENTIAL -> SEQUENTIAL;
      case DIVERGING -> DIVERGING;
    };
    double position = Math.clamp(share, 0, 1) * (stops.length - 1);
    int below = Math.min((int) position, stops.length - 2);
    int[] rgb = new int[3];
    for (int i = 0; i < 3; i++) {
      rgb[i] = (int) Math.round(stops[below][i] + (position - below) * (stops[below + 1][i] - stops[below][i]));
    }
    return rgb;
  }
}

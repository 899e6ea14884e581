package io.matchline.search;

/// Position and size of a character: its centre of mass and its spread along each axis.
///
/// @param perX normalised lengths per pixel across
/// @param perY the same down
record Frame(double centreX, double centreY, double perX, double perY) {
  /// Spread of a pen's own width, so that a straight upright line still has a size across, pixels.
  private static final double PEN_SPREAD = 1;

  /// The frame of an image with ink. Each axis is scaled by the geometric mean of its own spread and the overall one:
  /// half of the difference in aspect between drawings goes, half of the aspect of the character stays.
  static Frame of(Plane ink) {
    double mass = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumYy = 0;
    for (int y = 0; y < ink.height(); y++) {
      for (int x = 0; x < ink.width(); x++) {
        double v = ink.at(x, y);
        mass += v;
        sumX += v * x;
        sumY += v * y;
        sumXx += v * x * x;
        sumYy += v * y * y;
      }
    }
    double centreX = sumX / mass;
    double centreY = sumY / mass;
    double spreadX = PEN_SPREAD + StrictMath.sqrt(Math.max(0, sumXx / mass - centreX * centreX));
    double spreadY = PEN_SPREAD + StrictMath.sqrt(Math.max(0, sumYy / mass - centreY * centreY));
    double overall = StrictMath.sqrt((spreadX * spreadX + spreadY * spreadY) / 2);
    return new Frame(
        centreX, centreY, 1 / StrictMath.sqrt(spreadX * overall), 1 / StrictMath.sqrt(spreadY * overall));
  }

  double x(int pixel) {
    return (pixel - centreX) * perX;
  }

  double y(int pixel) {
    return (pixel - centreY) * perY;
  }

  /// Pixels in a unit of normalised length.
  double pixels() {
    return 1 / StrictMath.sqrt(perX * perY);
  }
}

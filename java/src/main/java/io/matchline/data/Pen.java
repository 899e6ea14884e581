package io.matchline.data;

import io.matchline.data.Stroke.Point;
import java.util.List;

/// A round pen on white paper with anti-aliased edges.
final class Pen {
  private final int width;
  private final int height;
  private final double radius;
  private final float[] ink;

  Pen(int width, int height, double penWidth) {
    this.width = width;
    this.height = height;
    this.radius = penWidth / 2;
    this.ink = new float[width * height];
  }

  /// Draws straight lines from point to point; coordinates in pixels, pixel centres at whole numbers.
  void draw(List<Point> path) {
    Point from = path.getFirst();
    for (Point to : path) {
      segment(from, to);
      from = to;
    }
  }

  Image image() {
    return new Image(width, height, ink.clone());
  }

  private void segment(Point a, Point b) {
    double margin = radius + 1;
    int lastX = clampX(Math.max(a.x(), b.x()) + margin);
    int lastY = clampY(Math.max(a.y(), b.y()) + margin);
    for (int y = clampY(Math.min(a.y(), b.y()) - margin); y <= lastY; y++) {
      for (int x = clampX(Math.min(a.x(), b.x()) - margin); x <= lastX; x++) {
        float cover = (float) Math.clamp(radius + 0.5 - distance(a, b, x, y), 0.0, 1.0);
        ink[y * width + x] = Math.max(ink[y * width + x], cover);
      }
    }
  }

  private int clampX(double x) {
    return Math.clamp((long) StrictMath.floor(x), 0, width - 1);
  }

  private int clampY(double y) {
    return Math.clamp((long) StrictMath.floor(y), 0, height - 1);
  }

  private static double distance(Point a, Point b, double x, double y) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double square = dx * dx + dy * dy;
    double along = square == 0 ? 0 : Math.clamp(((x - a.x()) * dx + (y - a.y()) * dy) / square, 0.0, 1.0);
    double gapX = x - a.x() - along * dx;
    double gapY = y - a.y() - along * dy;
    return StrictMath.sqrt(gapX * gapX + gapY * gapY);
  }
}

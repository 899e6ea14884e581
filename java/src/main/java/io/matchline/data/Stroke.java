package io.matchline.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A pen stroke through a few points, in units where a character fills about −1 … 1.
///
/// @param points the points the pen passes, at least one; a single point is a dot
/// @param smooth a curve through the points rather than straight lines between them
/// @param closed back to the first point
record Stroke(List<Point> points, boolean smooth, boolean closed) {
  private static final int STEPS = 12;

  /// A place on the paper, x to the right, y down.
  record Point(double x, double y) {
    Point plus(double dx, double dy) {
      return new Point(x + dx, y + dy);
    }

    Point times(double factor) {
      return new Point(factor * x, factor * y);
    }
  }

  Stroke {
    points = List.copyOf(points);
  }

  Stroke moved(UnaryOperator<Point> move) {
    return new Stroke(points.stream().map(move).toList(), smooth, closed);
  }

  /// The stroke as a fine polyline: Catmull–Rom between the points where it is smooth (Catmull, Rom, A class of local
  /// interpolating splines, 1974).
  List<Point> path() {
    List<Point> path = new ArrayList<>();
    int spans = closed ? points.size() : points.size() - 1;
    for (int i = 0; i < spans; i++) {
      for (int s = 0; s < STEPS; s++) {
        path.add(between(i, (double) s / STEPS));
      }
    }
    path.add(closed ? points.getFirst() : points.getLast());
    return path;
  }

  private Point between(int i, double t) {
    Point b = point(i);
    Point c = point(i + 1);
    if (!smooth) {
      return new Point(b.x + t * (c.x - b.x), b.y + t * (c.y - b.y));
    }
    Point a = point(i - 1);
    Point d = point(i + 2);
    return new Point(spline(a.x, b.x, c.x, d.x, t), spline(a.y, b.y, c.y, d.y, t));
  }

  /// Point `i`, around the loop for closed strokes and held at the ends for open ones.
  private Point point(int i) {
    int n = points.size();
    return points.get(closed ? Math.floorMod(i, n) : Math.clamp(i, 0, n - 1));
  }

  private static double spline(double a, double b, double c, double d, double t) {
    double cubic = 3 * (b - c) + d - a;
    double square = 2 * a - 5 * b + 4 * c - d;
    return b + 0.5 * t * (c - a + t * (square + t * cubic));
  }
}

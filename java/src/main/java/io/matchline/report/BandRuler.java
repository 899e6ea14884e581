package io.matchline.report;

import java.util.ArrayList;
import java.util.List;

/// One band of equal width per category; category `i` lies at value `i`.
record BandRuler(String title, List<String> categories, double fromPx, double toPx) implements Ruler {
  private static final double MAX_LABEL_PX = 150;
  private static final double LABEL_PITCH_PX = 14;

  static BandRuler of(String title, List<String> categories) {
    return new BandRuler(title, categories, 0, 1);
  }

  /// Width of a band, positive.
  double bandPx() {
    return Math.abs(toPx - fromPx) / categories.size();
  }

  @Override
  public double at(double value) {
    return fromPx + (value + 0.5) * (toPx - fromPx) / categories.size();
  }

  @Override
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    List<String> labels = labels();
    int every = (int) Math.max(1, Math.ceil(LABEL_PITCH_PX / bandPx()));
    for (int i = 0; i < labels.size(); i += every) {
      ticks.add(new Tick(at(i), labels.get(i)));
    }
    return ticks;
  }

  /// All labels; of narrow bands only every second, third, … is drawn.
  @Override
  public List<String> labels() {
    return categories.stream().map(c -> TextSize.cut(c, PlotFrame.TICK_FONT_PX, MAX_LABEL_PX)).toList();
  }

  @Override
  public BandRuler placed(double from, double to) {
    return new BandRuler(title, categories, from, to);
  }
}

package io.matchline.kernel;

/// Blocks `[begin, end)` of a batch of rows.
public record Span(long begin, long end) {
  public Span {
    Shapes.require(0 <= begin && begin <= end, "span [%d, %d) is not in order", begin, end);
  }
}

package io.matchline.noise;

/// Streams of random numbers, one for each purpose; this is the one list of them.
///
/// Every stream is drawn independently, so switching one noise source on or off never changes another. The id is part
/// of the generator's counter: changing one changes every published result that uses the stream.
public enum NoiseStream {
  /// Device to device: one normal number per device, event 0.
  DEVICE_SPREAD(0),
  /// Cycle to cycle: one normal number per device and write, event = index of the write.
  CYCLE_SPREAD(1),
  /// Stuck devices: one uniform number per device, event 0.
  STUCK_AT(2),
  /// Thermal noise of a match line: one normal number per row and column tile, event = index of the search.
  THERMAL(3),
  /// Offset of a sense amplifier: one normal number per row and column tile, event 0.
  SENSE_OFFSET(4),
  /// Jitter of the strobe: one normal number per column tile, event = index of the search.
  STROBE_JITTER(5),
  /// Random planes of feature encoders.
  FEATURE_PLANES(16),
  /// Choice of classes and samples of few-shot episodes.
  EPISODE_SAMPLING(17),
  /// Shapes of built-in glyphs.
  GLYPH_SHAPE(18),
  /// Hands that draw built-in glyphs.
  GLYPH_HAND(19),
  /// Cells and inputs of the crossbars that are compared with SPICE.
  REFERENCE_CIRCUIT(24);

  private final int id;

  NoiseStream(int id) {
    this.id = id;
  }

  /// Stream number of the generator, 0 … 255.
  public int id() {
    return id;
  }
}

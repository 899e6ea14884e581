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
  /// Offset of a match line's converter: one normal number per row and column tile, event 0.
  CONVERTER_OFFSET(6),
  /// Noise of the reads of a TCAM: one normal number per cell of a row and search, whichever of its devices is read. The
  /// address is turned round, its row is the cell's place in the word and its cell is the row, so that the numbers of rows
  /// that discharge together stand side by side. Event = index of the search.
  SEARCH_READ(7),
  /// Random planes of feature encoders.
  FEATURE_PLANES(16),
  /// Choice of classes and samples of few-shot episodes.
  EPISODE_SAMPLING(17),
  /// Shapes of built-in glyphs.
  GLYPH_SHAPE(18),
  /// Hands that draw built-in glyphs.
  GLYPH_HAND(19),
  /// Embeddings that are drawn, and noise on embeddings that are mapped: one number per number of an embedding, array = 0
  /// class centres, 1 around them, 2 noise, event 0.
  EMBEDDINGS(28),
  /// Random matrices of error maps: one number per weight, array = trial, event 0.
  MATRIX_WEIGHTS(20),
  /// Random vectors of error maps: one number per input, array = trial, event 0.
  MATRIX_VECTORS(21),
  /// Query of a margin analysis: one bit per cell, array = pairs of rows, event 0.
  MARGIN_QUERY(22),
  /// Where the rows of a margin analysis mismatch: one number per row and cell, array = pairs of rows, event 0.
  MARGIN_PLACES(23),
  /// Stored words of co-simulations: one uniform number per cell, event 0.
  STORED_WORDS(26),
  /// Cells in which a query of a co-simulation differs: one uniform number per cell, event = index of the query.
  QUERY_WORDS(27),
  /// Cells and inputs of the crossbars that are compared with SPICE.
  REFERENCE_CIRCUIT(24),
  /// Spread that one write leaves around the target of an analog cell: one normal number per cell and write.
  PROGRAMMING(32),
  /// Drift or relaxation: one normal number per cell, event 0.
  AGEING(33),
  /// Noise of a read: one normal number per cell and multiplication or search.
  READ(34),
  /// Flicker noise: one normal number per cell and multiplication or search.
  FLICKER(35),
  /// Cells with a trap: one uniform number per cell, event 0.
  TELEGRAPH_TRAP(36),
  /// Amplitude of random telegraph noise: one normal number per cell, event 0.
  TELEGRAPH_AMPLITUDE(37),
  /// State of the trap: one uniform number per cell and multiplication or search.
  TELEGRAPH_STATE(38),
  /// Noise of a read, drawn at the outputs: one normal number per output and multiplication, row = the matrix's first.
  READ_OUTPUT(39),
  /// How much the reads of a cell fluctuate: one normal number per cell, event 0.
  FLUCTUATION(40),
  /// Offset of an analog-to-digital converter: one normal number per converter, event 0.
  ADC_OFFSET(48),
  /// Gain of an analog-to-digital converter: one normal number per converter, event 0.
  ADC_GAIN(49),
  /// Integral nonlinearity of a converter: two normal numbers per converter, event 0.
  ADC_INL(50),
  /// Comparator thresholds of a converter: one normal number per threshold, event 0.
  ADC_COMPARATOR(51),
  /// Offset of a digital-to-analog converter: one normal number per converter, event 0.
  DAC_OFFSET(52),
  /// Gain of a digital-to-analog converter: one normal number per converter, event 0.
  DAC_GAIN(53),
  /// Integral nonlinearity of a digital-to-analog converter: two normal numbers per converter, event 0.
  DAC_INL(54),
  /// Elements of a digital-to-analog converter: one normal number per element, event 0.
  DAC_ELEMENT(55),
  /// Initial weights of a network: one number per element, array = index of the tensor, event 0.
  WEIGHTS(64),
  /// Elements that dropout leaves: one uniform number per element, array = index of the draw, event = index of the pass.
  DROPOUT(65),
  /// Weights of Bayesian layers: one normal number per weight, array = index of the draw, event = index of the pass.
  BAYESIAN_WEIGHTS(66),
  /// Noise of embeddings: one normal number per element; in training array = index of the draw and event = index of the
  /// pass, in tests event = episode, row = its vectors.
  EMBEDDING_NOISE(67),
  /// Shifts and turns of training images: event = step, row = image of the batch.
  AUGMENTATION(68);

  private final int id;

  NoiseStream(int id) {
    this.id = id;
  }

  /// Stream number of the generator, 0 … 255.
  public int id() {
    return id;
  }
}

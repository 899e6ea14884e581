package io.matchline.experiment;

import java.util.Map;

/// One point of a sweep.
///
/// @param settings what the sweep set, dotted path to value as written, in the order of the file; empty without a sweep
/// @param config the experiment with these settings
public record Point<E extends Experiment>(Map<String, String> settings, E config) {}

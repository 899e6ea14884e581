package io.matchline.spice;

/// A vector that ngspice saves.
///
/// @param vector its name in decks and results, in lower case: `v(node)` or `i(source)`
/// @param startValue its value in the given initial state of a transient, V or A; nothing reads it otherwise
public record Probe(String vector, double startValue) {}

package io.matchline.experiment;

import io.matchline.tcam.CellWords;

/// An episode as words.
///
/// @param stored the memory, class by class
/// @param storedLabel `[rows]` class of each row, 0 … ways−1
/// @param queries one word per query image, class by class
/// @param queryLabel `[queries]` class of each query
record Task(CellWords stored, int[] storedLabel, CellWords queries, int[] queryLabel) {}

package io.matchline.experiment;

import io.matchline.tcam.TernaryWords;

/// An episode as words.
///
/// @param stored one row per support image, class by class
/// @param storedLabel `[rows]` class of each row, 0 … ways−1
/// @param queries one word per query image, class by class
/// @param queryLabel `[queries]` class of each query
record Task(TernaryWords stored, int[] storedLabel, TernaryWords queries, int[] queryLabel) {}

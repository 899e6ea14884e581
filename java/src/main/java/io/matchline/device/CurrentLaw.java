package io.matchline.device;

import io.matchline.unit.Variants;

/// Current–voltage law of the cells of an array as a configuration describes it. The permits clause is the list of laws.
@Variants(key = "law")
public sealed interface CurrentLaw
    permits OhmicCurrent, SinhCurrent, TableCurrent, VteamCurrent, YakopcicCurrent, StanfordCurrent {
  /// The law with its files read. Call it once, then compute.
  StateLaw law();
}

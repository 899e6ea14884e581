package io.matchline.tcam;

import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Size of one physical array. A larger search is split: columns add their codes, rows concatenate.
@Named(value = "tile", doc = "size of one physical array")
public record Tile(
    @Param(doc = "rows of a tile", min = 1, max = 65536, standard = "64") int rows,
    @Param(doc = "columns of a tile: cells on one match line", min = 1, max = 65536, standard = "128") int columns) {}

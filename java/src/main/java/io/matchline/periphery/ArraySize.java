package io.matchline.periphery;

import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Size of one physical crossbar. A larger matrix is split: each tile's currents are converted, and the codes of the
/// tiles below each other are added.
@Named(value = "tile", doc = "size of one physical crossbar")
public record ArraySize(
    @Param(doc = "rows of a tile", min = 1, max = 4096, standard = "128") int rows,
    @Param(doc = "columns of a tile", min = 1, max = 4096, standard = "128") int columns) {}

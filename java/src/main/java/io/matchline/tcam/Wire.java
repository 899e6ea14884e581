package io.matchline.tcam;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// The match-line wire between two neighbouring cells.
@Named(value = "wire", doc = "match-line wire between neighbouring cells")
public record Wire(
    @Param(
            doc = "resistance of one segment",
            unit = Unit.OHM,
            min = 0,
            max = 1e6,
            standard = "2.5 Ω",
            source = "project default; Eva-CAM computes 13.1 Ω at 45 nm")
        double resistanceOhm,
    @Param(
            doc = "capacitance of one segment",
            unit = Unit.FARAD,
            min = 0,
            max = 1e-9,
            standard = "0.2 fF",
            source = "project default; Eva-CAM computes 0.302 fF at 45 nm")
        double capacitanceF) {}

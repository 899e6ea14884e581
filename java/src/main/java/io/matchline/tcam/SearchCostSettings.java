package io.matchline.tcam;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// What a search costs beside the match lines, whose energy comes from their waveforms.
@Named(value = "cost", doc = "energy and delay of what surrounds the match lines")
public record SearchCostSettings(
    @Param(
            key = "search-line",
            doc = "capacitance of a cell on one of its two search lines, wire and gate; 0 F: search lines are not included",
            unit = Unit.FARAD,
            min = 0,
            max = 1e-9,
            standard = "0 F")
        double searchLineF,
    @Param(
            doc = "voltage to which a search line is driven",
            unit = Unit.VOLT,
            min = 0,
            max = 10,
            standard = "1 V",
            source = "Eva-CAM, search voltage of its 2FeFET cell")
        double searchSwingV,
    @Param(
            doc = "energy of a sense amplifier for one comparison; 0 J: amplifiers are not included",
            unit = Unit.JOULE,
            min = 0,
            max = 1e-6,
            standard = "0 J")
        double amplifierEnergyJ,
    @Param(
            doc = "delay of a sense amplifier, added to the latency",
            unit = Unit.SECOND,
            min = 0,
            max = 1,
            standard = "0 s")
        double amplifierDelayS) {}

package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import java.nio.file.Path;
import java.util.Optional;

/// A device that one table of measured conductances describes: its levels are the window, their scatter just after
/// programming is the programming spread, their change with time the ageing.
///
/// The table has the columns `addr, timept, g, range`: cell, time since programming in s (0 for every cell), conductance
/// in S, number of the level; comma- or tab-separated, `.gz` if compressed. The headerless files of the published RRAM
/// relaxation data are read as well.
@Named(value = "measured", doc = "Levels, scatter and relaxation from a table of measured cells.")
public record MeasuredDevice(
    @Param(doc = "Table with the columns addr, timept (s), g (S) and range; CSV or TSV, possibly .gz.") Path table,
    @Param(doc = "Number of evenly spaced levels; 0: any conductance.", min = 0, max = AnalogStates.MAX_LEVELS,
            standard = "0")
        int levels,
    @Param(doc = "How devices and writes differ.", standard = "{}") Variation variation,
    @Param(doc = "Normal noise of every read.", standard = "{}") ReadNoise readNoise,
    @Param(doc = "Random telegraph noise.", standard = "{}") TelegraphNoise telegraph)
    implements AnalogDevice {
  /// @throws IllegalArgumentException for values out of range
  /// @throws io.matchline.unit.InvalidInputException with every problem of the table, each at its line
  public MeasuredDevice {
    states(table, levels, variation, readNoise, telegraph);
  }

  /// Reads the table again.
  @Override
  public AnalogStates states() {
    return states(table, levels, variation, readNoise, telegraph);
  }

  private static AnalogStates states(
      Path table, int levels, Variation variation, ReadNoise readNoise, TelegraphNoise telegraph) {
    MeasuredLevels measured = MeasuredLevels.read(table);
    return new AnalogStates(
        "measured",
        measured.window(),
        Optional.empty(),
        measured.window().lowestS(),
        levels,
        measured,
        variation,
        new MeasuredRelaxation(measured),
        FlickerLaw.NONE,
        readNoise,
        telegraph);
  }
}

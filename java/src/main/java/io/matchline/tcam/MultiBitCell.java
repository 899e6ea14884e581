package io.matchline.tcam;

import io.matchline.device.Device;
import io.matchline.device.DeviceStates;
import io.matchline.device.State;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import java.util.List;

/// A multi-bit cell: the further the searched state is from the stored one, the more it conducts.
///
/// @param statesOhm resistance by |stored − searched|, falling; as many as the cell has states
@Named(value = "MCAM", doc = "multi-bit cell of numbered states; its device gives spread, stuck cells and noise of reads only")
public record MultiBitCell(
    @Param(
            doc = "resistance by how many states the searched one is from the stored one; one for each state",
            unit = Unit.OHM,
            min = 1,
            max = 1e15,
            standard = "[1.616 MΩ, 854.7 kΩ, 283.3 kΩ, 108.3 kΩ, 52.91 kΩ, 33 kΩ, 24.39 kΩ, 20.04 kΩ]",
            source = "3-bit 2FeFET cell of Eva-CAM v2, config/2FeFET_MCAM")
        List<Double> statesOhm)
    implements ValuedCell {
  private static final int MAX_STATES = 1024;

  public MultiBitCell {
    statesOhm = List.copyOf(statesOhm);
    if (statesOhm.size() < 2 || statesOhm.size() > MAX_STATES) {
      throw new IllegalArgumentException(
          "states has %d resistances; 2 … %d are needed".formatted(statesOhm.size(), MAX_STATES));
    }
    for (int i = 1; i < statesOhm.size(); i++) {
      if (!(statesOhm.get(i) < statesOhm.get(i - 1))) {
        throw new IllegalArgumentException(
            "states[%d] = %s Ω is not below states[%d] = %s Ω; a farther state conducts more"
                .formatted(i, statesOhm.get(i), i - 1, statesOhm.get(i - 1)));
      }
    }
  }

  /// Number of states.
  public int states() {
    return statesOhm.size();
  }

  @Override
  public double mismatchS(Device device) {
    return 1 / statesOhm.get(1);
  }

  @Override
  public double matchS(Device device) {
    return 1 / statesOhm.getFirst();
  }

  @Override
  public String storingFault(CellWords stored) {
    return fault(stored);
  }

  @Override
  public String searchFault(CellWords queries) {
    return fault(queries);
  }

  private String fault(CellWords words) {
    if (!(words instanceof SymbolWords symbols)) {
      return "cell MCAM takes words of states";
    }
    return symbols.highest() < states()
        ? ""
        : "state %d is above %d, the last of cell.states".formatted(symbols.highest(), states() - 1);
  }

  @Override
  public double stuckS(DeviceStates device, State state) {
    return 1 / (state == State.LRS ? statesOhm.getLast() : statesOhm.getFirst());
  }

  @Override
  public double nominalS(DeviceStates device, CellWords stored, int row, CellWords queries, int query, int cell) {
    return 1 / statesOhm.get(distance(stored, row, queries, query, cell));
  }

  @Override
  public int distance(CellWords stored, int row, CellWords queries, int query, int cell) {
    int held = ((SymbolWords) stored).symbol()[row][cell];
    int searched = ((SymbolWords) queries).symbol()[query][cell];
    return held == SymbolWords.X || searched == SymbolWords.X ? 0 : Math.abs(held - searched);
  }
}

package io.matchline.tcam;

import io.matchline.kernel.LineCharge;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Workers;
import java.util.Arrays;

/// Energy and latency of searches on one column tile.
///
/// Lines discharge until the decision and are then charged again. On the ladder every node counts; the other levels know
/// one voltage, which all of the line then has.
///
/// @param lines the tile's lines
/// @param reader what reads them
/// @param settings the array
/// @param line one of its lines
/// @param searchRows cells on a search line, over all row tiles
/// @param workers threads that share the rows
record TileMeter(
    LineReader lines, TileReader reader, ArraySettings settings, MatchLine line, long searchRows, Workers workers) {

  /// Energy of a line, J.
  private record Line(double drawnJ, double dissipatedJ) {}

  /// One cost per query; query `q` is search number `firstSearch + q`.
  SearchCost[] costs(CellWords queries, int firstSearch) {
    double[] decisionS = reader.decisionS(queries, firstSearch);
    SearchCost[] costs = new SearchCost[queries.rows()];
    for (int q = 0; q < costs.length; q++) {
      Line[] line = energies(queries.rows(q, q + 1), firstSearch + q, decisionS[q]);
      costs[q] = new SearchCost(
          Arrays.stream(line).mapToDouble(Line::drawnJ).sum(),
          Arrays.stream(line).mapToDouble(Line::dissipatedJ).sum(),
          searchLinesJ(queries, q),
          included(lines.rows() * settings.cost().amplifierEnergyJ()),
          decisionS[q] + settings.cost().amplifierDelayS());
    }
    return costs;
  }

  private Line[] energies(CellWords query, int search, double timeS) {
    return lines.during(search) instanceof CellLines tile && settings.level() == Level.LADDER
        ? exact(tile, query, timeS)
        : Arrays.stream(lines.voltagesV(query, search, timeS)).mapToObj(this::uniform).toArray(Line[]::new);
  }

  private Line uniform(double volt) {
    double full = line.prechargeV();
    double c = line.totalCapacitanceF();
    return new Line(c * full * (full - volt), 0.5 * c * (full * full - volt * volt));
  }

  private Line[] exact(CellLines tile, CellWords query, double timeS) {
    Line[] energies = new Line[lines.rows()];
    LineCharge charge = new LineCharge(line);
    double full = charge.chargeC(new double[line.cells()], 0);
    workers.run(energies.length, 1, span -> {
      for (int r = (int) span.begin(); r < span.end(); r++) {
        double[] shown = tile.shownS(query, r);
        double drawn = line.prechargeV() * (full - charge.chargeC(shown, timeS));
        double dissipated = 0.5 * line.prechargeV() * full - charge.storedJ(shown, timeS);
        energies[r] = new Line(drawn, dissipated);
      }
    });
    return energies;
  }

  /// Every driven line swings from 0 V to its voltage and back.
  private double searchLinesJ(CellWords queries, int query) {
    int driven = 0;
    for (int j = lines.columns().begin(); j < lines.columns().end(); j++) {
      driven += queries.cares(query, j) ? 1 : 0;
    }
    SearchCostSettings cost = settings.cost();
    double lineF = cost.searchLineF() * searchRows;
    double energyJ = driven * lineF * cost.searchSwingV() * cost.searchSwingV();
    return lineF == 0 ? Double.NaN : energyJ;
  }

  private static double included(double energyJ) {
    return energyJ == 0 ? Double.NaN : energyJ;
  }
}

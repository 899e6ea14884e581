package io.matchline.cli;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.DischargeRun;
import io.matchline.tcam.DischargeTable;
import io.matchline.tcam.Level;
import java.util.List;
import java.util.stream.Stream;

/// `matchline discharge`
record DischargeCommand() implements Command {
  private static final Opt LEVEL = Opt.choice(
      "level",
      "L",
      Stream.of(Level.values()).filter(level -> level != Level.IDEAL).map(Level::key).toList(),
      "fidelity of the match line",
      Level.LADDER.key());
  private static final Description DESCRIPTION = new Description(
      "discharge",
      "waveforms and crossing times of match lines, one line per row of a CSV file",
      """
          Columns of the input (SI units, header required, empty = does not apply):
            id, pattern (0 match, 1 mismatch, X don't-care; the first cell is nearest node 0),
            wire_resistance_ohm (per segment), wire_capacitance_f, cell_capacitance_f,
            near_capacitance_f (node 0), far_capacitance_f (extra, last node), g_on_s, g_off_s,
            conductances_s (one per cell, blanks between; overrides pattern and g), rp_ohm (level
            lumped-rp), precharge_v, sense (near, far), times_s and levels_v (blanks between; levels
            from 2e-4 to 0.999999 of precharge_v, or precharge_v itself). Level ladder-table reads
            cell_table instead of cell_capacitance_f and g, a CSV file beside the cases with the
            columns V, I_mismatch_A, I_match_A, C_mismatch_F, C_match_F, and start_voltage_v and
            start_offset_s: the line's voltage when the search lines take effect, and when that is.
            How cells get there is in four more: rise_table, a file with share, V, I_mismatch_A,
            I_match_A, Q_mismatch_C, Q_match_C (share of the rise from 0 to 1 in an even number of equal
            parts, each with the same V; charges on one scale), rise_s, how long it takes from
            start_offset_s on, and coupled_mismatch_c and coupled_match_c, what it couples into a cell's
            node besides; without rise_table cells are as in cell_table at once.
            Cells with a node inside, between two stacked transistors, have four more: stack_table,
            a file with V, I_node_mismatch_A, I_node_match_A (from the node to ground),
            C_node_mismatch_F, C_node_match_F, C_line_mismatch_F, C_line_match_F, each over the
            voltage of its own place; stack_currents, a file with V, node_V, I_A (from the line into
            the node; node_V runs first); stack_mismatch_v and stack_match_v, where the nodes start.
            Their cell_table holds what a cell shows once its node has settled.
          The result is CSV: id, quantity, at, value; quantity voltage_v (at = time in s) or
          crossing_s (at = level in V; value never where the line does not fall to it).
          """,
      List.of(new Operand("CASES.csv", new Kind.InputFile(), "the match lines", Operand.Count.ONE)),
      List.of(LEVEL, Common.OUT, Common.THREADS, Common.BACKEND),
      "matchline discharge cases.csv --level ladder --out results.csv");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public int run(Invocation in) {
    Level level = Level.of(in.arguments().text(LEVEL).orElseThrow());
    DischargeCases cases = DischargeCases.read(in.arguments().pathOperand(0), level);
    Kernels kernels = Common.kernels(in);
    try (Workers workers = new Workers(Common.threads(in))) {
      DischargeRun run = DischargeRun.of(cases, level, kernels, workers);
      run.warnings().forEach(warning -> in.err().println("warning: " + warning));
      List<String> comments = List.of(Invocation.provenance(kernels) + ", model " + level.key());
      in.write(writer -> DischargeTable.write(writer, comments, run.values()));
    }
    return Main.DONE;
  }
}

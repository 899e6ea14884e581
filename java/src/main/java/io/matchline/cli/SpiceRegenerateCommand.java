package io.matchline.cli;

import io.matchline.report.Progress;
import io.matchline.spice.NgspiceRunner;
import io.matchline.spice.ReferenceTable;
import io.matchline.spice.Regenerate;
import io.matchline.spice.SpiceModel;
import java.util.List;

/// `matchline spice regenerate`
record SpiceRegenerateCommand(NgspiceRunner ngspice) implements Command {
  private static final Description DESCRIPTION = new Description(
      "spice regenerate",
      "runs ngspice on every case of a model and rewrites its table",
      "Needs ngspice on the PATH. The old table stays when a case fails.",
      List.of(new Operand("MODEL", new Kind.Text(), "name of the model", Operand.Count.ONE)),
      List.of(ValidateCommand.MODELS),
      "matchline spice regenerate match-line-linear");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public int run(Invocation in) {
    String name = in.arguments().operands().getFirst();
    SpiceModel model =
        SpiceModel.named(in.arguments().path(ValidateCommand.MODELS).orElseGet(Home::spiceModels), name);
    int cases = model.references(ngspice).runs().size();
    try (Progress progress = Progress.start("spice regenerate " + name, "cases", cases)) {
      int[] reported = {0};
      ReferenceTable table = new Regenerate(ngspice).run(model, (done, _) -> {
        progress.step(done - reported[0]);
        reported[0] = done;
      });
      in.out().println(name + ": " + table.points().size() + " values of " + cases + " cases in "
          + model.folder().table());
    }
    return Main.DONE;
  }
}

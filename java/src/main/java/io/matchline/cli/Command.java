package io.matchline.cli;

import io.matchline.unit.Problems;

/// A command of the program. {@link Commands} lists them.
sealed interface Command
    permits BenchSearchCommand,
        CrossbarCommand,
        DataCommand,
        DevicesCommand,
        DischargeCommand,
        InfoCommand,
        RunCommand,
        SearchCommand,
        SpiceCalibrateCommand,
        SpiceExportCommand,
        SpiceRegenerateCommand,
        ValidateCommand {
  Description description();

  /// Adds what is wrong with the combination of arguments; each alone is valid here.
  default void check(Arguments arguments, Problems problems) {}

  /// Does the work.
  ///
  /// @return {@link Main#DONE} or {@link Main#INPUT_AT_FAULT}
  /// @throws io.matchline.unit.InvalidInputException when the input is at fault
  int run(Invocation invocation);
}

package io.matchline.cli;

import io.matchline.data.Catalog;
import io.matchline.data.DataFolder;
import io.matchline.data.DataSet;
import io.matchline.data.Fetch;
import io.matchline.data.RemoteFile;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `matchline data`
record DataCommand(Map<String, String> environment) implements Command {
  private static final List<String> NAMES = Catalog.sets().stream().map(DataSet::name).toList();
  private static final Description DESCRIPTION = new Description(
      "data",
      "lists the data sets, or fetches one from its publisher",
      """
          The files go to the folder that the environment variable %s names. A file that
          is there with the right checksum is not fetched again; a broken download continues where it
          stopped.
          """.formatted(DataFolder.VARIABLE),
      List.of(
          new Operand("list|fetch", new Kind.Choice(List.of("list", "fetch")), "what to do", Operand.Count.OPTIONAL),
          new Operand("NAME", new Kind.Choice(NAMES), "the set to fetch", Operand.Count.OPTIONAL)),
      List.of(),
      "matchline data fetch mnist");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public void check(Arguments arguments, Problems problems) {
    boolean fetch = fetches(arguments);
    int given = arguments.operands().size();
    if (fetch && given == 1) {
      problems.add(Arguments.place(DESCRIPTION), "fetch needs the NAME of a set: %s", String.join(", ", NAMES));
    }
    if (!fetch && given == 2) {
      problems.add(Arguments.place(DESCRIPTION), "list takes no NAME");
    }
  }

  @Override
  public int run(Invocation in) {
    DataFolder folder = DataFolder.of(environment);
    if (fetches(in.arguments())) {
      fetch(in, Catalog.find(in.arguments().operands().get(1)).orElseThrow(), folder);
    } else {
      in.out().println(DataFolder.VARIABLE + " = " + folder.root().map(Path::toString).orElse("(not set)"));
      Catalog.sets().forEach(set -> in.out().println(line(set, folder)));
    }
    return Main.DONE;
  }

  private static boolean fetches(Arguments arguments) {
    return !arguments.operands().isEmpty() && arguments.operands().getFirst().equals("fetch");
  }

  private static String line(DataSet set, DataFolder folder) {
    long there = set.files().stream()
        .filter(file -> folder.root().map(root -> Files.isRegularFile(root.resolve(file.path()))).orElse(false))
        .count();
    return "%-14s %d of %d files here; %s; licence: %s"
        .formatted(set.name(), there, set.files().size(), set.about(), set.licence());
  }

  private static void fetch(Invocation in, DataSet set, DataFolder folder) {
    Path root = folder.root().orElseThrow(() -> new InvalidInputException(
        "environment: " + DataFolder.VARIABLE + " is not set; set it to the folder for data sets"));
    in.err().println(set.name() + ": " + set.about() + "; licence: " + set.licence());
    long[] shownMiB = {-1};
    Fetch.Progress progress = (file, bytes, total) -> {
      long step = bytes >> 23;
      if (step != shownMiB[0]) {
        shownMiB[0] = step;
        in.err().println(file.path() + ": " + (bytes >> 20) + (total < 0 ? "" : " of " + (total >> 20)) + " MiB");
      }
    };
    try (Fetch fetch = new Fetch(root, progress)) {
      for (RemoteFile file : set.files()) {
        boolean fetched = fetch.fetch(file) == Fetch.Outcome.FETCHED;
        in.out().println(root.resolve(file.path()) + (fetched ? " fetched" : " is there"));
      }
    }
  }
}

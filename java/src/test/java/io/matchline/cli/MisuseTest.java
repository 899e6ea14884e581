package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisuseTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(delimiterString = " | ", quoteCharacter = '\0', textBlock = """
      inof                            | matchline: unknown command inof; did you mean info?
      Data                            | matchline: unknown command Data; did you mean data?
      frobnicate                      | matchline: unknown command frobnicate
      --versoin                       | matchline: unknown option --versoin; did you mean --version?
      help inof                       | matchline: unknown command inof; did you mean info?
      spice                           | matchline spice: one of these must follow: calibrate, export, regenerate
      spice expor                     | matchline spice: expor is none of calibrate, export, regenerate; did you mean export?
      bench --rows 5                  | matchline bench: one of these must follow: search
      info --jsno                     | matchline info: unknown option --jsno; did you mean --json?
      info --json=yes                 | matchline info: --json takes no value
      info --json --json              | matchline info: --json is there 2 times
      info now                        | matchline info: nothing is expected at "now"
      info -- --json                  | matchline info: nothing is expected at "--json"
      discharge                       | matchline discharge: CASES.csv is missing (the match lines)
      discharge a b                   | matchline discharge: nothing is expected at "b"
      discharge missing.csv           | matchline discharge: CASES.csv = missing.csv does not exist
      discharge .                     | matchline discharge: CASES.csv = . is a folder, a file is needed
      discharge pom.xml --level lader | matchline discharge: --level = lader is none of lumped, lumped-rp, elmore,
      discharge pom.xml --backend c   | matchline discharge: --backend = c is none of ffm, jna, java
      discharge pom.xml --threads     | matchline discharge: --threads T: the value is missing (1 … 1024)
      discharge pom.xml --threads 0   | matchline discharge: --threads = 0 is outside the range: 1 … 1024
      discharge pom.xml --threads -3  | matchline discharge: --threads = -3 is outside the range: 1 … 1024
      discharge pom.xml --threads 1.5 | matchline discharge: --threads = 1.5 is not a whole number (1 … 1024)
      discharge pom.xml --threads 1e9 | matchline discharge: --threads = 1e9 is not a whole number (1 … 1024)
      discharge pom.xml --out .       | matchline discharge: --out = . is a folder, the name of a file is needed
      discharge pom.xml --out=        | matchline discharge: --out =  is an empty file name
      discharge pom.xml --out pom.xml | matchline discharge: --out = pom.xml is an input of this command
      data fetch                      | matchline data: fetch needs the NAME of a set: omniglot, mnist,
      data fetch mnsit                | matchline data: NAME = mnsit is none of omniglot, mnist, fashion-mnist,
      data list mnist                 | matchline data: list takes no NAME
      data drop                       | matchline data: list|fetch = drop is none of list, fetch
      bench search --k 0              | matchline bench search: --k = 0 is outside the range: 1 … 64
      bench search --k 3              | matchline bench search: --k goes with --mode topk, not with --mode all
      bench search --rows 99999999999 | matchline bench search: --rows = 99999999999 is outside the range: 1 … 268435456
      bench search --bits 65521       | matchline bench search: --bits = 65521 is outside the range: 1 … 65520
      bench search --mode best        | matchline bench search: --mode = best is none of all, top1, topk, threshold
      spice regenerate                | matchline spice regenerate: MODEL is missing (name of the model)
      spice export pom.xml --end 0    | matchline spice export: --end = 0 is not a finite number above 0 s
      spice export pom.xml --end soon | matchline spice export: --end = soon is not a number (above 0 s)
      validate --models pom.xml       | matchline validate: --models = pom.xml is not a folder
      """)
  void misuseIsExplained(String line, String message) {
    Cli cli = Cli.run(line.split(" +"));
    assertEquals(Main.INPUT_AT_FAULT, cli.code(), cli.err());
    assertEquals("", cli.out());
    assertTrue(cli.err().lines().anyMatch(found -> found.startsWith(message.strip())), cli.err());
    assertTrue(cli.err().lines().toList().getLast().startsWith("see: matchline "), cli.err());
  }

  @Test
  void allProblemsAtOnce() {
    Cli cli = Cli.run("discharge", "missing.csv", "--threads", "0", "--level", "none", "--out", "no/such/folder.csv");
    assertEquals(5, cli.err().lines().count(), cli.err());
    assertTrue(cli.err().contains("no/such does not exist"), cli.err());
  }

  @Test
  void hugeSizeIsRefusedBeforeTheWork() {
    Cli cli = Cli.run("bench", "search", "--rows", "268435456", "--bits", "65520", "--queries", "16777216");
    assertEquals(Main.INPUT_AT_FAULT, cli.code());
    assertTrue(cli.err().contains(" MiB, above the "), cli.err());
  }

  @Test
  void unknownCpuLevelIsRefused() {
    CpuCap.check(null);
    CpuCap.check("");
    CpuCap.check("avx2");
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> CpuCap.check("avx-2"));
    assertEquals(
        "environment: MATCHLINE_MAX_ISA = avx-2 is none of scalar, avx2, avx512; did you mean avx2?", e.getMessage());
  }

  @Test
  void fetchNeedsTheFolder() {
    Command data = new DataCommand(Map.of());
    Arguments arguments = Arguments.parse(data, List.of("fetch", "mnist"));
    InvalidInputException e = assertThrows(
        InvalidInputException.class, () -> data.run(new Invocation(arguments, System.out, System.err)));
    assertTrue(e.getMessage().startsWith("environment: MATCHLINE_DATA is not set"), e.getMessage());
  }

  @Test
  void searchOptionsExcludeEachOther() throws IOException {
    String file = Files.writeString(folder.resolve("words.txt"), "01\n").toString();
    String files = "--config=" + file + " --stored=" + file + " --queries=" + file + " ";
    searchFault(files + "--top 1 --threshold 2", "--top and --threshold exclude each other");
    searchFault(files + "--top 1 --exact", "--top and --exact exclude each other");
    searchFault(files + "--top 1 --threshold 2 --exact", "--top and --threshold and --exact exclude each other");
    searchFault(files + "--top 0", "--top = 0 is outside the range: 1 … 268435456");
    searchFault(files + "--threshold -1", "--threshold = -1 is outside the range: 0 … 65535");
    searchFault(files + "--out " + file, "--out = " + file + " is an input of this command");
    searchFault("--stored=" + file, "--config ARRAY.yaml is required");
    searchFault("--stored=" + file, "--queries Q is required");
  }

  private static void searchFault(String line, String problem) {
    Command search = new SearchCommand(_ -> SearchAnswer.of(List.of()));
    InvalidInputException e = assertThrows(
        InvalidInputException.class, () -> Arguments.parse(search, Arrays.asList(line.split(" "))));
    assertTrue(e.getMessage().lines().toList().contains("matchline search: " + problem), e.getMessage());
  }

  @Test
  void refusedInputLeavesNoFile() throws IOException {
    Path cases = Files.writeString(folder.resolve("cases.csv"), "id,pattern\n,2\n");
    Path out = folder.resolve("out.csv");
    Cli cli = Cli.run("discharge", cases.toString(), "--out", out.toString());
    assertEquals(Main.INPUT_AT_FAULT, cli.code());
    assertFalse(Files.exists(out));
    assertEquals(List.of("cases.csv"), names(folder));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}

package io.matchline.cli;

import io.matchline.bindings.NativeLoadException;
import io.matchline.report.Provenance;
import io.matchline.spice.SpiceException;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Nearest;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Entry point of the `matchline` command.
public final class Main {
  /// Exit code: everything asked for is done.
  public static final int DONE = 0;

  /// Exit code: the input is at fault, or a check has failed.
  public static final int INPUT_AT_FAULT = 1;

  /// Exit code: the program is at fault.
  public static final int PROGRAM_AT_FAULT = 2;

  /// Exit code: the reader of standard output has gone, what a shell reports for SIGPIPE.
  static final int BROKEN_PIPE = 141;

  private Main() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(
        new BufferedOutputStream(ClosedStreamException.loud(new FileOutputStream(FileDescriptor.out))),
        false,
        StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.exit(run(args, out, err));
  }

  /// Runs one command line.
  ///
  /// @param out results
  /// @param err messages and progress
  /// @return the exit code: {@link #DONE}, {@link #INPUT_AT_FAULT} or {@link #PROGRAM_AT_FAULT}
  public static int run(String[] args, PrintStream out, PrintStream err) {
    List<String> words = List.of(args);
    boolean debug = has(words, "--debug");
    try {
      int code = dispatch(words, out, err);
      out.flush();
      return code;
    } catch (ClosedStreamException e) {
      return closed(e, err);
    } catch (InvalidInputException | NativeLoadException | SpiceException e) {
      return fail(INPUT_AT_FAULT, e.getMessage(), e, debug, err);
    } catch (UncheckedIOException e) {
      return fail(INPUT_AT_FAULT, "matchline: cannot read or write: " + e.getMessage(), e, debug, err);
    } catch (OutOfMemoryError e) {
      String message = "matchline: this size needs more memory than there is: " + e.getMessage();
      return fail(INPUT_AT_FAULT, message, e, debug, err);
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      String hint = debug ? "" : "\nThis is an error in Matchline. Rerun with --debug for the stack trace to report.";
      return fail(PROGRAM_AT_FAULT, "matchline: internal error: " + e + hint, e, debug, err);
    }
  }

  private static int dispatch(List<String> words, PrintStream out, PrintStream err) {
    if (words.isEmpty()) {
      out.print(Help.overview());
      return DONE;
    }
    String first = words.getFirst();
    if (first.startsWith("-")) {
      return global(words, out, err);
    }
    if (first.equals("help")) {
      return help(words.subList(1, words.size()), out);
    }
    List<Command> family = Commands.family(first);
    if (words.size() == 2 && !family.isEmpty() && isHelp(words.get(1))) {
      out.print(Help.family(family));
      return DONE;
    }
    Command command = Commands.find(words);
    if (has(words, "--help") || has(words, "-h")) {
      out.print(Help.page(command.description()));
      return DONE;
    }
    List<String> rest = words.subList(Commands.words(command).size(), words.size());
    CpuCap.check(System.getenv(CpuCap.VARIABLE));
    return command.run(new Invocation(Arguments.parse(command, rest), out, err));
  }

  /// Options in front of, or instead of, a command.
  private static int global(List<String> words, PrintStream out, PrintStream err) {
    String first = words.getFirst();
    return switch (first) {
      case "--help", "-h" -> print(Help.overview(), out);
      case "--version" -> print("matchline " + Provenance.programVersion() + "\n", out);
      case "--debug" -> dispatch(words.subList(1, words.size()), out, err);
      default -> throw new InvalidInputException(List.of(
          "matchline: unknown option " + first + Nearest.hint(first, List.of("--help", "--version", "--debug")),
          "see: matchline --help"));
    };
  }

  private static int help(List<String> words, PrintStream out) {
    if (words.isEmpty() || isHelp(words.getFirst())) {
      return print(Help.overview(), out);
    }
    List<Command> family = Commands.family(words.getFirst());
    boolean listed = words.size() == 1 && !family.isEmpty();
    return print(listed ? Help.family(family) : Help.page(Commands.find(words).description()), out);
  }

  private static int print(String text, PrintStream out) {
    out.print(text);
    return DONE;
  }

  private static boolean isHelp(String word) {
    return word.equals("--help") || word.equals("-h");
  }

  /// Whether the option is there, before a `--`.
  private static boolean has(List<String> words, String option) {
    int end = words.indexOf("--");
    return (end < 0 ? words : words.subList(0, end)).contains(option);
  }

  private static int closed(ClosedStreamException e, PrintStream err) {
    if (e.isBrokenPipe()) {
      return BROKEN_PIPE;
    }
    err.println("matchline: standard output cannot be written: " + e.getMessage());
    return INPUT_AT_FAULT;
  }

  private static int fail(int code, String message, Throwable failure, boolean debug, PrintStream err) {
    err.println(message);
    if (debug) {
      failure.printStackTrace(err);
    }
    return code;
  }
}

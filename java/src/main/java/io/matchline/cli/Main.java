package io.matchline.cli;

/// Entry point of the `matchline` command.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println(io.matchline.kernel.Backends.best(System.err::println).level());
  }
}

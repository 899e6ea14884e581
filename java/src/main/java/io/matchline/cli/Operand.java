package io.matchline.cli;

/// A word on the command line that is not an option.
///
/// @param name placeholder in help
/// @param kind what it may be
/// @param doc what it means, one sentence without the full stop
/// @param count how many
record Operand(String name, Kind kind, String doc, Count count) {
  enum Count {
    ONE,
    OPTIONAL,
    ANY
  }

  String usage() {
    return switch (count) {
      case ONE -> name;
      case OPTIONAL -> "[" + name + "]";
      case ANY -> "[" + name + " …]";
    };
  }

  int least() {
    return count == Count.ONE ? 1 : 0;
  }

  int most() {
    return count == Count.ANY ? Integer.MAX_VALUE : 1;
  }
}

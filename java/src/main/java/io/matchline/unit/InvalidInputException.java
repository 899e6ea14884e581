package io.matchline.unit;

import java.util.List;

/// The input is at fault. The message is for people: place, value, unit and rule, one line per problem.
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InvalidInputException(List<String> problems) {
    super(String.join("\n", problems));
  }

  public InvalidInputException(String problem) {
    this(List.of(problem));
  }
}

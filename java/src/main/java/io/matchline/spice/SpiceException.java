package io.matchline.spice;

/// ngspice is missing, refused a deck, or did not finish; the message says which and what helps.
public final class SpiceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SpiceException(String message) {
    super(message);
  }

  public SpiceException(String message, Throwable cause) {
    super(message, cause);
  }
}

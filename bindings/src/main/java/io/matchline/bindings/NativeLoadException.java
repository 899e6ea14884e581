package io.matchline.bindings;

/// The native library is missing, unreadable or not the one the bindings were made for. The message names the remedy.
public final class NativeLoadException extends RuntimeException {
  public NativeLoadException(String message) {
    super(message);
  }

  public NativeLoadException(String message, Throwable cause) {
    super(message, cause);
  }
}

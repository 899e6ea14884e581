package io.matchline.cli;

import java.io.IOException;
import java.io.OutputStream;

/// Standard output takes no more: the reader of the pipe has gone, or the disk behind it is full.
final class ClosedStreamException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ClosedStreamException(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /// The reader has gone, as in `matchline … | head`: nothing to complain about.
  boolean isBrokenPipe() {
    return String.valueOf(getMessage()).contains("Broken pipe");
  }

  /// A stream that throws this where a `PrintStream` would swallow the failure and go on.
  static OutputStream loud(OutputStream stream) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        try {
          stream.write(bytes, offset, length);
        } catch (IOException e) {
          throw new ClosedStreamException(e);
        }
      }

      @Override
      public void flush() {
        try {
          stream.flush();
        } catch (IOException e) {
          throw new ClosedStreamException(e);
        }
      }
    };
  }
}

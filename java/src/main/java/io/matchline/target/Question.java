package io.matchline.target;

import io.matchline.kernel.MatchLine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// What one line is asked once.
///
/// @param line hash of the line and its conductances, {@link #hash}
/// @param quantity what is asked for
/// @param at time (s) or level (V)
record Question(String line, Quantity quantity, double at) {
  /// Hexadecimal digits of a hash: 96 bits, so that no two lines of a study share one.
  private static final int DIGITS = 24;

  /// What a sense node is asked for.
  enum Quantity {
    VOLTAGE_V,
    CROSSING_S;

    /// The name in files, for example `voltage_v`.
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Hash of everything that decides what the ladder of a line does.
  ///
  /// @param conductanceS `[cells]` S, cell 1 first
  static String hash(MatchLine line, List<Double> conductanceS) {
    ByteBuffer bytes = ByteBuffer.allocate((7 + conductanceS.size()) * Double.BYTES);
    bytes.putDouble(line.cells()).putDouble(line.sense().ordinal()).putDouble(line.wireResistanceOhm());
    bytes.putDouble(line.nodeCapacitanceF()).putDouble(line.nearCapacitanceF()).putDouble(line.farCapacitanceF());
    bytes.putDouble(line.prechargeV());
    conductanceS.forEach(bytes::putDouble);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The unit of `at`.
  String unit() {
    return quantity == Quantity.VOLTAGE_V ? "s" : "V";
  }
}

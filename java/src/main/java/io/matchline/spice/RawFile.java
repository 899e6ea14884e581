package io.matchline.spice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// ngspice's binary result file: a text header, then doubles, or pairs of them for complex numbers, point after point.
///
/// @param names the variables, in lower case; the first is the time or the frequency
/// @param columns real parts, `[variables][points]`
/// @param imaginary imaginary parts, `[variables][points]`, no variables where the numbers are real
record RawFile(List<String> names, double[][] columns, double[][] imaginary) {
  private static final byte[] MARK = "Binary:\n".getBytes(StandardCharsets.US_ASCII);

  static RawFile read(Path path) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      int data = afterMark(bytes);
      List<String> header = new String(bytes, 0, data, StandardCharsets.UTF_8).lines().toList();
      int variables = Integer.parseInt(value(header, "No. Variables:"));
      int points = Integer.parseInt(value(header, "No. Points:"));
      int parts = value(header, "Flags:").contains("complex") ? 2 : 1;
      if (bytes.length - data < 8L * parts * variables * points) {
        throw new SpiceException("ngspice's result file is cut short");
      }
      ByteBuffer numbers = ByteBuffer.wrap(bytes, data, bytes.length - data).order(ByteOrder.nativeOrder());
      double[][] all = transpose(numbers, variables * parts, points);
      return new RawFile(names(header, variables), every(parts, 0, all), parts == 1 ? new double[0][] : every(2, 1, all));
    } catch (IOException | NumberFormatException e) {
      throw new SpiceException("ngspice's result file cannot be read: " + e.getMessage(), e);
    }
  }

  /// The points of a variable, or an exception when the file does not have it.
  double[] column(String name) {
    return columns[index(name)];
  }

  /// The imaginary parts of a variable, or an exception when the file does not have them.
  double[] imaginary(String name) {
    int index = index(name);
    if (imaginary.length == 0) {
      throw new SpiceException("ngspice's result has real numbers only");
    }
    return imaginary[index];
  }

  private int index(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new SpiceException("ngspice's result has no " + name + ", only " + String.join(", ", names));
    }
    return index;
  }

  private static double[][] every(int parts, int first, double[][] columns) {
    double[][] chosen = new double[columns.length / parts][];
    for (int k = 0; k < chosen.length; k++) {
      chosen[k] = columns[parts * k + first];
    }
    return chosen;
  }

  private static int afterMark(byte[] bytes) {
    for (int i = 0; i + MARK.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + MARK.length, MARK, 0, MARK.length)) {
        return i + MARK.length;
      }
    }
    throw new SpiceException("ngspice's result file has no binary section");
  }

  private static String value(List<String> header, String key) {
    return header.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .findFirst()
        .orElseThrow(() -> new SpiceException("ngspice's result file has no line '" + key + "'"));
  }

  /// Lines after `Variables:` read `index name kind`.
  private static List<String> names(List<String> header, int variables) {
    int first = header.indexOf("Variables:") + 1;
    List<String> names = new ArrayList<>();
    for (String line : header.subList(first, first + variables)) {
      names.add(line.strip().split("\\s+")[1]);
    }
    return names;
  }

  private static double[][] transpose(ByteBuffer numbers, int variables, int points) {
    double[][] columns = new double[variables][points];
    for (int p = 0; p < points; p++) {
      for (int v = 0; v < variables; v++) {
        columns[v][p] = numbers.getDouble();
      }
    }
    return columns;
  }
}

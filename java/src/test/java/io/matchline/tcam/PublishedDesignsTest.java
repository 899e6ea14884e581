package io.matchline.tcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The page of published designs is what the kernels say of its two tables; `-Dmatchline.rewrite=true` writes the tables
/// of the page anew.
class PublishedDesignsTest {
  private static final Path PAGE = Path.of("../docs/published-designs.md");
  private static final String BEGIN = "<!-- computed by PublishedDesignsTest -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void everyParameterHasASource() {
    List<PublishedDesign> designs = PublishedDesign.all();
    assertEquals(7, designs.size());
    for (PublishedDesign design : designs) {
      assertTrue(design.parameters().size() >= 10, design.name());
      for (PublishedDesign.Parameter parameter : design.parameters()) {
        String where = design.name() + ", " + parameter.name();
        assertFalse(parameter.source().isEmpty(), where);
        assertEquals(parameter.standing() == PublishedDesign.Standing.MISSING, parameter.value().isEmpty(), where);
      }
      assertFalse(design.counts() && !design.missing().isEmpty(), design.name());
    }
  }

  @Test
  void thePageIsWhatTheKernelsSay() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String tables = tables(PublishedDesign.all(), Backends.open(Backend.FFM));
    if (Boolean.getBoolean("matchline.rewrite")) {
      Files.writeString(PAGE, page.substring(0, begin) + tables + page.substring(end));
    } else {
      assertEquals(tables, page.substring(begin, end), "rewrite it with -Dmatchline.rewrite=true");
    }
  }

  private static String tables(List<PublishedDesign> designs, Kernels kernels) {
    StringBuilder text = new StringBuilder();
    text.append("\n| design | published | match line alone | difference | Eva-CAM v2 | difference |");
    text.append(" counts | what has no source |\n|---|---|---|---|---|---|---|---|\n");
    double[] own = new double[designs.size()];
    double[] other = new double[designs.size()];
    int counted = 0;
    for (int i = 0; i < designs.size(); i++) {
      PublishedDesign design = designs.get(i);
      double computedS = design.computedS(kernels);
      own[i] = Math.abs(computedS / design.delayS() - 1);
      other[i] = Math.abs(design.evaCamS() / design.delayS() - 1);
      counted += design.counts() ? 1 : 0;
      text.append("| ").append(design.technology()).append(" | ").append(ns(design.delayS()));
      text.append(" | ").append(ns(computedS)).append(" | ").append(percent(computedS, design.delayS()));
      text.append(" | ").append(ns(design.evaCamS())).append(" | ").append(percent(design.evaCamS(), design.delayS()));
      text.append(" | ").append(design.counts() ? "yes" : "no").append(" | ").append(design.missing()).append(" |\n");
    }
    text.append("\nDesigns that count: %d of %d. Median of the absolute differences over all of them: ".formatted(
        counted, designs.size()));
    text.append("%s for the match line alone, %s for Eva-CAM v2.\n\n".formatted(share(median(own)), share(median(other))));
    return text.toString();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String ns(double seconds) {
    return String.format(Locale.ROOT, "%.3f ns", 1e9 * seconds);
  }

  private static String percent(double value, double reference) {
    return String.format(Locale.ROOT, "%+.0f %%", 100 * (value / reference - 1)).replace('-', '−');
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * value);
  }
}

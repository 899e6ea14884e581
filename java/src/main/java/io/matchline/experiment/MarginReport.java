package io.matchline.experiment;

import io.matchline.report.HtmlReport;
import java.util.List;

final class MarginReport {
  MarginReport(RunRequest<MarginAnalysis> request, List<MarginResult> results) {}
  HtmlReport page() { return new HtmlReport("", "", List.of(), List.of(), List.of()); }
}

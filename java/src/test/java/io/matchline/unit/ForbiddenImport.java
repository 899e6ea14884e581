package io.matchline.unit;

import io.matchline.config.Document;
import io.matchline.kernel.CpuLevel;
import java.util.List;

/// Imports upwards, once in a signature and once only as a type argument, so that the layering test can show that it
/// notices both.
public interface ForbiddenImport {
  Document document();

  List<CpuLevel> levels();
}

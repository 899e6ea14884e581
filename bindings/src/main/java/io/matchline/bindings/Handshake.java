package io.matchline.bindings;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import io.matchline.bindings.generated.MatchlineH;
import io.matchline.bindings.generated.ml_adam_step;
import io.matchline.bindings.generated.ml_cell_rise;
import io.matchline.bindings.generated.ml_cell_stack;
import io.matchline.bindings.generated.ml_cell_table;
import io.matchline.bindings.generated.ml_cells;
import io.matchline.bindings.generated.ml_conv_shape;
import io.matchline.bindings.generated.ml_crossbar;
import io.matchline.bindings.generated.ml_crossbar_drive;
import io.matchline.bindings.generated.ml_crossbar_result;
import io.matchline.bindings.generated.ml_crossbar_step;
import io.matchline.bindings.generated.ml_crossbar_waveform;
import io.matchline.bindings.generated.ml_draw;
import io.matchline.bindings.generated.ml_gemm_shape;
import io.matchline.bindings.generated.ml_line;
import io.matchline.bindings.generated.ml_noisy_product;
import io.matchline.bindings.generated.ml_pair_shape;
import io.matchline.bindings.generated.ml_patch;
import io.matchline.bindings.generated.ml_pool_shape;
import io.matchline.bindings.generated.ml_queries;
import io.matchline.bindings.generated.ml_rows;
import io.matchline.bindings.generated.ml_samples;
import io.matchline.bindings.generated.ml_sgd_step;
import io.matchline.bindings.generated.ml_span;
import io.matchline.bindings.generated.ml_sum_shape;
import io.matchline.bindings.generated.ml_table_cells;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.PaddingLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Compares version and struct layouts of a loaded library with the generated bindings.
final class Handshake {
  /// Structs in the order of the header, which is the order of the library's layout table.
  private static final List<GroupLayout> STRUCTS =
      List.of(
          ml_span.layout(),
          ml_rows.layout(),
          ml_queries.layout(),
          ml_line.layout(),
          ml_cells.layout(),
          ml_samples.layout(),
          ml_cell_table.layout(),
          ml_cell_stack.layout(),
          ml_cell_rise.layout(),
          ml_table_cells.layout(),
          ml_crossbar.layout(),
          ml_crossbar_drive.layout(),
          ml_crossbar_result.layout(),
          ml_crossbar_step.layout(),
          ml_crossbar_waveform.layout(),
          ml_draw.layout(),
          ml_patch.layout(),
          ml_gemm_shape.layout(),
          ml_conv_shape.layout(),
          ml_pool_shape.layout(),
          ml_pair_shape.layout(),
          ml_sum_shape.layout(),
          ml_sgd_step.layout(),
          ml_adam_step.layout(),
          ml_noisy_product.layout());

  private Handshake() {}

  static void check(NativeCalls library) {
    check(library.abiVersion(), library::layout);
  }

  static void check(int abiVersion, IntUnaryOperator layout) {
    if (abiVersion != MatchlineH.ML_ABI_VERSION()) {
      throw new NativeLoadException(
          "the native library has ABI version %d, these bindings need %d. Build both from the same sources: "
                  .concat("./mvnw package")
              .formatted(abiVersion, MatchlineH.ML_ABI_VERSION()));
    }
    List<Integer> expected = expected();
    for (int i = 0; i <= expected.size(); i++) {
      int wanted = i < expected.size() ? expected.get(i) : -1;
      int found = layout.applyAsInt(i);
      if (found != wanted) {
        throw new NativeLoadException(
            "struct layout entry %d is %d in the native library and %d in the bindings. Build both from the same sources: "
                .concat("./mvnw package")
                .formatted(i, found, wanted));
      }
    }
  }

  /// Per struct its size, then the offset of every field.
  static List<Integer> expected() {
    List<Integer> entries = new ArrayList<>();
    for (GroupLayout struct : STRUCTS) {
      entries.add(Math.toIntExact(struct.byteSize()));
      struct.memberLayouts().stream()
          .filter(field -> !(field instanceof PaddingLayout))
          .map(field -> struct.byteOffset(groupElement(field.name().orElseThrow())))
          .forEach(offset -> entries.add(Math.toIntExact(offset)));
    }
    return entries;
  }
}
